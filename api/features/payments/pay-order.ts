import type { z } from '@hono/zod-openapi'
import { type Aggregate, type Change, replaceById } from '../../domain/orders/aggregate'
import { addPayment } from '../../domain/payments/add-payment'
import { capturePayment as decideCapture } from '../../domain/payments/capture-payment'
import { requestVoid } from '../../domain/payments/operate'
import { pendingOf } from '../../domain/payments/payment'
import type { Rejection } from '../../domain/rejection'
import type { OrderId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import { type Asked, type RequestKey, replay, selectRecorded } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import type { PaymentSchema } from '../orders/part-schemas'
import { toPayment } from '../orders/parts'
import { declined } from '../orders/pay-placed-order'
import { changeOrderWithMoney } from './money-verb'
import type { AddPaymentSchema, CapturePaymentSchema } from './schemas'
import { loadOrder } from './settle-operations'
import { resolveTender } from './tender'

type WirePayment = z.output<typeof PaymentSchema>

/** The payment as it is once its gateway has been asked; a declined one is a refusal. */
const answered =
  (status: number) =>
  ({ payments }: Aggregate, payment_id: string) => {
    const payment = payments.find(({ id }) => id === payment_id)
    if (!payment) throw new Problem('not_found')
    if (payment.status === 'failed') throw declined(payment)
    return { status, body: toPayment(payment) }
  }

/** Pays an order, or a part of what is due: authorized at the gateway, then captured. */
export async function payOrder(
  services: Services,
  { request, actor }: Asked,
  order_id: OrderId,
  { gateway, token, amount, capture }: z.output<typeof AddPaymentSchema>,
) {
  const { merchant_id } = request
  const key = { merchant_id, order_id, request, actor }
  const { order } = await loadOrder(services, key)
  const replayed = await findAnswer(services, request)
  if (replayed) return replayed
  const { email, currency } = order
  const tender = await resolveTender(services, { merchant_id, email, currency }, { gateway, token })
  return changeOrderWithMoney(services, {
    ...key,
    decide: (aggregate, at) => {
      const wanted = { gateway, amount, token: tender.token, capture, reference: null }
      return addPayment(aggregate, wanted, at)
    },
    subject: ({ payment }) => payment.id,
    answer: answered(201),
  })
}

/** A repeated request is answered before its token is looked at: a gift card may be spent by now. */
async function findAnswer(services: Services, request: RequestKey) {
  const [row] = await selectRecorded(services.shardFor(request.merchant_id), request)
  const recorded = replay<WirePayment>(row, request)
  return recorded && { ...recorded, replayed: true, skus: [] }
}

/** Captures a payment, whole or in part; what is captured already is the answer, not an error. */
export const capturePayment = (
  services: Services,
  { request, actor }: Asked,
  order_id: OrderId,
  body: z.output<typeof CapturePaymentSchema>,
) =>
  changeOrderWithMoney(services, {
    ...{ merchant_id: request.merchant_id, order_id, request, actor },
    decide: (aggregate, at) => decideCapture(aggregate, body, at),
    subject: () => body.payment_id,
    answer: answered(201),
  })

/** Gives up what is authorized of a payment and not captured, or what is still awaited. */
export function voidPayment(
  services: Services,
  { request, actor }: Asked,
  order_id: OrderId,
  payment_id: string,
) {
  const { merchant_id } = request
  return changeOrderWithMoney(services, {
    ...{ merchant_id, order_id, request, actor },
    decide: (aggregate, at): Result<Change, Rejection> => {
      const payment = aggregate.payments.find(({ id }) => id === payment_id)
      if (!payment) return err({ code: 'unknown_payment', payment_id })
      if (pendingOf(payment.operations, 'capture')) return err({ code: 'payment_in_progress' })
      return ok(changeTo(aggregate, requestVoid(payment, false, at)))
    },
    subject: () => payment_id,
    answer: ({ payments }) => {
      const payment = payments.find(({ id }) => id === payment_id)
      if (!payment) throw new Problem('not_found')
      return { status: 201, body: toPayment(payment) }
    },
  })
}

function changeTo(aggregate: Aggregate, payment: Aggregate['payments'][number]) {
  const payments = replaceById(aggregate.payments, payment)
  return { aggregate: { ...aggregate, payments }, events: [], tasks: [] }
}
