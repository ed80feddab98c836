import type { Aggregate, At, Change } from '../orders/aggregate'
import { returnOverpaid } from '../refunds/return-overpaid'
import type { RefundOrder } from '../refunds/split-tenders'
import { ok, type Result } from '../shared/result'
import { endMoney } from './end-money'
import type { PaymentRejection } from './rejection'

/**
 * A change of an order with what it means for its money: of one that ended everything goes back, of
 * one that goes on what was paid beyond what it costs now.
 */
export function giveBack(
  before: Aggregate,
  change: Change,
  reason: string,
  refund_order: RefundOrder,
  at: At,
): Result<Change, PaymentRejection> {
  const { aggregate, events } = change
  const is_over = aggregate.order.status === 'canceled' && before.order.status !== 'canceled'
  const money = is_over
    ? endMoney(aggregate, reason, refund_order, at)
    : ok(returnOverpaid(before, aggregate, reason, refund_order, at))
  if (!money.ok) return money
  const told = [...events, ...money.value.events]
  return ok({ ...change, aggregate: money.value.aggregate, events: told })
}
