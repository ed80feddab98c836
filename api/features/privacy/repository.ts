import { and, asc, eq, getTableName, gt, isNull, sql } from 'drizzle-orm'
import { appendAudit, type NewAuditEntry } from '../../../db/append-audit'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import { jsonEach } from '../../../db/json-rows'
import {
  customer_emails,
  customer_totals,
  customers,
  erasures,
  idempotency_keys,
  merchants,
  orders,
} from '../../../db/schema'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import type { CustomerId, CustomerRow } from '../customers/repository'
import { ERASED, type Eraser, erasers } from './erasers'

export type ErasureRow = typeof erasures.$inferSelect

export const findErasure = (db: Database, merchant_id: MerchantId, customer_id: CustomerId) =>
  db
    .select()
    .from(erasures)
    .where(and(eq(erasures.merchant_id, merchant_id), eq(erasures.customer_id, customer_id)))
    .then(([row]) => row)

/** After a merchant and customer, in their order. */
export const listRunningErasures = (db: Database, after: readonly string[], limit: number) =>
  db
    .select()
    .from(erasures)
    .where(
      and(
        isNull(erasures.completed_at),
        sql`(${erasures.merchant_id}, ${erasures.customer_id}) > (${after[0]}, ${after[1]})`,
      ),
    )
    .orderBy(asc(erasures.merchant_id), asc(erasures.customer_id))
    .limit(limit)

/**
 * Begins an erasure: from here on the customer is a pseudonym, and whoever orders with one of the
 * addresses is a new customer. A trigger refuses it while an order is under way.
 */
export const insertErasure = (
  db: Database,
  erased: CustomerRow,
  emails: readonly string[],
  event: NewEvent,
  entry: NewAuditEntry,
) => {
  const { merchant_id, id: customer_id, email, updated_at } = erased
  const of_customer = sql`FROM ${orders} WHERE ${orders.merchant_id} = ${merchant_id}
    AND ${orders.email} IN (SELECT value FROM ${jsonEach(emails)})`
  const pending = sql`json_object('emails', json(${JSON.stringify(emails)}),
    'orders', json((SELECT json_group_array(${orders.id}) ${of_customer})))`
  return transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    db.insert(erasures).select(sql`SELECT ${merchant_id}, ${customer_id}, ${pending},
      (SELECT count(*) ${of_customer}), ${updated_at}, NULL`),
    db
      .update(customers)
      .set(erased)
      .where(and(eq(customers.merchant_id, merchant_id), eq(customers.id, customer_id))),
    db
      .delete(customer_emails)
      .where(
        and(
          eq(customer_emails.merchant_id, merchant_id),
          eq(customer_emails.customer_id, customer_id),
        ),
      ),
    db.insert(customer_emails).values({ merchant_id, email, customer_id }),
  ])
}

/** Erases some orders with all that hangs on them, and notes which are left. Again changes nothing. */
export const eraseOrders = (
  db: Database,
  { merchant_id, customer_id }: ErasureRow,
  pseudonym: string,
  ids: readonly OrderId[],
  left: ErasureRow['pending'],
  now: Instant,
) =>
  transact(db, [
    forgetAnswers(db, merchant_id, ids),
    ...erasers.map((eraser) => erase(db, eraser, merchant_id, pseudonym, ids, now)),
    db
      .update(erasures)
      .set(left ? { pending: left } : { pending: null, completed_at: now })
      .where(and(eq(erasures.merchant_id, merchant_id), eq(erasures.customer_id, customer_id))),
  ])

const rowsOf = ({ order_id }: Eraser, merchant_id: MerchantId, ids: readonly OrderId[]) =>
  sql`merchant_id = ${merchant_id}
    AND ${sql.raw(order_id)} IN (SELECT value FROM ${jsonEach(ids)})`

export const erase = (
  db: Database,
  eraser: Eraser,
  merchant_id: MerchantId,
  pseudonym: string,
  ids: readonly OrderId[],
  now: Instant,
) =>
  db
    .update(eraser.table)
    .set({
      ...eraser.personal(pseudonym),
      ...(eraser.counted && { version: sql`version + 1`, updated_at: now }),
    })
    .where(rowsOf(eraser, merchant_id, ids))

/**
 * What requests were answered about these orders. Their keys stay taken: sent again, they are
 * refused as another request's, and nothing is done twice.
 */
export const forgetAnswers = (db: Database, merchant_id: MerchantId, ids: readonly OrderId[]) =>
  db
    .update(idempotency_keys)
    .set({ request_hash: ERASED, body: null })
    .where(
      and(
        eq(idempotency_keys.merchant_id, merchant_id),
        sql`EXISTS (SELECT 1 FROM ${jsonEach(ids)} AS named
          WHERE instr(${idempotency_keys.body}, named.value) > 0)
        OR ${idempotency_keys.merchant_id} = ${merchant_id}
          AND ${idempotency_keys.body} ->> '$.id' IN (SELECT hold.value ->> '$.id'
            FROM ${orders}, json_each(${orders.holds}) AS hold
            WHERE ${orders.merchant_id} = ${merchant_id}
              AND ${orders.id} IN (SELECT value FROM ${jsonEach(ids)}))`,
      ),
    )

export type PersonalRow = Record<string, unknown>

/** What is kept beside the orders themselves: personal columns of every other place. */
export const readPersonal = async (
  db: Database,
  merchant_id: MerchantId,
  ids: readonly OrderId[],
): Promise<{ table: string; rows: PersonalRow[] }[]> =>
  Promise.all(
    erasers
      .filter(({ in_order }) => !in_order)
      .map(async (eraser) => {
        const names = [eraser.order_id, ...Object.keys(eraser.personal(''))]
        const rows = await db.all<PersonalRow>(
          sql`SELECT ${sql.raw(names.join(', '))} FROM ${eraser.table}
            WHERE ${rowsOf(eraser, merchant_id, ids)}`,
        )
        return { table: getTableName(eraser.table), rows }
      }),
  )

/** Merchants who forget customers by themselves, after an id, and after how many days. */
export const listRetaining = (db: Database, after: string, limit: number) =>
  db
    .select({ id: merchants.id, days: sql<number>`${merchants.retention} ->> '$.customers_days'` })
    .from(merchants)
    .where(
      and(
        gt(merchants.id, after as MerchantId),
        // As the index has it.
        sql`retention ->> '$.customers_days' IS NOT NULL`,
      ),
    )
    .orderBy(asc(merchants.id))
    .limit(limit)

/** Customers of a merchant after an id, each with the time of the last order. */
export const listLastOrders = (
  db: Database,
  merchant_id: MerchantId,
  after: string,
  limit: number,
) =>
  db
    .select({
      id: customers.id,
      erased_at: customers.erased_at,
      last_order_at: sql<number | null>`(SELECT max(last_order_at) FROM ${customer_totals}
        WHERE ${customer_totals.merchant_id} = ${merchant_id} AND ${customer_totals.email} IN (
          SELECT ${customer_emails.email} FROM ${customer_emails}
          WHERE ${customer_emails.merchant_id} = ${merchant_id}
            AND ${customer_emails.customer_id} = customers.id))`,
    })
    .from(customers)
    .where(and(eq(customers.merchant_id, merchant_id), gt(customers.id, after as CustomerId)))
    .orderBy(asc(customers.id))
    .limit(limit)
