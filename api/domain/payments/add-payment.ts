import type { Aggregate, At, Change } from '../orders/aggregate'
import { payable } from '../orders/derive'
import type { OrderRejection } from '../orders/rejection'
import { overpaymentReturned } from '../refunds/refundable'
import { err, ok, type Result } from '../shared/result'
import { openPayment } from './operate'
import type { GatewayName, Payment } from './payment'
import type { PaymentRejection } from './rejection'
import { dueOf } from './status'

export interface NewPayment {
  gateway: GatewayName
  /** What is still due, if absent. */
  amount?: number | undefined
  token: string | null
  capture: boolean
  /** Known before the gateway is asked: the account or card of the merchant's own tenders. */
  reference: string | null
}

export type PaymentChange = Change & { payment: Payment }

/**
 * Adds a payment that is about to be authorized, of at most what is still due. For an order that
 * has ended only money that is there anyway is booked: what people moved.
 */
export function addPayment(
  aggregate: Aggregate,
  { amount, ...wanted }: NewPayment,
  at: At,
): Result<PaymentChange, PaymentRejection | OrderRejection> {
  const { order, payments, refunds } = aggregate
  if (order.status === 'canceled' && wanted.gateway !== 'manual') {
    return err({ code: 'illegal_transition', from: order.status, to: 'open', allowed: [] })
  }
  const owed = payable({ ...aggregate, order: { ...order, status: 'open' } })
  const due = dueOf(owed, payments, overpaymentReturned(refunds))
  if (due === 0) return err({ code: 'nothing_due' })
  if (amount !== undefined && amount > due) return err({ code: 'exceeds_due', due })
  const { merchant_id, id: order_id, currency } = order
  const opened = { merchant_id, order_id, currency, amount: amount ?? due, ...wanted }
  const payment = openPayment(opened, at)
  const changed = { ...aggregate, payments: [...payments, payment] }
  return ok({ aggregate: changed, events: [], tasks: [], payment })
}
