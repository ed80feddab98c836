import type { z } from '@hono/zod-openapi'
import { missingUnits } from '../../domain/backorders/missing'
import { releasedAt } from '../../domain/backorders/policy'
import type { Fulfillment } from '../../domain/fulfillments/fulfillment'
import { handOver, keepUntilPaid } from '../../domain/fulfillments/hand-over'
import { planFulfillments } from '../../domain/fulfillments/plan-fulfillments'
import { shareOut } from '../../domain/inventory/demand'
import type { Pinned } from '../../domain/inventory/pin'
import type { Aggregate, At, TaskDraft } from '../../domain/orders/aggregate'
import { derive } from '../../domain/orders/derive'
import type { Order, OrderAllocation, OrderLine } from '../../domain/orders/order'
import type { LineAmounts, OrderAmounts } from '../../domain/orders/price-order'
import { openPayment } from '../../domain/payments/operate'
import type { GatewayName, Payment } from '../../domain/payments/payment'
import { type DeliveryWindow, orderPromise } from '../../domain/promises/promise'
import type { AttemptId, MerchantId, OrderId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import type { CartPlan } from '../catalog/plan-cart'
import type { Snapshot } from '../catalog/snapshot'
import type { OrderLineInputSchema, PlaceOrderSchema } from './schemas'

/** Everything a new order is made of. */
export interface Ingredients {
  merchant_id: MerchantId
  body: z.output<typeof PlaceOrderSchema>
  request_hash: string
  /** As stored for uniqueness: the reservation inside the stock objects, or null. */
  reservation_id: string | null
  amounts: OrderAmounts
  plan: CartPlan
  pinned: ReadonlyMap<string, Pinned>
  snapshot: Snapshot
  /** When what a location is told of at an instant leaves and arrives. */
  promise: (location_id: string, from: Instant) => DeliveryWindow | null
  payment: PlannedPayment
}

/** How the order is to be paid, as far as placement decides it. */
export interface PlannedPayment {
  terms: 'on_account' | null
  /** What is authorized as soon as the order is decided; null: nothing yet. */
  tender: { gateway: GatewayName; token: string | null; capture: boolean } | null
  /** When it ends by itself, unpaid; null: it waits. */
  expires_at: Instant | null
}

/** What is drawn for one try. */
export interface Identity {
  order_id: OrderId
  number: string
  attempt_id: AttemptId
}

/** The order as it will be stored: a function of what was asked, pinned and drawn. */
export function composeOrder(
  ingredients: Ingredients,
  identity: Identity,
  at: At,
): { aggregate: Aggregate; tasks: readonly TaskDraft[] } {
  const order = composeHeader(ingredients, identity, at.now)
  const lines = composeLines(ingredients, order, at)
  const units_of = new Map([...ingredients.pinned].map(([sku, { units }]) => [sku, units]))
  const { merchant_id, id: order_id } = order
  const { attempt_id } = identity
  const allocations = shareOut(ingredients.plan.parts, units_of).flatMap(({ line, sku, units }) =>
    units.map((unit): OrderAllocation => {
      const place = { merchant_id, order_id, position: line, sku, attempt_id }
      return { ...place, ...unit, quantity_dispatched: 0 }
    }),
  )
  const released = withRelease(lines, allocations, ingredients.snapshot)
  const works = planFulfillments(order, released, allocations, at)
  const windows = works.map((work) => windowOf(ingredients, work, at.now))
  const composed: Aggregate = {
    order: { ...order, promise: orderPromise(windows.flatMap((window) => window ?? [])) },
    lines: released,
    allocations,
    // What the merchant has set on its lines stands.
    fulfillments: works.map((work, index) => ({
      ...work,
      ship_by: work.ship_by ?? windows[index]?.ship_by ?? null,
    })),
    payments: composePayments(ingredients, order, at),
    refunds: [],
    returns: [],
    claims: [],
    withdrawals: [],
  }
  const { aggregate, tasks } = sold(composed, at.now)
  return { aggregate: derive(aggregate, at.now), tasks }
}

/** At the counter all is handed over at once, unless its payment may still be declined. */
function sold(composed: Aggregate, now: Instant) {
  if (composed.order.channel_kind !== 'pos') return { aggregate: composed, tasks: [] }
  const may_be_declined = composed.payments.some(({ gateway }) => gateway !== 'manual')
  return may_be_declined
    ? { aggregate: keepUntilPaid(composed), tasks: [] }
    : handOver(composed, now)
}

/** A line that waits for a preorder does not leave before its day. */
function withRelease(
  lines: readonly OrderLine[],
  allocations: readonly OrderAllocation[],
  { skus }: Snapshot,
): OrderLine[] {
  const missing = missingUnits({ lines, allocations })
  return lines.map((line) => {
    const waiting = missing.filter(({ position }) => position === line.position)
    const days = waiting.map(({ sku }) => {
      const policy = skus.get(sku)?.backorder
      return (policy && releasedAt(policy)) ?? 0
    })
    const ship_after = Math.max(line.ship_after ?? 0, ...days)
    return ship_after > 0 ? { ...line, ship_after } : line
  })
}

/** A work order that must wait is as if it was ordered then. */
export const windowOf = (
  { promise }: Pick<Ingredients, 'promise'>,
  { location_id, ship_after }: Pick<Fulfillment, 'location_id' | 'ship_after'>,
  now: Instant,
) => promise(location_id, Math.max(now, ship_after ?? now))
/** Written with the order, asked for after it: stock comes before money. */
function composePayments(
  { payment: { tender } }: Ingredients,
  { merchant_id, id: order_id, currency, total: amount }: Order,
  at: At,
): Payment[] {
  if (!tender || amount === 0) return []
  return [openPayment({ merchant_id, order_id, currency, amount, reference: null, ...tender }, at)]
}

function composeHeader(
  { merchant_id, body, request_hash, reservation_id, amounts, snapshot, payment }: Ingredients,
  { order_id, number, attempt_id }: Identity,
  now: Instant,
): Order {
  return {
    merchant_id,
    id: order_id,
    number,
    status: 'open',
    payment_status: 'pending',
    fulfillment_status: 'unfulfilled',
    channel: body.channel,
    channel_kind: snapshot.channel?.kind ?? 'web',
    external_id: body.external_id ?? null,
    request_hash,
    reservation_id,
    attempt_id,
    currency: body.currency,
    subtotal: amounts.subtotal,
    discount: amounts.discount,
    tax: amounts.tax,
    shipping_service: body.shipping?.service ?? null,
    shipping_amount: body.shipping?.amount ?? 0,
    shipping_tax: body.shipping?.tax ?? 0,
    total: amounts.total,
    email: body.customer.email.toLowerCase(),
    customer: body.customer,
    shipping_address: body.shipping_address ?? null,
    placed_country: placedCountry(body, snapshot),
    billing_address: body.billing_address ?? null,
    delivery: body.delivery ?? { method: 'ship' },
    terms: payment.terms,
    ship_complete: body.ship_complete,
    holds: [],
    promise: null,
    expires_at: amounts.total > 0 ? payment.expires_at : null,
    amount_payable: amounts.total,
    amount_captured: 0,
    amount_refunded: 0,
    cancel_reason: null,
    cancel_note: null,
    metadata: body.metadata,
    version: 1,
    created_at: now,
    updated_at: now,
  }
}

/** Where it goes, or where it is handed over: a later correction of the address moves no market. */
const placedCountry = ({ shipping_address, delivery }: Ingredients['body'], snapshot: Snapshot) =>
  shipping_address?.country ??
  snapshot.location_by_id.get(delivery?.location_id ?? '')?.address.country ??
  null

const composeLines = (
  { body, amounts, snapshot }: Ingredients,
  order: Order,
  at: At,
): OrderLine[] =>
  body.lines.flatMap((line, position) => {
    const priced = amounts.lines[position]
    return priced ? [composeLine(line, priced, snapshot, { ...order, position }, at)] : []
  })

/** A line as it is frozen: its amounts, and of a kit what it is made of. */
export function composeLine(
  line: z.output<typeof OrderLineInputSchema>,
  priced: LineAmounts,
  { skus }: Snapshot,
  { merchant_id, id: order_id, position }: Pick<Order, 'merchant_id' | 'id'> & { position: number },
  at: At,
): OrderLine {
  const { sku, quantity, unit_price, properties } = line
  const known = skus.get(sku)
  return {
    ...{ merchant_id, order_id, position, id: at.newId('order_line') },
    sku,
    title: line.title ?? known?.title ?? sku,
    quantity,
    unit_price,
    properties,
    ...priced,
    components: known?.components ?? [],
    returnable: known?.returnable ?? true,
    final_sale: known?.final_sale ?? false,
    ship_after: line.ship_after === undefined ? null : Date.parse(line.ship_after),
    ship_by: line.ship_by === undefined ? null : Date.parse(line.ship_by),
    quantity_canceled: 0,
    quantity_backordered: 0,
    quantity_fulfilled: 0,
    quantity_returned: 0,
    quantity_refunded: 0,
    amount_canceled: 0,
  }
}
