import type { Aggregate, At } from '../orders/aggregate'
import { unitsWanted } from '../orders/derive'
import { holdOrder } from '../orders/hold-order'
import { ok, type Result } from '../shared/result'
import { type RefundChange, type RefundWish, refundOrder } from './refund-order'
import { refundableOrder } from './refundable'
import type { RefundRejection } from './rejection'
import type { RefundOrder } from './split-tenders'

/**
 * A refund that the merchant asks for. When it leaves nothing of what was paid, units that have not
 * left wait for a person: nothing is sent for nothing unnoticed, and nothing is canceled by a guess.
 */
export function refundByHand(
  aggregate: Aggregate,
  wish: RefundWish,
  refund_order: RefundOrder,
  at: At,
): Result<RefundChange, RefundRejection> {
  const decided = refundOrder(aggregate, wish, refund_order, at)
  if (!decided.ok || !waitsForNothing(decided.value.aggregate)) return decided
  const note = 'All that was paid goes back. Cancel what has not left, or release this hold.'
  const held = holdOrder(decided.value.aggregate, { reason: 'payment_review', note }, at)
  if (!held.ok) return decided
  const events = [...decided.value.events, ...held.value.events]
  return ok({ ...decided.value, aggregate: held.value.aggregate, events })
}

function waitsForNothing(aggregate: Aggregate): boolean {
  const { captured, refunded } = refundableOrder(aggregate)
  const waits = aggregate.lines.some((line) => line.quantity_fulfilled < unitsWanted(line))
  return waits && captured > 0 && refunded >= captured
}
