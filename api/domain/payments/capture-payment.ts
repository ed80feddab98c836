import { type Aggregate, type At, replaceById } from '../orders/aggregate'
import { err, ok, type Result } from '../shared/result'
import type { PaymentChange } from './add-payment'
import { toCapture } from './coverage'
import { requestCapture } from './operate'
import { capturable, pendingOf } from './payment'
import type { PaymentRejection } from './rejection'

/**
 * Asks for a capture of a payment of the order, of a part or of all that is authorized; never of
 * more than the order still costs, which after an edit or a cancellation may be less.
 */
export function capturePayment(
  aggregate: Aggregate,
  { payment_id, amount }: { payment_id: string; amount?: number | undefined },
  at: At,
): Result<PaymentChange, PaymentRejection> {
  const payment = aggregate.payments.find(({ id }) => id === payment_id)
  if (!payment) return err({ code: 'unknown_payment', payment_id })
  const { operations } = payment
  const left = pendingOf(operations, 'capture') ? 0 : capturable(operations)
  const due = toCapture(aggregate)
  if (left > 0 && due === 0) return err({ code: 'nothing_due' })
  if (amount !== undefined && amount <= left && amount > due) {
    return err({ code: 'exceeds_due', due })
  }
  const captured = requestCapture(
    payment,
    amount ?? (left > 0 ? Math.min(left, due) : undefined),
    at,
  )
  if (!captured.ok) return captured
  const payments = replaceById(aggregate.payments, captured.value)
  return ok({
    aggregate: { ...aggregate, payments },
    ...{ events: [], tasks: [], payment: captured.value },
  })
}
