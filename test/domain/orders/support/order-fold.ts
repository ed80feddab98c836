/** An order as its events tell it, and as it is. */
import { expect } from 'vitest'
import type { Aggregate, EventDraft } from '../../../../api/domain/orders/aggregate'
import type { Life } from '../../fulfillments/support/life'

interface Told {
  statuses: readonly unknown[]
  fulfillments: Record<string, unknown>
  refunds: Record<string, unknown>
  captured: number
}

const statusesOf = ({ order }: Aggregate) => [
  order.status,
  order.payment_status,
  order.fulfillment_status,
]

/** The fold of the events: what somebody knows who has read nothing else. */
function fold(first: readonly unknown[], events: readonly EventDraft[]): Told {
  const told: Told = { statuses: first, fulfillments: {}, refunds: {}, captured: 0 }
  for (const { type, object_type, object_id, data } of events) {
    if (object_type === 'order') {
      told.statuses = [data.status, data.payment_status, data.fulfillment_status]
    } else if (object_type === 'fulfillment' && data.status !== undefined) {
      told.fulfillments[object_id] = data.status
    } else if (object_type === 'refund') told.refunds[object_id] = data.status
    else if (type === 'payment.captured') told.captured += Number(data.operation_amount)
  }
  return told
}

/** Whoever follows the events knows where everything stands; a refund that is sent again waits. */
export function checkFold(first: readonly unknown[], life: Life): void {
  const { fulfillments, payments, refunds } = life.read()
  const told = fold(first, life.events)
  expect(told.statuses).toEqual(statusesOf(life.read()))
  expect(told.fulfillments).toEqual(
    Object.fromEntries(fulfillments.map(({ id, status }) => [id, status])),
  )
  expect(told.captured).toBe(payments.reduce((all, { captured }) => all + captured, 0))
  for (const { id, status } of refunds) {
    if (status !== 'pending') expect(told.refunds[id]).toBe(status)
    else expect(told.refunds[id]).toBeDefined()
  }
}

export { statusesOf }
