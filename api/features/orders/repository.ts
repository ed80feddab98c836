import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import type { Database } from '../../../db/database'
import { jsonRows } from '../../../db/json-rows'
import { allocations, events, order_lines, orders, stock_tasks } from '../../../db/schema'
import type { StockTask } from '../../domain/inventory/task'
import type { FulfillmentStatus, OrderStatus, PaymentStatus } from '../../domain/orders/status'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import { type Recorded, type RequestKey, recordWith } from '../../http/idempotency'
import type { OrderRow, StoredOrder } from './order'

export type { StoredOrder }

/** One order, or undefined; one round trip. */
export async function findOrder(
  db: Database,
  merchant_id: MerchantId,
  id: OrderId,
): Promise<StoredOrder | undefined> {
  const [[order], lines, units] = await db.batch([
    db
      .select()
      .from(orders)
      .where(and(eq(orders.merchant_id, merchant_id), eq(orders.id, id))),
    db
      .select()
      .from(order_lines)
      .where(and(eq(order_lines.merchant_id, merchant_id), eq(order_lines.order_id, id)))
      .orderBy(order_lines.position),
    db
      .select()
      .from(allocations)
      .where(and(eq(allocations.merchant_id, merchant_id), eq(allocations.order_id, id))),
  ])
  return order && { order, lines, allocations: units }
}

/** Orders with what belongs to them. */
export async function withParts(db: Database, rows: readonly OrderRow[]): Promise<StoredOrder[]> {
  const [first] = rows
  if (!first) return []
  const { merchant_id } = first
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(rows.map(({ id }) => id))}))`
  const [lines, units] = await db.batch([
    db
      .select()
      .from(order_lines)
      .where(and(eq(order_lines.merchant_id, merchant_id), sql`${order_lines.order_id} IN ${ids}`))
      .orderBy(order_lines.order_id, order_lines.position),
    db
      .select()
      .from(allocations)
      .where(and(eq(allocations.merchant_id, merchant_id), sql`${allocations.order_id} IN ${ids}`)),
  ])
  const lines_of = Map.groupBy(lines, ({ order_id }) => order_id)
  const units_of = Map.groupBy(units, ({ order_id }) => order_id)
  return rows.map((order) => ({
    order,
    lines: lines_of.get(order.id) ?? [],
    allocations: units_of.get(order.id) ?? [],
  }))
}

export interface OrderFilter {
  status?: OrderStatus | undefined
  payment_status?: PaymentStatus | undefined
  fulfillment_status?: FulfillmentStatus | undefined
  channel?: string | undefined
  email?: string | undefined
  number?: string | undefined
  created_after?: Instant | undefined
  created_before?: Instant | undefined
}

/** Newest first, below the last id of the page before. */
export async function listOrders(
  db: Database,
  merchant_id: MerchantId,
  filter: OrderFilter,
  before: OrderId | undefined,
  limit: number,
): Promise<StoredOrder[]> {
  const { status, payment_status, fulfillment_status, channel, email, number } = filter
  const { created_after, created_before } = filter
  const conditions: (SQL | undefined)[] = [
    eq(orders.merchant_id, merchant_id),
    before && lt(orders.id, before),
    number && eq(orders.number, number.toUpperCase()),
    email && eq(orders.email, email.toLowerCase()),
    status && eq(orders.status, status),
    payment_status && eq(orders.payment_status, payment_status),
    fulfillment_status && eq(orders.fulfillment_status, fulfillment_status),
    channel && eq(orders.channel, channel),
    created_after !== undefined && gte(orders.created_at, created_after),
    created_before !== undefined && lt(orders.created_at, created_before),
  ].map((condition) => condition || undefined)
  const rows = await db
    .select()
    .from(orders)
    .where(and(...conditions))
    .orderBy(desc(orders.id))
    .limit(limit + 1)
  return withParts(db, rows)
}

/** What happened to an order, oldest first. */
export const listOrderEvents = (
  db: Database,
  merchant_id: MerchantId,
  id: OrderId,
  after: number,
  limit: number,
) =>
  db
    .select()
    .from(events)
    .where(
      sql`${events.merchant_id} = ${merchant_id} AND ${events.object_type} = 'order'
        AND ${events.object_id} = ${id} AND ${events.version} > ${after}`,
    )
    .orderBy(events.version)
    .limit(limit + 1)

/** A change of an order, with its event, its stock tasks and what the request was answered. */
export interface OrderChange {
  order: OrderRow
  event: NewEvent
  /** At most one per SKU. */
  tasks: readonly { sku: string; task: StockTask }[]
  /** Names the decision: the same one twice fails as a whole. */
  operation_id: string
  request: RequestKey
  answer: Recorded<unknown>
}

export function saveOrder(db: Database, change: OrderChange) {
  const { order, event, tasks, operation_id, request, answer } = change
  const { merchant_id, id, updated_at, ...rest } = order
  return db.batch([
    appendEvent(db, event),
    db
      .update(orders)
      .set({ ...rest, updated_at })
      .where(and(eq(orders.merchant_id, merchant_id), eq(orders.id, id))),
    db.insert(stock_tasks).select(
      jsonRows(stock_tasks, tasks, {
        merchant_id,
        operation_id,
        created_at: updated_at,
        sequence: sql`(SELECT COALESCE(MAX(earlier.sequence), 0) + 1
          FROM ${stock_tasks} AS earlier
          WHERE earlier.merchant_id = ${merchant_id} AND earlier.sku = value ->> '$.sku')`,
      }),
    ),
    recordWith(db, request, answer, updated_at),
  ])
}
