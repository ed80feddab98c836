import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { appendAudit, type NewAuditEntry } from '../../../db/append-audit'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import { jsonEach } from '../../../db/json-rows'
import {
  customer_emails,
  customers,
  erasures,
  notifications,
  orders,
  portal_links,
  portal_sessions,
} from '../../../db/schema'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import type { CustomerRow } from '../customers/repository'
import { acknowledgementsOf, eraseAddressed } from './addressed-repository'
import { forgetAnswers } from './answers-repository'
import { type Eraser, erasers, keysOf } from './erasers'

export type ErasureRow = typeof erasures.$inferSelect

export const findErasure = (db: Database, merchant_id: MerchantId, customer_id: string) =>
  db
    .select()
    .from(erasures)
    .where(isErasure({ merchant_id, customer_id: customer_id as ErasureRow['customer_id'] }))
    .then(([row]) => row)

const isErasure = ({ merchant_id, customer_id }: Pick<ErasureRow, 'merchant_id' | 'customer_id'>) =>
  and(eq(erasures.merchant_id, merchant_id), eq(erasures.customer_id, customer_id))

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

/**
 * Erases some orders with all that hangs on them, and notes which are left. Again changes nothing.
 *
 * @param answered those of them of which recorded answers may still tell
 */
export const eraseOrders = (
  db: Database,
  { merchant_id, customer_id }: ErasureRow,
  pseudonym: string,
  ids: readonly OrderId[],
  answered: readonly OrderId[],
  left: NonNullable<ErasureRow['pending']>,
  now: Instant,
) =>
  transact(db, [
    ...(answered.length > 0 ? [forgetAnswers(db, merchant_id, answered)] : []),
    ...[portal_links, portal_sessions].map((table) =>
      db.delete(table).where(sql`${table.merchant_id} = ${merchant_id}
        AND ${table.order_id} IN (SELECT value FROM ${jsonEach(ids)})`),
    ),
    // Found by what a withdrawal holds: before that goes.
    db
      .delete(notifications)
      .where(acknowledgementsOf(merchant_id, sql`SELECT value FROM ${jsonEach(ids)}`)),
    ...erasers.map((eraser) => erase(db, eraser, merchant_id, pseudonym, ids, now)),
    db.update(erasures).set({ pending: left }).where(isErasure({ merchant_id, customer_id })),
  ])

const erase = (
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
    .where(
      sql`merchant_id = ${merchant_id}
        AND ${sql.raw(eraser.key)} IN (${keysOf(eraser, merchant_id, ids)})`,
    )

/** Of these orders, those that changed since: what is kept for a while may tell of no others. */
export const listChangedSince = (
  db: Database,
  merchant_id: MerchantId,
  ids: readonly OrderId[],
  since: Instant,
): Promise<OrderId[]> =>
  db
    .select({ id: orders.id })
    .from(orders)
    .where(
      sql`${orders.merchant_id} = ${merchant_id} AND ${orders.updated_at} >= ${since}
        AND ${orders.id} IN (SELECT value FROM ${jsonEach(ids)})`,
    )
    .then((rows) => rows.map(({ id }) => id))

/** What goes by the address is last: then nothing leads back to the person. */
export const completeErasure = (db: Database, row: ErasureRow, now: Instant) =>
  transact(db, [
    ...eraseAddressed(db, row, row.pending?.emails ?? []),
    db.update(erasures).set({ pending: null, completed_at: now }).where(isErasure(row)),
  ])
