import type { Id, MerchantId, OrderId, OrderLineId } from '../shared/ids'
import type { Instant } from '../shared/time'

/** A consumer's statement that they withdraw, with what they were told in answer. */
export interface Withdrawal {
  merchant_id: MerchantId
  id: Id<'withdrawal'>
  order_id: OrderId
  status: 'confirmed'
  name: string
  contact: string
  lines: readonly { line_id: OrderLineId; quantity: number }[]
  /** Units that had not left: they are not to be sent, and nothing of them has to come back. */
  unsent: readonly { line_id: OrderLineId; quantity: number }[]
  return_id: Id<'return'> | null
  /** To the letter, as it was acknowledged. */
  statement: string
  /** When the right would have ended; null: its time had not begun. */
  deadline: Instant | null
  version: number
  created_at: Instant
  updated_at: Instant
}
