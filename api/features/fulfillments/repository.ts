import { and, eq, gt, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { few } from '../../../db/few'
import { jsonEach } from '../../../db/json-rows'
import { fulfillments, orders } from '../../../db/schema'
import type { Fulfillment, FulfillmentState } from '../../domain/fulfillments/fulfillment'
import type { Aggregate } from '../../domain/orders/aggregate'
import type { Id, MerchantId, OrderId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import { withParts } from '../orders/repository'

export { findOrderOfFulfillment } from '../orders/repository'

/** Computed by the database, for its indexes: `ship_by`, or the end of time. */
const due = sql<number>`due`
const END_OF_TIME = Number.MAX_SAFE_INTEGER
export const dueOf = ({ ship_by }: Pick<Fulfillment, 'ship_by'>) => ship_by ?? END_OF_TIME

/** Where a page ends: of a work list by what is due first, else by id. */
export type FulfillmentKey = readonly [due: number, id: string]

export interface FulfillmentFilter {
  status?: FulfillmentState | undefined
  location_id?: string | undefined
  tracking_number?: string | undefined
  /** Leave out what may not be worked on before a later instant. */
  released_at?: Instant | undefined
}

/** With a status: what is due first, then by id. Else in the order of ids. */
export function listFulfillments(
  db: Database,
  merchant_id: MerchantId,
  filter: FulfillmentFilter,
  after: FulfillmentKey | undefined,
  limit: number,
): Promise<Fulfillment[]> {
  const { status, location_id, tracking_number, released_at } = filter
  const { id, ship_after } = fulfillments
  const by_due = status !== undefined && tracking_number === undefined
  const conditions: (SQL | undefined)[] = [
    eq(fulfillments.merchant_id, merchant_id),
    location_id === undefined ? undefined : few(eq(fulfillments.location_id, location_id)),
    status === undefined ? undefined : few(eq(fulfillments.status, status)),
    tracking_number === undefined ? undefined : few(sql`tracking_number = ${tracking_number}`),
    released_at === undefined
      ? undefined
      : or(sql`${ship_after} IS NULL`, sql`${ship_after} <= ${released_at}`),
    after &&
      (by_due
        ? sql`(due, ${id}) > (${after[0]}, ${after[1]})`
        : gt(id, after[1] as Id<'fulfillment'>)),
  ]
  return db
    .select()
    .from(fulfillments)
    .where(and(...conditions))
    .orderBy(...(by_due ? [due, id] : [id]))
    .limit(limit)
}

/** The orders that fulfillments belong to, by id. */
export async function findOrdersOf(
  db: Database,
  merchant_id: MerchantId,
  rows: readonly Pick<Fulfillment, 'order_id'>[],
): Promise<Map<OrderId, Aggregate>> {
  const ids = [...new Set(rows.map(({ order_id }) => order_id))]
  if (ids.length === 0) return new Map()
  const found = await db
    .select()
    .from(orders)
    .where(
      sql`${orders.merchant_id} = ${merchant_id}
        AND ${orders.id} IN (SELECT value FROM ${jsonEach(ids)})`,
    )
  const aggregates = await withParts(db, found)
  return new Map(aggregates.map((each) => [each.order.id, each]))
}

export const findFulfillments = (
  db: Database,
  merchant_id: MerchantId,
  ids: readonly string[],
): Promise<Fulfillment[]> =>
  db
    .select()
    .from(fulfillments)
    .where(
      sql`${fulfillments.merchant_id} = ${merchant_id}
        AND ${fulfillments.id} IN (SELECT value FROM ${jsonEach(ids)})`,
    )

/** Pickups nobody came for, the longest overdue first. */
export const findOverduePickups = (db: Database, now: Instant, limit: number) =>
  db
    .select({ merchant_id: fulfillments.merchant_id, id: fulfillments.id })
    .from(fulfillments)
    .where(
      sql`${fulfillments.status} = 'ready_for_pickup' AND ${fulfillments.expires_at} IS NOT NULL
        AND ${fulfillments.expires_at} <= ${now}`,
    )
    .orderBy(fulfillments.expires_at)
    .limit(limit)
