import { type Aggregate, type At, replaceById } from '../orders/aggregate'
import { err, ok, type Result } from '../shared/result'
import type { PaymentChange } from './add-payment'
import { toCapture } from './coverage'
import { requestCapture } from './operate'
import { capturable } from './payment'
import type { PaymentRejection } from './rejection'

/**
 * Asks for a capture of a payment of the order: of a part, or else of what the order still costs of
 * what is authorized, which after an edit may be less.
 */
export function capturePayment(
  aggregate: Aggregate,
  { payment_id, amount }: { payment_id: string; amount?: number | undefined },
  at: At,
): Result<PaymentChange, PaymentRejection> {
  const payment = aggregate.payments.find(({ id }) => id === payment_id)
  if (!payment) return err({ code: 'unknown_payment', payment_id })
  const left = capturable(payment.operations)
  const wanted = Math.min(left, toCapture(aggregate))
  if (amount === undefined && left > 0 && wanted === 0) return err({ code: 'nothing_due' })
  const captured = requestCapture(payment, amount ?? (left > 0 ? wanted : undefined), at)
  if (!captured.ok) return captured
  const payments = replaceById(aggregate.payments, captured.value)
  return ok({
    aggregate: { ...aggregate, payments },
    ...{ events: [], tasks: [], payment: captured.value },
  })
}
