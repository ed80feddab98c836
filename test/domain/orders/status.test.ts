import { describe, expect, it } from 'vitest'
import {
  fulfillmentStatuses,
  moveFulfillmentStatus,
  moveOrder,
  movePayment,
  orderStatuses,
  paymentStatuses,
} from '../../../api/domain/orders/status'

const order: Record<string, string[]> = {
  pending: ['open', 'on_hold', 'canceled'],
  open: ['pending', 'on_hold', 'canceled', 'closed'],
  on_hold: ['pending', 'open', 'canceled', 'closed'],
  canceled: [],
  closed: [],
}
const payment: Record<string, string[]> = {
  pending: ['authorized', 'partially_paid', 'paid', 'voided'],
  authorized: ['pending', 'partially_paid', 'paid', 'voided'],
  partially_paid: ['paid', 'partially_refunded', 'refunded'],
  paid: ['pending', 'authorized', 'partially_paid', 'partially_refunded', 'refunded', 'voided'],
  partially_refunded: ['partially_paid', 'refunded'],
  refunded: ['partially_paid', 'partially_refunded'],
  voided: ['paid', 'refunded'],
}
const fulfillment: Record<string, string[]> = {
  unfulfilled: ['partially_fulfilled', 'fulfilled', 'delivered'],
  partially_fulfilled: ['fulfilled', 'delivered', 'partially_returned', 'returned'],
  fulfilled: ['partially_fulfilled', 'delivered', 'partially_returned', 'returned'],
  delivered: ['partially_fulfilled', 'partially_returned', 'returned'],
  partially_returned: ['returned'],
  returned: ['partially_returned'],
}

describe.each([
  ['status', moveOrder, orderStatuses, order],
  ['payment_status', movePayment, paymentStatuses, payment],
  ['fulfillment_status', moveFulfillmentStatus, fulfillmentStatuses, fulfillment],
] as const)('%s', (_, move: (from: never, to: never) => unknown, statuses, allowed) => {
  const pairs = statuses.flatMap((from) => statuses.map((to) => [from, to] as const))

  it.each(pairs)('from %s to %s is allowed, or refused with what is', (from, to) => {
    const moved = move(from as never, to as never)

    const next = allowed[from] ?? []
    expect(moved).toEqual(
      next.includes(to)
        ? { ok: true, value: to }
        : { ok: false, error: { code: 'illegal_transition', from, to, allowed: next } },
    )
  })
})

it('names the statuses merchants know', () => {
  expect(orderStatuses).toEqual(Object.keys(order))
  expect(paymentStatuses).toEqual(Object.keys(payment))
  expect(fulfillmentStatuses).toEqual(Object.keys(fulfillment))
})
