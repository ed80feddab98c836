import { expect, it } from 'vitest'
import type { Aggregate } from '../../../api/domain/orders/aggregate'
import { cancelOrder } from '../../../api/domain/orders/cancel-order'
import { addPayment } from '../../../api/domain/payments/add-payment'
import { applyAnswer } from '../../../api/domain/payments/apply-answer'
import { reinstateOrder, reviewLateMoney } from '../../../api/domain/payments/late-money'
import { restock } from '../../../api/domain/refunds/restock'
import { at as newAt, orderOf } from '../orders/support/aggregate'

const at = newAt()
const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Placed, ended, and then paid after all. */
function paidLate(): Aggregate {
  const wanted = { gateway: 'test', token: null, capture: true, reference: null } as const
  const { aggregate, payment } = value(addPayment(orderOf([{ quantity: 2 }]), wanted, at))
  const ended = value(cancelOrder(aggregate, { reason: 'payment_expired', note: null }, at))
  const [operation] = payment.operations
  const answered = {
    ...{ payment_id: payment.id, operation_id: operation?.id ?? '', multicapture: true },
    answer: { status: 'succeeded', reference: 'ref' },
  } as const
  return applyAnswer(ended.aggregate, answered, at).aggregate
}

it('waits with the capture of money that came too late, and asks for somebody', () => {
  expect(paidLate().payments).toMatchObject([
    { status: 'authorized', captured: 0, details: { arrived_late: true } },
  ])
})

it('lets the order live again with new units, and captures', () => {
  const { aggregate, events } = reinstateOrder(
    paidLate(),
    { allocations: [], fulfillments: [] },
    at,
  )

  expect(aggregate.order).toMatchObject({ status: 'open', cancel_reason: null })
  expect(aggregate.lines).toMatchObject([{ quantity_canceled: 0 }])
  expect(aggregate.payments[0]).toMatchObject({ details: { arrived_late: false } })
  expect(aggregate.payments[0]?.operations.at(-1)).toMatchObject({ type: 'capture', amount: 2000 })
  expect(events.map(({ type }) => type)).toEqual(['order.reinstated'])
})

it.each([
  ['refund', 'void'],
  ['review', 'authorize'],
] as const)('holds it for review, and by the policy %s ends with %s', (policy, last) => {
  const { aggregate, events } = reviewLateMoney(paidLate(), policy, at)

  expect(aggregate.order.holds).toMatchObject([{ reason: 'payment_review' }])
  expect(aggregate.payments[0]?.operations.at(-1)?.type).toBe(last)
  expect(aggregate.payments[0]?.details.arrived_late).toBe(false)
  expect(events.map(({ type }) => type)).toEqual(['payment.review_required'])
  expect(reviewLateMoney(aggregate, policy, at).aggregate.order.holds).toHaveLength(1)
})

it('puts back what had left, of a kit its components, and nothing twice', () => {
  const kit = { quantity: 2, components: [{ sku: 'SKU-A', quantity: 3 }] }
  const order = orderOf([kit, { quantity: 2 }])
  const left = {
    ...order,
    lines: order.lines.map((line) => ({ ...line, quantity_fulfilled: 2 })),
  }
  const entry = {
    line_id: 'lin_0',
    quantity: 2,
    location_id: 'paris',
    disposition: 'damaged',
  } as const

  const { aggregate, tasks } = value(restock(left, [entry]))

  expect(aggregate.lines).toMatchObject([{ quantity_returned: 2 }, { quantity_returned: 0 }])
  const task = {
    type: 'return',
    account: 'damaged',
    units: [{ location_id: 'paris', quantity: 6 }],
  }
  expect(tasks).toMatchObject([{ sku: 'SKU-A', task }])
  expect(restock(left, [{ ...entry, quantity: 1 }, entry])).toMatchObject({
    error: { code: 'exceeds_fulfilled', quantity_returnable: 1 },
  })
  expect(restock(order, [entry])).toMatchObject({ error: { quantity_returnable: 0 } })
})
