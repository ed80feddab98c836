import type { Fulfillment } from '../../domain/fulfillments/fulfillment'
import type { Aggregate } from '../../domain/orders/aggregate'
import type { OrderLine } from '../../domain/orders/order'
import { isAddressChangeable, isChangeable } from '../../domain/portal/customer-changes'
import type { Instant } from '../../domain/shared/time'
import { instantToWire } from '../../http/schemas'
import { webAddress } from '../../http/web-address'
import type { CustomerOrder, OrderView } from './order-schemas'

/** The order as whoever knows number and e-mail sees it. */
export function toOrderView(aggregate: Aggregate): OrderView {
  const lines = aggregate.lines.map(({ title, quantity }) => ({ title, quantity }))
  return { ...statusesOf(aggregate), lines }
}

/** The order as its customer sees it. */
export function toCustomerOrder(aggregate: Aggregate): CustomerOrder {
  const { order, lines, payments } = aggregate
  const { shipping_service: service, shipping_amount: amount, shipping_tax: tax } = order
  return {
    id: order.id,
    ...statusesOf(aggregate),
    payment_status: order.payment_status,
    currency: order.currency,
    subtotal: order.subtotal,
    discount: order.discount,
    tax: order.tax,
    shipping: { service, amount, tax },
    total: order.total,
    refunded: payments.reduce((sum, { refunded }) => sum + refunded, 0),
    customer: order.customer,
    shipping_address: order.shipping_address,
    lines: lines.map(toCustomerLine),
    actions: { cancel: isChangeable(aggregate), address: isAddressChangeable(aggregate) },
    version: order.version,
    updated_at: instantToWire(order.updated_at),
  }
}

function statusesOf({ order, lines, fulfillments }: Aggregate) {
  const { number, status, fulfillment_status, created_at, promise } = order
  const ended = (each: Fulfillment) => each.status === 'canceled' || each.status === 'rejected'
  return {
    ...{ number, status, fulfillment_status, placed_at: instantToWire(created_at) },
    parcels: fulfillments.filter((each) => !ended(each)).map((each) => toParcel(each, lines)),
    expected: promise && {
      from: wireOrNull(promise.deliver_min),
      to: wireOrNull(promise.deliver_max),
    },
  }
}

function toParcel(each: Fulfillment, lines: readonly OrderLine[]): OrderView['parcels'][number] {
  const { id, method, status, tracking, milestones } = each
  return {
    ...{ id, method, status },
    carrier: tracking?.carrier ?? null,
    tracking_number: tracking?.tracking_number ?? null,
    tracking_url: webAddress(tracking?.tracking_url),
    tracking_status: tracking?.status ?? null,
    lines: titlesOf(each, lines),
    events: (tracking?.events ?? []).map(({ occurred_at, ...event }) => ({
      ...event,
      occurred_at: instantToWire(occurred_at),
    })),
    shipped_at: wireOrNull(milestones.shipped ?? null),
    delivered_at: wireOrNull(milestones.delivered ?? milestones.picked_up ?? null),
  }
}

/** Kits are told as kits, as many as are whole; a part that comes by itself stands for its kit. */
function titlesOf(each: Fulfillment, lines: readonly OrderLine[]) {
  const by_line = Map.groupBy(each.lines, ({ line_id }) => line_id)
  return [...by_line].map(([line_id, units]) => {
    const line = lines.find(({ id }) => id === line_id)
    const per_unit = new Map(line?.components.map(({ sku, quantity }) => [sku, quantity]))
    const counts = units.map(({ sku, quantity }) => Math.floor(quantity / (per_unit.get(sku) ?? 1)))
    return { title: line?.title ?? '', quantity: Math.max(1, Math.min(...counts)) }
  })
}

const toCustomerLine = (line: OrderLine): CustomerOrder['lines'][number] => ({
  id: line.id,
  sku: line.sku,
  title: line.title,
  quantity: line.quantity,
  quantity_canceled: line.quantity_canceled,
  quantity_fulfilled: line.quantity_fulfilled,
  quantity_returned: line.quantity_returned,
  unit_price: line.unit_price,
  discount: line.discount,
  tax: line.tax,
  total: line.total,
  properties: line.properties,
})

const wireOrNull = (instant: Instant | null) => (instant === null ? null : instantToWire(instant))
