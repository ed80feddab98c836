import type { Id, MerchantId, OrderId } from '../shared/ids'
import type { Instant } from '../shared/time'

export const paymentStates = [
  'pending',
  'requires_action',
  'authorized',
  'partially_captured',
  'captured',
  'voided',
  'failed',
  'expired',
] as const
export type PaymentState = (typeof paymentStates)[number]

/** One call of the gateway: written before it is sent, resolved by its answer or a later look. */
export interface PaymentOperation {
  id: string
  type: 'authorize' | 'capture' | 'void' | 'refund'
  amount: number
  status: 'pending' | 'succeeded' | 'failed'
  /** The same for every try of this operation, for ever. */
  idempotency_key: string
  created_at: Instant
  resolved_at: Instant | null
  error: string | null
}

export interface Payment {
  merchant_id: MerchantId
  id: Id<'payment'>
  order_id: OrderId
  gateway: string
  status: PaymentState
  currency: string
  amount: number
  authorized: number
  captured: number
  refunded: number
  /** The gateway's own id. */
  reference: string | null
  details: Readonly<Record<string, unknown>>
  operations: readonly PaymentOperation[]
  /** When a job has to look at it next; null when nothing is open. */
  attention_at: Instant | null
  version: number
  created_at: Instant
  updated_at: Instant
}
