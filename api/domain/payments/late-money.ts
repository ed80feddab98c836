import { type Aggregate, type At, type Change, replaceById } from '../orders/aggregate'
import { orderEvent } from '../orders/events'
import type { OrderHold, OrderLine } from '../orders/order'
import { refundOrder } from '../refunds/refund-order'
import { refundableOrder } from '../refunds/refundable'
import type { Instant } from '../shared/time'
import { paymentEvent } from './events'
import { requestCapture, requestVoid } from './operate'
import { type Payment, settle } from './payment'

/** What a merchant wants done with money that arrives for an order whose units are gone. */
export const latePaymentPolicies = ['refund', 'review'] as const
export type LatePaymentPolicy = (typeof latePaymentPolicies)[number]

/** Payments that brought money to an order that had ended: somebody has to deal with them. */
export const latePayments = ({ order, payments }: Aggregate): readonly Payment[] =>
  order.status === 'canceled' ? payments.filter(({ details }) => details.arrived_late) : []

/** Units of a line that the customer has paid for after all. */
export const unitsPaidFor = ({ quantity, quantity_refunded }: OrderLine) =>
  quantity - quantity_refunded

/** What was acquired for the order anew: the same units, or others like them. */
export type Reacquired = Pick<Aggregate, 'allocations' | 'fulfillments'>

/** The order lives again, as if it had been paid in time. */
export function reinstateOrder(aggregate: Aggregate, acquired: Reacquired, at: At): Change {
  const order = {
    ...aggregate.order,
    ...({ status: 'open', cancel_reason: null, cancel_note: null } as const),
  }
  const payments = latePayments(aggregate).map((payment) => {
    const settled = dealtWith(payment, at.now)
    if (!settled.details.capture) return settled
    const capturing = requestCapture(settled, undefined, at)
    return capturing.ok ? capturing.value : settled
  })
  return {
    aggregate: {
      ...aggregate,
      order,
      lines: aggregate.lines.map((line) => ({
        ...line,
        quantity_canceled: line.quantity - unitsPaidFor(line),
      })),
      allocations: [...aggregate.allocations, ...acquired.allocations],
      fulfillments: [...aggregate.fulfillments, ...acquired.fulfillments],
      payments: replaceById(aggregate.payments, ...payments),
    },
    events: [orderEvent('order.reinstated', order)],
    tasks: [],
  }
}

/**
 * The units are gone: the order is held for a person to look at, and, if that is the policy, the
 * money goes back by itself. Never silently.
 */
export function reviewLateMoney(aggregate: Aggregate, policy: LatePaymentPolicy, at: At): Change {
  const late = latePayments(aggregate)
  const hold: OrderHold = {
    id: at.newId('hold'),
    reason: 'payment_review',
    note: 'Paid after its units had been released.',
    created_at: at.now,
  }
  const known = aggregate.order.holds.some(({ reason }) => reason === 'payment_review')
  const holds = known ? aggregate.order.holds : [...aggregate.order.holds, hold]
  const payments = late.map((payment) => {
    const settled = dealtWith(payment, at.now)
    return policy === 'refund' ? requestVoid(settled, false, at) : settled
  })
  const held: Aggregate = {
    ...aggregate,
    order: { ...aggregate.order, holds },
    payments: replaceById(aggregate.payments, ...payments),
  }
  const events = late.map((payment) => paymentEvent('payment.review_required', payment, { policy }))
  const refunded = policy === 'refund' ? refundEverything(held, 'late_payment', at) : undefined
  return {
    aggregate: refunded?.aggregate ?? held,
    events: [...events, ...(refunded?.events ?? [])],
    tasks: [],
  }
}

/** Everything captured, as one refund; undefined when there is nothing. */
function refundEverything(aggregate: Aggregate, reason: string, at: At): Change | undefined {
  const { captured, refunded } = refundableOrder(aggregate)
  const amount = captured - refunded
  if (amount === 0) return undefined
  const wish = { lines: [], shipping: 0, amount, reason, restock: [] } as const
  const decided = refundOrder(
    aggregate,
    { ...wish, destination: 'original' },
    ['card', 'manual', 'gift_card', 'store_credit'],
    at,
  )
  return decided.ok ? decided.value : undefined
}

const dealtWith = (payment: Payment, now: Instant): Payment =>
  settle({
    ...payment,
    details: { ...payment.details, arrived_late: false },
    version: payment.version + 1,
    updated_at: now,
  })
