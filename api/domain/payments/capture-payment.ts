import { type Aggregate, type At, replaceById } from '../orders/aggregate'
import { err, ok, type Result } from '../shared/result'
import type { PaymentChange } from './add-payment'
import { requestCapture } from './operate'
import type { PaymentRejection } from './rejection'

/** Asks for a capture of a payment of the order, of all that is authorized or a part. */
export function capturePayment(
  aggregate: Aggregate,
  { payment_id, amount }: { payment_id: string; amount?: number | undefined },
  at: At,
): Result<PaymentChange, PaymentRejection> {
  const payment = aggregate.payments.find(({ id }) => id === payment_id)
  if (!payment) return err({ code: 'unknown_payment', payment_id })
  const captured = requestCapture(payment, amount, at)
  if (!captured.ok) return captured
  const payments = replaceById(aggregate.payments, captured.value)
  return ok({
    aggregate: { ...aggregate, payments },
    ...{ events: [], tasks: [], payment: captured.value },
  })
}
