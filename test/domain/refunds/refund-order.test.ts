import { expect, it } from 'vitest'
import type { Aggregate } from '../../../api/domain/orders/aggregate'
import { cancelLines } from '../../../api/domain/orders/cancel-order'
import { addPayment } from '../../../api/domain/payments/add-payment'
import { applyAnswer } from '../../../api/domain/payments/apply-answer'
import { type RefundWish, refundOrder, retryRefund } from '../../../api/domain/refunds/refund-order'
import { returnOverpaid } from '../../../api/domain/refunds/return-overpaid'
import { defaultRefundOrder } from '../../../api/domain/refunds/split-tenders'
import { orderOf } from '../orders/support/aggregate'
import { World } from '../payments/support/world'

const wish = (change: Partial<RefundWish>): RefundWish => ({
  ...{ lines: [], shipping: 0, amount: 0, reason: 'test' },
  ...{ destination: 'original', restock: [], ...change },
})
const units = (quantity: number) => ({ lines: [{ line_id: 'lin_0', quantity }] })

/** Three units at 1000 and shipping of 90, paid so far. */
function paid(amount?: number): World {
  const order = orderOf([{ quantity: 3 }])
  const shipping = { shipping_amount: 90, total: 3090 }
  const world = new World({ ...order, order: { ...order.order, ...shipping } })
  const wanted = { gateway: 'test', token: null, capture: true, reference: null } as const
  world.decide((aggregate, at) => addPayment(aggregate, { ...wanted, amount }, at))
  world.settle()
  return world
}
const refund = (world: World, change: Partial<RefundWish>) =>
  world.decide((aggregate, at) => refundOrder(aggregate, wish(change), defaultRefundOrder, at))
    ?.refund

it('gives every unit and every cent of the shipping back once', () => {
  const world = paid()

  expect(refund(world, units(2))?.amount).toBe(2000)
  expect(refund(world, units(2))).toBeUndefined()
  expect(refund(world, { shipping: 60 })?.amount).toBe(60)
  expect(refund(world, { shipping: 60 })).toBeUndefined()
  expect(refund(world, { ...units(1), shipping: 'all' })?.amount).toBe(1030)
  expect(world.aggregate.lines).toMatchObject([{ quantity_refunded: 3 }])
})

/** The refund’s operation, refused by its gateway. */
function refuse(world: World): Aggregate {
  const [waiting] = world.pending()
  const answered = {
    payment_id: waiting?.payment.id ?? '',
    operation_id: waiting?.operation.id ?? '',
    answer: { status: 'failed', error: 'closed' } as const,
    multicapture: true,
  }
  const change = applyAnswer(world.aggregate, answered, world.at)
  world.aggregate = change.aggregate
  expect(change.events.map(({ type }) => type)).toEqual(['refund.failed'])
  expect(applyAnswer(world.aggregate, answered, world.at)).toMatchObject({ events: [] })
  return change.aggregate
}

it('sends what was refused again, unless the money has gone another way meanwhile', () => {
  const world = paid()
  const first = refund(world, units(2))
  expect(refuse(world).refunds).toMatchObject([{ status: 'failed' }])
  const again = world.decide((aggregate, at) =>
    retryRefund(aggregate, first?.id ?? '', undefined, at),
  )
  expect(again?.refund).toMatchObject({ status: 'pending', amount: 2000 })
  refuse(world)
  expect(refund(world, { amount: 1500 })?.amount).toBe(1500)

  const refused = retryRefund(world.aggregate, first?.id ?? '', undefined, world.at)

  expect(refused).toMatchObject({ error: { code: 'exceeds_refundable', refundable: 1590 } })
  expect(retryRefund(world.aggregate, 'ref_none', undefined, world.at)).toMatchObject({
    error: { code: 'unknown_refund' },
  })
})

it('says once that a refund arrived', () => {
  const world = paid()
  refund(world, units(1))
  const [waiting] = world.pending()
  const answered = {
    payment_id: waiting?.payment.id ?? '',
    operation_id: waiting?.operation.id ?? '',
    answer: { status: 'succeeded', reference: 're' } as const,
    multicapture: true,
  }

  const change = applyAnswer(world.aggregate, answered, world.at)

  expect(change.events.map(({ type }) => type)).toEqual(['refund.succeeded'])
  expect(applyAnswer(change.aggregate, answered, world.at).events).toEqual([])
})

it.each([
  ['all that was paid for them', undefined, 2000],
  ['only what is paid beyond what is still owed', 2500, 1410],
  ['nothing while less is paid than is still owed', 1000, undefined],
])('returns with canceled units %s', (_, amount, back) => {
  const world = paid(amount)
  const before = world.aggregate
  const canceled = cancelLines(
    before,
    [{ line_id: 'lin_0', quantity: 2 }],
    { reason: 'x', note: null },
    world.at,
  )
  if (!canceled.ok) throw new Error(canceled.error.code)

  const { aggregate } = returnOverpaid(
    ...([before, canceled.value.aggregate, 'x', defaultRefundOrder, world.at] as const),
  )

  expect(aggregate.refunds[0]?.amount).toBe(back)
  expect(aggregate.lines).toMatchObject([{ quantity_refunded: 2 }])
})
