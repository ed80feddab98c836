import type { MoneyEvent } from '../events/money-catalogue'
import { type Aggregate, type At, type Change, replaceById, unchanged } from '../orders/aggregate'
import { settleRefund } from '../refunds/settle-refund'
import { isCovered, toCapture } from './coverage'
import { paymentEvent } from './events'
import { isBeingVoided, requestCapture, revive } from './operate'
import { capturable, type Payment, type PaymentOperation } from './payment'
import { type GatewayAnswer, markLate, resolve } from './resolve'

/** Which of the order's operations an answer is about, and what its gateway can do. */
export interface Answered {
  payment_id: string
  operation_id: string
  answer: GatewayAnswer
  multicapture: boolean
}

/** Writes a gateway's answer into the order: the payment, the refund it was for, and the news. */
export function applyAnswer(aggregate: Aggregate, answered: Answered, at: At): Change {
  const { payment_id, operation_id, answer, multicapture } = answered
  const payment = aggregate.payments.find(({ id }) => id === payment_id)
  if (!payment) return unchanged(aggregate)
  const late = aggregate.order.status === 'canceled'
  const wanted = toCapture(aggregate)
  const resolved = resolve(payment, operation_id, answer, { multicapture, late, wanted }, at)
  if (resolved === payment) return unchanged(aggregate)
  const changed = withPayment(aggregate, resolved)
  const operation = resolved.operations.find(({ id }) => id === operation_id)
  if (!operation || operation.status === 'pending') {
    return { aggregate: changed, events: [], tasks: [] }
  }
  return withRefund(changed, resolved, operation, at)
}

/** An order that is covered, and not by what is being given up, does not expire any more. */
function withPayment(aggregate: Aggregate, payment: Payment): Aggregate {
  const payments = replaceById(aggregate.payments, payment)
  const lasting = payments.filter((each) => !isBeingVoided(each))
  const { order } = aggregate
  if (order.expires_at === null || !isCovered({ ...aggregate, payments: lasting })) {
    return { ...aggregate, payments }
  }
  return { ...aggregate, order: { ...order, expires_at: null }, payments }
}

/** What the gateway knows of a payment that we had given up, or were told had failed. */
export function applyFound(
  aggregate: Aggregate,
  payment_id: string,
  answer: GatewayAnswer,
  at: At,
): Change {
  const payment = aggregate.payments.find(({ id }) => id === payment_id)
  if (!payment || answer.status !== 'succeeded') return unchanged(aggregate)
  const revived = revive(payment, answer.reference, at)
  if (revived === payment) return unchanged(aggregate)
  const late = aggregate.order.status === 'canceled'
  const found = late ? markLate(revived) : captureIfWanted(revived, toCapture(aggregate), at)
  return {
    aggregate: withPayment(aggregate, found),
    events: [paymentEvent('payment.authorized', found, { found: true })],
    tasks: [],
  }
}

/** Money that was found is taken as it was to be: nobody else asks for it. */
function captureIfWanted(payment: Payment, wanted: number, at: At): Payment {
  const amount = Math.min(wanted, capturable(payment.operations))
  if (!payment.details.capture || amount === 0) return payment
  const capturing = requestCapture(payment, amount, at)
  return capturing.ok ? capturing.value : payment
}

function withRefund(
  aggregate: Aggregate,
  payment: Payment,
  operation: PaymentOperation,
  { now }: At,
): Change {
  const news = announce(payment, operation)
  const refund = aggregate.refunds.find(({ id }) => id === operation.refund_id)
  if (!refund) return { aggregate, events: news, tasks: [] }
  const settled = settleRefund(refund, operation, now)
  const refunds = replaceById(aggregate.refunds, settled.refund)
  return { aggregate: { ...aggregate, refunds }, events: [...news, ...settled.events], tasks: [] }
}

/** Refunds speak for themselves. */
const succeeded: Record<PaymentOperation['type'], MoneyEvent | undefined> = {
  authorize: 'payment.authorized',
  capture: 'payment.captured',
  void: 'payment.voided',
  refund: undefined,
}

function announce(payment: Payment, { type, status, amount, error }: PaymentOperation) {
  const event = status === 'succeeded' ? succeeded[type] : failed[type]
  return event
    ? [paymentEvent(event, payment, { operation: type, operation_amount: amount, error })]
    : []
}

const failed: Record<PaymentOperation['type'], MoneyEvent | undefined> = {
  authorize: 'payment.failed',
  capture: 'payment.failed',
  void: 'payment.failed',
  refund: undefined,
}
