import { type Aggregate, type At, type Change, replaceById } from '../orders/aggregate'
import { type RefundWish, refundOrder } from '../refunds/refund-order'
import { refundableOrder } from '../refunds/refundable'
import type { RefundOrder } from '../refunds/split-tenders'
import { err, ok, type Result } from '../shared/result'
import { isBeingVoided, requestVoid } from './operate'
import { type Payment, pendingOf } from './payment'
import type { PaymentRejection } from './rejection'

/** Nobody knows yet whether money will come of it. */
export const isAwaited = ({ operations }: Payment) =>
  pendingOf(operations, 'authorize') !== undefined

const isOpen = (payment: Payment) =>
  isAwaited(payment) || pendingOf(payment.operations, 'capture') !== undefined

/** Payments that have to be known dead before stock is released. */
export const awaitedPayments = ({ payments }: Aggregate) => payments.filter(isAwaited)

/** Whether what is asked of a gateway may still change what pays for the order. */
export const isUndecided = (payment: Payment) => isAwaited(payment) || isBeingVoided(payment)

/** Gives up what is awaited, at the gateway first; the order and its stock stay as they are. */
export function giveUpAwaited(aggregate: Aggregate, expired: boolean, at: At): Change {
  const given_up = awaitedPayments(aggregate)
    .filter((payment) => !isBeingVoided(payment))
    .map((payment) => requestVoid(payment, expired, at))
  if (given_up.length === 0) return { aggregate, events: [], tasks: [] }
  const payments = replaceById(aggregate.payments, ...given_up)
  return { aggregate: { ...aggregate, payments }, events: [], tasks: [] }
}

/**
 * The money of an order that is canceled: what is authorized is given up, what was captured goes
 * back, whole. Refused while the gateway has not said what became of a payment.
 */
export function endMoney(
  aggregate: Aggregate,
  reason: string,
  refund_order: RefundOrder,
  at: At,
): Result<Change, PaymentRejection> {
  if (aggregate.payments.some(isOpen)) return err({ code: 'payment_in_progress' })
  const payments = aggregate.payments.map((payment) => requestVoid(payment, false, at))
  const voided = { ...aggregate, payments }
  return ok(refundAll(voided, reason, refund_order, at))
}

/** Every unit and the shipping that were not refunded before; what was overpaid with it. */
function refundAll(
  aggregate: Aggregate,
  reason: string,
  refund_order: RefundOrder,
  at: At,
): Change {
  const { lines, captured, refunded } = refundableOrder(aggregate)
  const nothing = { aggregate, events: [], tasks: [] }
  if (captured === refunded) return nothing
  const rest = lines
    .filter(({ quantity, quantity_refunded }) => quantity > quantity_refunded)
    .map(({ id, quantity, quantity_refunded }) => ({
      line_id: id,
      quantity: quantity - quantity_refunded,
    }))
  const wish: RefundWish = {
    ...{ lines: rest, shipping: 'all', amount: 0, reason },
    destination: 'original',
    restock: [],
  }
  const parts = refundOrder(aggregate, wish, refund_order, at)
  const back = parts.ok ? parts.value : nothing
  const left = refundableOrder(back.aggregate)
  const over = left.captured - left.refunded
  if (over === 0) return back
  const rest_wish = { ...wish, lines: [], shipping: 0, amount: over }
  const more = refundOrder(back.aggregate, rest_wish, refund_order, at)
  if (!more.ok) return back
  return { ...more.value, events: [...back.events, ...more.value.events] }
}
