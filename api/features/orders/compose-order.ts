import type { z } from '@hono/zod-openapi'
import { shareOut } from '../../domain/inventory/demand'
import type { Pinned } from '../../domain/inventory/pin'
import type { OrderAmounts } from '../../domain/orders/price-order'
import type { AttemptId, MerchantId, OrderId, OrderLineId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import type { CartPlan } from '../catalog/plan-cart'
import type { Snapshot } from '../catalog/snapshot'
import type { StoredOrder } from './order'
import type { PlaceOrderSchema } from './schemas'

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
}

export interface Identity {
  order_id: OrderId
  number: string
  attempt_id: AttemptId
  line_ids: readonly OrderLineId[]
  now: Instant
}

/** The order as it will be stored: a function of what was asked, pinned and drawn. */
export function composeOrder(
  { merchant_id, body, request_hash, reservation_id, amounts, plan, pinned, snapshot }: Ingredients,
  { order_id, number, attempt_id, line_ids, now }: Identity,
): StoredOrder {
  const owner = { merchant_id, order_id }
  const units_of = new Map([...pinned].map(([sku, { units }]) => [sku, units]))
  return {
    order: {
      merchant_id,
      id: order_id,
      number,
      status: 'open',
      payment_status: 'pending',
      fulfillment_status: 'unfulfilled',
      channel: body.channel,
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
      billing_address: body.billing_address ?? null,
      delivery: body.delivery ?? { method: 'ship' },
      cancel_reason: null,
      cancel_note: null,
      metadata: body.metadata,
      version: 1,
      created_at: now,
      updated_at: now,
    },
    lines: body.lines.flatMap((line, position) => {
      const priced = amounts.lines[position]
      const id = line_ids[position]
      if (!priced || !id) return []
      const { sku, quantity, unit_price, properties } = line
      const title = line.title ?? snapshot.skus.get(sku)?.title ?? sku
      return [{ ...owner, position, id, sku, title, quantity, unit_price, properties, ...priced }]
    }),
    allocations: shareOut(plan.parts, units_of).flatMap(({ line, sku, units }) =>
      units.map((unit) => ({ ...owner, position: line, sku, ...unit })),
    ),
  }
}
