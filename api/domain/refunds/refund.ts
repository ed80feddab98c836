import type { Destination } from '../payments/payment'
import type { Id, MerchantId, OrderId, OrderLineId } from '../shared/ids'
import type { Instant } from '../shared/time'

export interface RefundLine {
  line_id: OrderLineId
  quantity: number
  /** Before tax; `amount` is both. */
  net: number
  tax: number
  amount: number
}

export interface RefundTender {
  payment_id: Id<'payment'>
  amount: number
  destination: Destination
  status: 'pending' | 'succeeded' | 'failed'
  operation_id: Id<'payment_operation'>
}

export interface Refund {
  merchant_id: MerchantId
  id: Id<'refund'>
  order_id: OrderId
  status: 'pending' | 'succeeded' | 'failed'
  currency: string
  amount: number
  lines: readonly RefundLine[]
  shipping: number
  goodwill: number
  /** Kept of what lines and shipping come to: fees, and what an exchange takes. */
  deduction: number
  /** Of the amount: no longer owed when it was given back, so that it counts as never paid. */
  overpayment: number
  reason: string
  restock: readonly {
    line_id: OrderLineId
    quantity: number
    location_id: string
    disposition: string
  }[]
  tenders: readonly RefundTender[]
  version: number
  created_at: Instant
  updated_at: Instant
}
