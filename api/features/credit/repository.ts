import { createHash } from 'node:crypto'
import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { credit_accounts, credit_entries } from '../../../db/schema'
import { selectAccountOf } from '../../adapters/payments/credit'
import type { MerchantId } from '../../domain/shared/ids'

export type CreditRow = typeof credit_accounts.$inferSelect
export type EntryRow = typeof credit_entries.$inferSelect
export type CreditKind = CreditRow['kind']

/** How people write a code does not matter: lower case, blanks and dashes. */
export const hashCode = (code: string) =>
  createHash('sha256').update(code.toUpperCase().replaceAll(/[\s-]/g, '')).digest('hex')

export const findGiftCardByCode = (db: Database, merchant_id: MerchantId, code: string) =>
  db
    .select()
    .from(credit_accounts)
    .where(
      sql`${credit_accounts.merchant_id} = ${merchant_id}
        AND ${credit_accounts.code_hash} = ${hashCode(code)}`,
    )
    .then(([row]) => row)

export const findStoreCredit = (
  db: Database,
  owner: { merchant_id: MerchantId; email: string; currency: string },
) => selectAccountOf(db, owner).then(([row]) => row)

export const findCredit = (
  db: Database,
  merchant_id: MerchantId,
  kind: CreditKind,
  id: string,
): Promise<CreditRow | undefined> =>
  db
    .select()
    .from(credit_accounts)
    .where(
      and(
        eq(credit_accounts.merchant_id, merchant_id),
        eq(credit_accounts.id, id as CreditRow['id']),
        eq(credit_accounts.kind, kind),
      ),
    )
    .then(([row]) => row)

/** Newest first, below the last id of the page before; of one customer, if an e-mail is given. */
export function listCredit(
  db: Database,
  merchant_id: MerchantId,
  kind: CreditKind,
  {
    email,
    before,
    limit,
  }: { email?: string | undefined; before?: string | undefined; limit: number },
): Promise<CreditRow[]> {
  const conditions: (SQL | undefined)[] = [
    eq(credit_accounts.merchant_id, merchant_id),
    email === undefined ? eq(credit_accounts.kind, kind) : eq(credit_accounts.email, email),
    before === undefined ? undefined : lt(credit_accounts.id, before as CreditRow['id']),
  ]
  return db
    .select()
    .from(credit_accounts)
    .where(and(...conditions))
    .orderBy(desc(credit_accounts.id))
    .limit(limit + 1)
}

/** Newest first. */
export const listEntries = (
  db: Database,
  merchant_id: MerchantId,
  account_id: CreditRow['id'],
  before: number | undefined,
  limit: number,
): Promise<EntryRow[]> =>
  db
    .select()
    .from(credit_entries)
    .where(
      and(
        eq(credit_entries.merchant_id, merchant_id),
        eq(credit_entries.account_id, account_id),
        before === undefined ? undefined : lt(credit_entries.sequence, before),
      ),
    )
    .orderBy(desc(credit_entries.sequence))
    .limit(limit + 1)
