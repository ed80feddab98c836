import type { EventType } from '../events/catalogue'
import type { Fulfillment } from '../fulfillments/fulfillment'
import type { Aggregate, EventDraft } from './aggregate'
import type { Order } from './order'

/** What merchants are told of an order. Nothing personal: whoever needs it reads the order. */
export const orderEvent = (
  type: Extract<EventType, `order.${string}`>,
  order: Order,
  data: Record<string, unknown> = {},
): EventDraft => ({
  type,
  object_type: 'order',
  object_id: order.id,
  data: {
    order_id: order.id,
    number: order.number,
    channel: order.channel,
    external_id: order.external_id,
    status: order.status,
    payment_status: order.payment_status,
    fulfillment_status: order.fulfillment_status,
    currency: order.currency,
    total: order.total,
    ...data,
  },
})

const fulfillmentEvent = (
  type: Extract<EventType, `fulfillment.${string}`>,
  each: Fulfillment,
): EventDraft => ({
  type,
  object_type: 'fulfillment',
  object_id: each.id,
  data: {
    fulfillment_id: each.id,
    order_id: each.order_id,
    location_id: each.location_id,
    status: each.status,
    lines: each.lines,
    tracking_number: each.tracking?.tracking_number ?? null,
    tracking_status: each.tracking?.status ?? null,
  },
})

/**
 * Events that follow from comparing an order before and after: `fulfillment.created`, a
 * `fulfillment.STATE` for each that reached another state, `fulfillment.updated` for one that has
 * other units to send, and `order.updated` when a status of the order moved and no decision said so
 * in words of its own.
 */
export function derivedEvents(
  before: Aggregate | null,
  after: Aggregate,
  decided: readonly EventDraft[],
): EventDraft[] {
  const earlier = new Map(before?.fulfillments.map((each) => [each.id, each]))
  const fulfillments = after.fulfillments.flatMap((each) => {
    const old = earlier.get(each.id)
    if (!old) return [fulfillmentEvent('fulfillment.created', each)]
    if (old.status !== each.status) return [fulfillmentEvent(`fulfillment.${each.status}`, each)]
    return isSame(old.lines, each.lines) ? [] : [fulfillmentEvent('fulfillment.updated', each)]
  })
  const told = decided.some(({ object_type }) => object_type === 'order')
  const moved = before !== null && !told && statusesOf(before.order) !== statusesOf(after.order)
  return [...fulfillments, ...(moved ? [orderEvent('order.updated', after.order)] : [])]
}

const isSame = (one: Fulfillment['lines'], other: Fulfillment['lines']) =>
  one === other || JSON.stringify(one) === JSON.stringify(other)

const statusesOf = ({ status, payment_status, fulfillment_status }: Order) =>
  [status, payment_status, fulfillment_status].join()
