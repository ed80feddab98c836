/** Orders as the rules see them, with what most tests do not care about filled in. */
import type { Fulfillment, FulfillmentState } from '../../../../api/domain/fulfillments/fulfillment'
import type { Aggregate, At } from '../../../../api/domain/orders/aggregate'
import { derive } from '../../../../api/domain/orders/derive'
import type { Order, OrderLine } from '../../../../api/domain/orders/order'
import type { Payment } from '../../../../api/domain/payments/payment'
import { type IdKind, idPrefixes } from '../../../../api/domain/shared/ids'

export const NOW = Date.UTC(2026, 10, 23, 10)

/** Names in order: `hld_1`, `hld_2`, … */
export function at(now = NOW): At {
  const drawn = new Map<IdKind, number>()
  return {
    now,
    newId: (kind) => {
      const next = (drawn.get(kind) ?? 0) + 1
      drawn.set(kind, next)
      return `${idPrefixes[kind]}_${next}`
    },
  }
}

const owner = { merchant_id: 'mer_1', order_id: 'ord_1' } as const

export interface LineSpec {
  quantity: number
  unit_price?: number
  discount?: number
  tax?: number
  /** Units per location; kits name their components instead. */
  at?: Readonly<Record<string, number>>
  components?: OrderLine['components']
}

/** An order of these lines, each of a SKU of its own: `SKU-0`, `SKU-1`, … */
export function orderOf(specs: readonly LineSpec[], change: Partial<Order> = {}): Aggregate {
  const lines = specs.map(toLine)
  const allocations = specs.flatMap((spec, position) => {
    const parts = spec.components ?? [{ sku: `SKU-${position}`, quantity: 1 }]
    return parts.flatMap(({ sku, quantity: per }) =>
      Object.entries(spec.at ?? { berlin: spec.quantity }).map(([location_id, units]) => ({
        ...{ ...owner, position, sku, location_id, attempt_id: 'att_1' as const },
        ...{ quantity: units * per, quantity_dispatched: 0 },
      })),
    )
  })
  const sum = (amount: (line: OrderLine) => number) =>
    lines.reduce((all, line) => all + amount(line), 0)
  const order: Order = {
    ...header,
    subtotal: sum(({ subtotal }) => subtotal),
    discount: sum(({ discount }) => discount),
    tax: sum(({ tax }) => tax),
    total: sum(({ total }) => total),
    ...change,
  }
  const fulfillments = [...Map.groupBy(allocations, ({ location_id }) => location_id)].map(
    ([location_id, rows], index): Fulfillment => ({
      ...work,
      id: `ful_${index + 1}`,
      location_id,
      lines: rows.map(({ position, sku, quantity }) => ({
        ...{ line_id: `lin_${position}` as const, sku, quantity },
      })),
    }),
  )
  const parts = { lines, allocations, fulfillments, payments: [], refunds: [] }
  const after = { returns: [], claims: [], withdrawals: [] }
  return derive({ order, ...parts, ...after }, NOW)
}

function toLine(spec: LineSpec, position: number): OrderLine {
  const { quantity, unit_price = 1_000, discount = 0, tax = 0, components = [] } = spec
  const subtotal = unit_price * quantity
  return {
    ...{ ...owner, position, id: `lin_${position}`, sku: `SKU-${position}`, title: 'Thing' },
    ...{ quantity, unit_price, subtotal, discount, tax, total: subtotal - discount + tax },
    ...{ returnable: true, final_sale: false },
    ...{ properties: {}, components, ship_after: null, ship_by: null },
    ...{ quantity_canceled: 0, quantity_backordered: 0, quantity_fulfilled: 0 },
    ...{ quantity_returned: 0, quantity_refunded: 0, amount_canceled: 0 },
  }
}

const header: Order = {
  ...{ merchant_id: owner.merchant_id, id: owner.order_id, number: 'HF-7K3M-9QXT' },
  ...{ status: 'open', payment_status: 'pending', fulfillment_status: 'unfulfilled' },
  ...{ channel: 'web', channel_kind: 'web', external_id: null, request_hash: '' },
  ...{ reservation_id: null, attempt_id: 'att_1', currency: 'EUR' },
  ...{ subtotal: 0, discount: 0, tax: 0, total: 0 },
  ...{ shipping_service: null, shipping_amount: 0, shipping_tax: 0 },
  ...{ email: 'ada@example.com', customer: { email: 'ada@example.com', name: 'Ada' } },
  ...{
    shipping_address: null,
    placed_country: null,
    billing_address: null,
    delivery: { method: 'ship' },
  },
  ...{ terms: null, holds: [], promise: null, expires_at: null },
  ...{ amount_payable: 0, amount_captured: 0, amount_refunded: 0 },
  ...{ cancel_reason: null, cancel_note: null, metadata: {} },
  ...{ version: 1, created_at: NOW, updated_at: NOW },
}

const work: Fulfillment = {
  ...{ ...owner, id: 'ful_0', location_id: '', method: 'ship', status: 'open', held_from: null },
  ...{ holds: [], lines: [], ship_after: null, ship_by: null, packages: [], tracking: null },
  ...{ details: {}, milestones: {}, version: 1, created_at: NOW, updated_at: NOW },
}

/** A payment that has captured so much. */
export const captured = (amount: number, refunded = 0): Payment => ({
  ...{ ...owner, id: 'pay_1', gateway: 'manual', status: 'captured', currency: 'EUR' },
  ...{ amount, authorized: amount, captured: amount, refunded, reference: null },
  details: { token: null, capture: true, next_action: null, expired: false, arrived_late: false },
  ...{ operations: [], attention_at: null },
  ...{ version: 1, created_at: NOW, updated_at: NOW },
})

export const paid = (aggregate: Aggregate, amount = aggregate.order.total): Aggregate =>
  derive({ ...aggregate, payments: [captured(amount)] }, NOW)

/** With its fulfillments in another state, as if somebody had worked on them. */
export const worked = (aggregate: Aggregate, status: FulfillmentState): Aggregate => ({
  ...aggregate,
  fulfillments: aggregate.fulfillments.map((each) => ({ ...each, status, held_from: null })),
})
