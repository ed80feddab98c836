import { and, desc, eq, gt, gte, lt, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Database } from '../../../db/database'
import { few } from '../../../db/few'
import { jsonEach } from '../../../db/json-rows'
import { prepared } from '../../../db/prepared'
import {
  allocations,
  claims,
  events,
  fulfillments,
  order_lines,
  orders,
  payments,
  refunds,
  returns,
  withdrawals,
} from '../../../db/schema'
import type { Claim } from '../../domain/claims/claim'
import type { Fulfillment } from '../../domain/fulfillments/fulfillment'
import type { Aggregate } from '../../domain/orders/aggregate'
import type { Order, OrderAllocation, OrderLine } from '../../domain/orders/order'
import type { FulfillmentStatus, OrderStatus, PaymentStatus } from '../../domain/orders/status'
import type { Payment } from '../../domain/payments/payment'
import type { Refund } from '../../domain/refunds/refund'
import type { Return } from '../../domain/returns/return'
import type { Id, MerchantId, OrderId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import type { Withdrawal } from '../../domain/withdrawals/withdrawal'

/** One order with its parts, or undefined; one round trip. */
export async function findOrder(
  db: Database,
  merchant_id: MerchantId,
  id: OrderId,
): Promise<Aggregate | undefined> {
  const [[order], ...parts] = await db.batch(selectOrder(db, { merchant_id, id }))
  return order && assemble([order], parts)[0]
}

const selectOrder = prepared((db) => {
  const [merchant_id, id] = [sql.placeholder('merchant_id'), sql.placeholder('id')]
  return [
    db
      .select()
      .from(orders)
      .where(and(eq(orders.merchant_id, merchant_id), eq(orders.id, id))),
    ...selectParts(db, merchant_id, (order_id) => few(eq(order_id, id))),
  ]
})

/** The order that a fulfillment belongs to. */
export async function findOrderOfFulfillment(
  db: Database,
  merchant_id: MerchantId,
  id: Id<'fulfillment'>,
): Promise<OrderId | undefined> {
  const [row] = await db
    .select({ order_id: fulfillments.order_id })
    .from(fulfillments)
    .where(and(eq(fulfillments.merchant_id, merchant_id), eq(fulfillments.id, id)))
  return row?.order_id
}

/** Those of the orders that are there, each with its parts. */
export async function findOrders(
  db: Database,
  merchant_id: MerchantId,
  ids: readonly OrderId[],
): Promise<Aggregate[]> {
  if (ids.length === 0) return []
  const wanted = sql`(SELECT value FROM ${jsonEach(ids)})`
  const rows = await db
    .select()
    .from(orders)
    .where(and(eq(orders.merchant_id, merchant_id), sql`${orders.id} IN ${wanted}`))
  return withParts(db, rows)
}

/** Orders with what belongs to them. */
export async function withParts(db: Database, rows: readonly Order[]): Promise<Aggregate[]> {
  const [first] = rows
  if (!first) return []
  const ids = sql`(SELECT value FROM ${jsonEach(rows.map(({ id }) => id))})`
  const parts = await db.batch(
    selectParts(db, first.merchant_id, (order_id) => sql`${order_id} IN ${ids}`),
  )
  return assemble(rows, parts)
}

/** What an order consists of, beside its own row. */
const selectParts = (
  db: Database,
  merchant_id: MerchantId | Placeholder,
  isWanted: (order_id: SQLiteColumn) => SQL,
) =>
  [
    db
      .select()
      .from(order_lines)
      .where(and(eq(order_lines.merchant_id, merchant_id), isWanted(order_lines.order_id)))
      .orderBy(order_lines.order_id, order_lines.position),
    db
      .select()
      .from(allocations)
      .where(and(eq(allocations.merchant_id, merchant_id), isWanted(allocations.order_id))),
    db
      .select()
      .from(fulfillments)
      .where(and(eq(fulfillments.merchant_id, merchant_id), isWanted(fulfillments.order_id)))
      .orderBy(fulfillments.order_id, fulfillments.id),
    db
      .select()
      .from(payments)
      .where(and(eq(payments.merchant_id, merchant_id), isWanted(payments.order_id)))
      .orderBy(payments.order_id, payments.id),
    db
      .select()
      .from(refunds)
      .where(and(eq(refunds.merchant_id, merchant_id), isWanted(refunds.order_id)))
      .orderBy(refunds.order_id, refunds.id),
    db
      .select()
      .from(returns)
      .where(and(eq(returns.merchant_id, merchant_id), isWanted(returns.order_id)))
      .orderBy(returns.order_id, returns.id),
    db
      .select()
      .from(claims)
      .where(and(eq(claims.merchant_id, merchant_id), isWanted(claims.order_id)))
      .orderBy(claims.order_id, claims.id),
    db
      .select()
      .from(withdrawals)
      .where(and(eq(withdrawals.merchant_id, merchant_id), isWanted(withdrawals.order_id)))
      .orderBy(withdrawals.order_id, withdrawals.id),
  ] as const

type Parts = readonly [
  readonly OrderLine[],
  readonly OrderAllocation[],
  readonly Fulfillment[],
  readonly Payment[],
  readonly Refund[],
  readonly Return[],
  readonly Claim[],
  readonly Withdrawal[],
]

function assemble(rows: readonly Order[], parts: Parts): Aggregate[] {
  const lines = byOrder(parts[0])
  const units = byOrder(parts[1])
  const works = byOrder(parts[2])
  const paid = byOrder(parts[3])
  const back = byOrder(parts[4])
  const returned = byOrder(parts[5])
  const claimed = byOrder(parts[6])
  const withdrawn = byOrder(parts[7])
  return rows.map((order) => ({
    order,
    lines: lines.get(order.id) ?? [],
    allocations: units.get(order.id) ?? [],
    fulfillments: works.get(order.id) ?? [],
    payments: paid.get(order.id) ?? [],
    refunds: back.get(order.id) ?? [],
    returns: returned.get(order.id) ?? [],
    claims: claimed.get(order.id) ?? [],
    withdrawals: withdrawn.get(order.id) ?? [],
  }))
}

const byOrder = <Row extends { order_id: OrderId }>(rows: readonly Row[]) =>
  Map.groupBy(rows, ({ order_id }) => order_id)

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
): Promise<Aggregate[]> {
  const { status, payment_status, fulfillment_status, channel, email, number } = filter
  const { created_after, created_before } = filter
  const conditions: (SQL | undefined)[] = [
    eq(orders.merchant_id, merchant_id),
    before && lt(orders.id, before),
    number && eq(orders.number, number.toUpperCase()),
    email && few(eq(orders.email, email.toLowerCase())),
    status && few(eq(orders.status, status)),
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

/** Orders placed under any of these addresses, newest first, below the last id of the page before. */
export async function listOrdersOfEmails(
  db: Database,
  merchant_id: MerchantId,
  emails: readonly string[],
  before: OrderId | undefined,
  limit: number,
): Promise<Aggregate[]> {
  // Of a list of addresses SQLite thinks too much to use their index by itself.
  const page = sql`
    SELECT id FROM ${orders} INDEXED BY orders_by_email
    WHERE merchant_id = ${merchant_id} AND email IN (SELECT value FROM ${jsonEach(emails)})
      ${before ? sql`AND id < ${before}` : sql``}
    ORDER BY id DESC LIMIT ${limit + 1}`
  const rows = await db
    .select()
    .from(orders)
    .where(and(eq(orders.merchant_id, merchant_id), sql`${orders.id} IN (${page})`))
    .orderBy(desc(orders.id))
  return withParts(db, rows)
}

/** What happened to an order and its parts, oldest first. */
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
      and(
        eq(events.merchant_id, merchant_id),
        few(eq(events.order_id, id)),
        gt(events.sequence, after),
      ),
    )
    .orderBy(events.sequence)
    .limit(limit + 1)
