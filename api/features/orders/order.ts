import type { z } from '@hono/zod-openapi'
import { mergeUnits } from '../../domain/inventory/demand'
import type { Aggregate } from '../../domain/orders/aggregate'
import type { OrderAllocation, OrderLine } from '../../domain/orders/order'
import { instantToWire } from '../../http/schemas'
import { toReturn } from '../returns/wire'
import { instantOrNull, toFulfillment, toHold, toPayment, toRefund } from './parts'
import type { OrderSchema } from './schemas'

export type WireOrder = z.output<typeof OrderSchema>

/** The order as merchants read it. */
export function toOrder(aggregate: Aggregate): WireOrder {
  const { order, lines, allocations, fulfillments, payments, refunds } = aggregate
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    payment_status: order.payment_status,
    fulfillment_status: order.fulfillment_status,
    channel: order.channel,
    external_id: order.external_id,
    currency: order.currency,
    subtotal: order.subtotal,
    discount: order.discount,
    tax: order.tax,
    shipping: {
      service: order.shipping_service,
      amount: order.shipping_amount,
      tax: order.shipping_tax,
    },
    total: order.total,
    amount_payable: order.amount_payable,
    amount_captured: order.amount_captured,
    amount_refunded: order.amount_refunded,
    customer: order.customer,
    shipping_address: order.shipping_address,
    billing_address: order.billing_address,
    delivery: order.delivery,
    lines: lines.map((line) => toLine(line, allocations)),
    fulfillments: fulfillments.map((each) => toFulfillment(each, aggregate)),
    payments: payments.map(toPayment),
    refunds: refunds.map(toRefund),
    returns: aggregate.returns.map(toReturn),
    terms: order.terms,
    holds: order.holds.map(toHold),
    promise: order.promise && {
      ship_by: instantOrNull(order.promise.ship_by),
      deliver_min: instantOrNull(order.promise.deliver_min),
      deliver_max: instantOrNull(order.promise.deliver_max),
    },
    expires_at: instantOrNull(order.expires_at),
    cancel_reason: order.cancel_reason,
    cancel_note: order.cancel_note,
    metadata: order.metadata,
    version: order.version,
    created_at: instantToWire(order.created_at),
    updated_at: instantToWire(order.updated_at),
  }
}

function toLine(line: OrderLine, allocations: readonly OrderAllocation[]) {
  const own = allocations.filter((row) => row.position === line.position && row.quantity > 0)
  const by_sku = Map.groupBy(own, ({ sku }) => sku)
  const units = (rows: readonly OrderAllocation[]) =>
    rows.map(({ location_id, quantity }) => ({ location_id, quantity }))
  const kit = own.some(({ sku }) => sku !== line.sku)
  return {
    id: line.id,
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    unit_price: line.unit_price,
    subtotal: line.subtotal,
    discount: line.discount,
    tax: line.tax,
    total: line.total,
    properties: line.properties,
    ship_after: instantOrNull(line.ship_after),
    ship_by: instantOrNull(line.ship_by),
    quantity_canceled: line.quantity_canceled,
    quantity_backordered: line.quantity_backordered,
    quantity_fulfilled: line.quantity_fulfilled,
    quantity_returned: line.quantity_returned,
    allocations: mergeUnits([units(own)]),
    ...(kit && {
      components: [...by_sku].map(([sku, rows]) => ({ sku, allocations: units(rows) })),
    }),
  }
}
