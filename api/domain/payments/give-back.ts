import type { Aggregate, At, Change } from '../orders/aggregate'
import { payable } from '../orders/derive'
import { returnOverpaid } from '../refunds/return-overpaid'
import type { RefundOrder } from '../refunds/split-tenders'
import { err, ok, type Result } from '../shared/result'
import { endMoney } from './end-money'
import { type Payment, pendingOf } from './payment'
import type { PaymentRejection } from './rejection'

/**
 * A change of an order with what it means for its money: of one that ended everything goes back, of
 * one that goes on what was paid beyond what it costs now. Refused while more than that may be on
 * its way: nobody knows yet what there is to give back.
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
  const is_cheaper = payable(aggregate) < payable(before)
  if (is_cheaper && aggregate.payments.some(isBeingCaptured)) {
    return err({ code: 'payment_in_progress' })
  }
  const money = is_over
    ? endMoney(aggregate, reason, refund_order, at)
    : ok(returnOverpaid(before, aggregate, reason, refund_order, at))
  if (!money.ok) return money
  const told = [...events, ...money.value.events]
  return ok({ ...change, aggregate: money.value.aggregate, events: told })
}

const isBeingCaptured = ({ operations }: Payment) => pendingOf(operations, 'capture') !== undefined
