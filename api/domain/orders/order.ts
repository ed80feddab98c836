import type { AttemptId, Id, MerchantId, OrderId, OrderLineId } from '../shared/ids'
import type { Instant } from '../shared/time'
import type { FulfillmentStatus, OrderStatus, PaymentStatus } from './status'

/** An order and everything that happens to it, as plain data. Amounts are minor units. */

export interface Customer {
  email: string
  name: string
  phone?: string
}

export interface OrderAddress {
  name: string
  line1: string
  line2?: string
  city: string
  region?: string
  postal_code: string
  country: string
  phone?: string
  latitude?: number
  longitude?: number
}

export interface Delivery {
  method: 'ship' | 'pickup'
  location_id?: string
}

export const holdReasons = [
  'awaiting_payment',
  'high_risk_of_fraud',
  'incorrect_address',
  'inventory_out_of_stock',
  'unknown_delivery_date',
  'awaiting_return_items',
  'payment_review',
  'other',
] as const
export type HoldReason = (typeof holdReasons)[number]

/** Why an order may not proceed. Several may stand; each is released by its id. */
export interface OrderHold {
  id: Id<'hold'>
  reason: HoldReason
  note: string | null
  created_at: Instant
}

/** When it leaves, and when it should arrive; over all its shipments. */
export interface DeliveryPromise {
  ship_by: Instant | null
  deliver_min: Instant | null
  deliver_max: Instant | null
}

/** Where further units of an order have to be: what is fetched is all in one place. */
export const fetchedAt = ({ delivery }: { delivery: Delivery }): string | undefined =>
  delivery.method === 'pickup' ? delivery.location_id : undefined

export type ChannelKind = 'web' | 'pos' | 'marketplace' | 'social' | 'b2b' | 'api'

export interface Order {
  merchant_id: MerchantId
  id: OrderId
  number: string
  status: OrderStatus
  payment_status: PaymentStatus
  fulfillment_status: FulfillmentStatus
  channel: string
  channel_kind: ChannelKind
  external_id: string | null
  request_hash: string
  reservation_id: string | null
  attempt_id: string
  currency: string
  subtotal: number
  discount: number
  tax: number
  shipping_service: string | null
  shipping_amount: number
  shipping_tax: number
  total: number
  email: string
  customer: Customer
  shipping_address: OrderAddress | null
  /** Where it was to go when it was placed: the market whose policies hold for it. */
  placed_country: string | null
  billing_address: OrderAddress | null
  delivery: Delivery
  /** `on_account`: fulfilled before it is paid. */
  terms: 'on_account' | null
  /** Nothing leaves before everything can. */
  ship_complete: boolean
  holds: readonly OrderHold[]
  promise: DeliveryPromise | null
  /** When an unpaid order ends by itself. */
  expires_at: Instant | null
  /** Derived: what is owed for it now, what was captured, and what of that went back. */
  amount_payable: number
  amount_captured: number
  amount_refunded: number
  cancel_reason: string | null
  cancel_note: string | null
  metadata: Record<string, string>
  version: number
  created_at: Instant
  updated_at: Instant
}

/** What one unit of a kit is made of, frozen at placement; empty for what is stocked itself. */
export interface LineComponent {
  sku: string
  quantity: number
}

/** Amounts are of all `quantity` units and never recomputed; units are sliced cumulatively. */
export interface OrderLine {
  merchant_id: MerchantId
  order_id: OrderId
  position: number
  id: OrderLineId
  sku: string
  title: string
  quantity: number
  unit_price: number
  subtotal: number
  discount: number
  tax: number
  total: number
  properties: Record<string, string>
  components: readonly LineComponent[]
  /** As the SKU was marked when the order was placed. */
  returnable: boolean
  final_sale: boolean
  ship_after: Instant | null
  ship_by: Instant | null
  quantity_canceled: number
  /** Derived: whole units that nothing is allocated for, yet. */
  quantity_backordered: number
  /** Derived: whole units that left the shelf. */
  quantity_fulfilled: number
  quantity_returned: number
  /** Units whose money went back, or was never taken: where the next slice begins. */
  quantity_refunded: number
  /** No longer owed, for units that were canceled, or came back before they were paid for. */
  amount_canceled: number
}

/** Units of one SKU that serve a line from one location, pinned by one attempt. */
export interface OrderAllocation {
  merchant_id: MerchantId
  order_id: OrderId
  position: number
  sku: string
  location_id: string
  attempt_id: AttemptId
  quantity: number
  /** Of them: left the shelf. The rest is committed there. */
  quantity_dispatched: number
}
