import type { z } from '@hono/zod-openapi'
import type { allocations, order_lines, orders } from '../../../db/schema'
import { mergeUnits } from '../../domain/inventory/demand'
import { instantToWire } from '../../http/schemas'
import type { OrderSchema } from './schemas'

export type OrderRow = typeof orders.$inferSelect
export type OrderLineRow = typeof order_lines.$inferSelect
export type AllocationRow = typeof allocations.$inferSelect

/** An order with everything that belongs to it, as it is stored. */
export interface StoredOrder {
  order: OrderRow
  lines: readonly OrderLineRow[]
  allocations: readonly AllocationRow[]
}

export type WireOrder = z.output<typeof OrderSchema>

/** The order as merchants read it. */
export function toOrder({ order, lines, allocations }: StoredOrder): WireOrder {
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
    customer: order.customer,
    shipping_address: order.shipping_address,
    billing_address: order.billing_address,
    delivery: order.delivery,
    lines: lines.map((line) => toLine(line, allocations)),
    fulfillments: [],
    payments: [],
    refunds: [],
    returns: [],
    cancel_reason: order.cancel_reason,
    cancel_note: order.cancel_note,
    metadata: order.metadata,
    version: order.version,
    created_at: instantToWire(order.created_at),
    updated_at: instantToWire(order.updated_at),
  }
}

function toLine(line: OrderLineRow, allocations: readonly AllocationRow[]) {
  const own = allocations.filter(({ position }) => position === line.position)
  const by_sku = Map.groupBy(own, ({ sku }) => sku)
  const units = (rows: readonly AllocationRow[]) =>
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
    allocations: mergeUnits([units(own)]),
    ...(kit && {
      components: [...by_sku].map(([sku, rows]) => ({ sku, allocations: units(rows) })),
    }),
  }
}
