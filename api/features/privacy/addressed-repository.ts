import { or, type SQL, sql } from 'drizzle-orm'
import type { Database, Statements } from '../../../db/database'
import { jsonEach } from '../../../db/json-rows'
import {
  credit_accounts,
  credit_entries,
  notifications,
  orders,
  withdrawals,
} from '../../../db/schema'
import { ERASED, pseudonymOf } from '../../domain/customers/pseudonym'
import type { MerchantId } from '../../domain/shared/ids'
import { forgetAnswersNaming } from './answers-repository'
import { emptied } from './erased-values'
import type { ErasureRow } from './repository'

/** What is found by a customer's address rather than by an order: mails and store credit. */

const named = (emails: readonly string[]) => sql`SELECT value FROM ${jsonEach(emails)}`
const accountsOf = (merchant_id: MerchantId, emails: readonly string[]) =>
  sql`${credit_accounts.merchant_id} = ${merchant_id} AND ${credit_accounts.email} IN (${named(emails)})`
/** Where the customer of some orders had withdrawals acknowledged: seldom where they ordered from. */
export const acknowledgementsOf = (merchant_id: MerchantId, order_ids: SQL) =>
  sql`${notifications.merchant_id} = ${merchant_id} AND ${notifications.order_id} IN (${order_ids})
    AND ${notifications.recipient} IN (
      SELECT lower(trim(${withdrawals.contact})) FROM ${withdrawals}
      WHERE ${withdrawals.merchant_id} = ${merchant_id}
        AND ${withdrawals.order_id} IN (${order_ids}))`
const mailsTo = (merchant_id: MerchantId, emails: readonly string[], before?: number) =>
  sql`${notifications.merchant_id} = ${merchant_id}
    AND ${notifications.recipient} IN (${named(emails)})
    ${before === undefined ? sql`` : sql`AND ${notifications.created_at} <= ${before}`}`

/** Mails go; an account keeps its balance, which is money, under a pseudonym of its own. */
export const eraseAddressed = (
  db: Database,
  { merchant_id, requested_at }: ErasureRow,
  emails: readonly string[],
): Statements[number][] => [
  db.delete(notifications).where(mailsTo(merchant_id, emails, requested_at)),
  db
    .update(credit_entries)
    .set({ reason: ERASED })
    .where(
      sql`${credit_entries.merchant_id} = ${merchant_id} AND ${credit_entries.reason} IS NOT NULL
        AND ${credit_entries.account_id} IN (
          SELECT ${credit_accounts.id} FROM ${credit_accounts}
          WHERE ${accountsOf(merchant_id, emails)})`,
    ),
  forgetAnswersNaming(db, merchant_id, emails),
  db
    .update(credit_accounts)
    .set({
      // Two addresses of one customer may both have an account in a currency.
      email: sql`${credit_accounts.id} || ${pseudonymOf('')}`,
      metadata: emptied as SQL<Record<string, string>>,
      version: sql`version + 1`,
    })
    .where(accountsOf(merchant_id, emails)),
]

/** The same, for whoever asks what is known of them. */
export async function readAddressed(
  db: Database,
  merchant_id: MerchantId,
  emails: readonly string[],
) {
  const [mails, accounts, entries] = await db.batch([
    db
      .select()
      .from(notifications)
      .where(
        or(
          mailsTo(merchant_id, emails),
          acknowledgementsOf(
            merchant_id,
            sql`SELECT ${orders.id} FROM ${orders}
              WHERE ${orders.merchant_id} = ${merchant_id} AND ${orders.email} IN (${named(emails)})`,
          ),
        ),
      ),
    db.select().from(credit_accounts).where(accountsOf(merchant_id, emails)),
    db
      .select()
      .from(credit_entries)
      .where(
        sql`${credit_entries.merchant_id} = ${merchant_id} AND ${credit_entries.account_id} IN (
          SELECT ${credit_accounts.id} FROM ${credit_accounts}
          WHERE ${accountsOf(merchant_id, emails)})`,
      ),
  ])
  return [
    // A link that signs in is the customer's alone.
    {
      table: 'notifications',
      rows: mails
        .filter(({ template }) => template !== 'magic_link')
        .map(({ merchant_id: _, ...row }) => row),
    },
    { table: 'credit_accounts', rows: accounts.map(({ merchant_id: _, ...row }) => row) },
    { table: 'credit_entries', rows: entries.map(({ merchant_id: _, ...row }) => row) },
  ]
}
