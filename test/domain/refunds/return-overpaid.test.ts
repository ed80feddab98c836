import { expect, it } from 'vitest'
import type { Aggregate, Change } from '../../../api/domain/orders/aggregate'
import { cancelLines } from '../../../api/domain/orders/cancel-order'
import { derive } from '../../../api/domain/orders/derive'
import { type AddedLines, editOrder, nothingAdded } from '../../../api/domain/orders/edit-order'
import { addPayment } from '../../../api/domain/payments/add-payment'
import { capturePayment } from '../../../api/domain/payments/capture-payment'
import { giveBack } from '../../../api/domain/payments/give-back'
import { refundOrder } from '../../../api/domain/refunds/refund-order'
import { defaultRefundOrder } from '../../../api/domain/refunds/split-tenders'
import { NOW, orderOf } from '../orders/support/aggregate'
import { World } from '../payments/support/world'

/** Two units at 1000 and one at 500, paid. */
function shop(capture = true) {
  const world = new World(orderOf([{ quantity: 2 }, { quantity: 1, unit_price: 500 }]))
  const wanted = { gateway: 'test', token: null, capture, reference: null } as const
  world.decide((aggregate, at) => addPayment(aggregate, wanted, at))
  world.settle()
  const edit = (change: object, added: AddedLines = nothingAdded) =>
    world.decide((before, at) => {
      const wish = { remove: [], prices: [], shipping_address: undefined, ...change }
      const edited = editOrder(before, wish, added, at)
      return edited.ok ? giveBack(before, edited.value, 'edited', defaultRefundOrder, at) : edited
    })
  const cancel = (quantity: number) =>
    world.decide((before, at) => {
      const units = [{ line_id: 'lin_0' as const, quantity }]
      const gone = cancelLines(before, units, { reason: 'x', note: null }, at)
      return gone.ok ? giveBack(before, gone.value, 'x', defaultRefundOrder, at) : gone
    })
  return { world, edit, cancel }
}

const lineMore = (aggregate: Aggregate, unit_price: number): AddedLines => {
  const [line] = orderOf([{ quantity: 1, unit_price }]).lines
  const position = aggregate.lines.length
  return { ...nothingAdded, lines: line ? [{ ...line, id: `lin_${position}`, position }] : [] }
}
const amounts = ({ refunds }: Aggregate) =>
  refunds.map(({ amount, goodwill, overpayment }) => [amount, goodwill, overpayment])
const unpaidHold = ({ fulfillments }: Aggregate) => fulfillments.map(({ status }) => status)

it('gives a difference in price back, once', () => {
  const { world, edit } = shop()

  const change = edit({ prices: [{ line_id: 'lin_0', unit_price: 900 }] }) as Change
  world.settle()

  expect(change.events.map(({ type }) => type)).toEqual(['order.edited', 'refund.created'])
  expect(amounts(world.aggregate)).toEqual([[200, 200, 200]])
  expect(world.aggregate.order).toMatchObject({
    ...{ payment_status: 'partially_refunded', amount_refunded: 200, amount_payable: 2_300 },
  })
  edit({ shipping_address: world.aggregate.order.shipping_address ?? undefined, prices: [] })
  edit({ prices: [{ line_id: 'lin_0', unit_price: 900 }] })
  expect(amounts(world.aggregate)).toEqual([[200, 200, 200]])
})

it('gives units back with what is left of a difference, and not what new lines take', () => {
  const { world, edit } = shop()

  edit({ remove: [{ line_id: 'lin_0', quantity: 1 }] }, lineMore(world.aggregate, 400))
  world.settle()
  expect(world.aggregate.refunds).toMatchObject([
    { amount: 600, goodwill: 0, overpayment: 600, lines: [{ quantity: 1, amount: 1_000 }] },
  ])

  edit({
    remove: [{ line_id: 'lin_0', quantity: 1 }],
    prices: [{ line_id: 'lin_1', unit_price: 1 }],
  })
  world.settle()
  expect(amounts(world.aggregate)).toEqual([
    [600, 0, 600],
    [1_499, 499, 1_499],
  ])
  expect(world.tally()).toEqual({ captured: 2_500, refunded: 2_099 })
})

it('makes due again what is added after it was given back, and sends nothing before', () => {
  const { world, edit, cancel } = shop()
  cancel(1)
  world.settle()
  expect(unpaidHold(world.aggregate)).toEqual(['open'])

  edit({}, lineMore(world.aggregate, 1_000))

  expect(world.aggregate.order).toMatchObject({
    ...{ amount_payable: 2_500, amount_captured: 2_500, amount_refunded: 1_000 },
    payment_status: 'partially_paid',
  })
  expect(unpaidHold(world.aggregate)).toEqual(['on_hold'])
  const wanted = { gateway: 'test', token: null, capture: true, reference: null } as const
  const paid = world.decide((aggregate, at) => addPayment(aggregate, wanted, at))
  expect(paid?.payment.amount).toBe(1_000)
  world.settle()
  expect(unpaidHold(world.aggregate)).toEqual(['open'])
  expect(world.aggregate.order.payment_status).toBe('partially_refunded')
})

it('does not take goodwill for money that is due again', () => {
  const { world } = shop()
  const [payment] = world.aggregate.payments
  const kept = {
    ...world.aggregate,
    payments: payment ? [{ ...payment, refunded: 300 }] : [],
  }

  expect(derive(kept, NOW).order.payment_status).toBe('partially_refunded')
  expect(unpaidHold(derive(kept, NOW))).toEqual(['open'])
})

it('captures no more than the order costs by then', () => {
  const { world, edit } = shop(false)
  edit({ prices: [{ line_id: 'lin_0', unit_price: 900 }] })
  expect(world.aggregate.refunds).toEqual([])
  const payment_id = world.aggregate.payments[0]?.id ?? ''

  const capture = () =>
    world.decide((aggregate, at) => capturePayment(aggregate, { payment_id }, at))
  capture()
  world.settle()

  expect(world.tally().captured).toBe(2_300)
  expect(capturePayment(world.aggregate, { payment_id }, world.at)).toMatchObject({
    error: { code: 'nothing_due' },
  })
})

it('captures what is authorized late only as far as the order still costs it', () => {
  const world = new World(orderOf([{ quantity: 2 }]))
  const wanted = { gateway: 'test', token: null, capture: true, reference: null } as const
  world.decide((aggregate, at) => addPayment(aggregate, wanted, at))
  world.decide((before, at) => {
    const remove = [{ line_id: 'lin_0' as const, quantity: 1 }]
    return editOrder(before, { remove, prices: [], shipping_address: undefined }, nothingAdded, at)
  })

  world.settle()

  expect(world.tally()).toEqual({ captured: 1_000, refunded: 0 })
})

it('does not pay a unit back again that was refunded before it was canceled', () => {
  const { world, edit, cancel } = shop()
  const by_hand = (quantity: number) =>
    world.decide((aggregate, at) => {
      const wish = { lines: [{ line_id: 'lin_0', quantity }], shipping: 0, amount: 0, reason: 'x' }
      const sent = { ...wish, destination: 'original' as const, restock: [] }
      return refundOrder(aggregate, sent, defaultRefundOrder, at)
    })
  by_hand(1)
  world.settle()

  cancel(1)
  world.settle()
  expect(amounts(world.aggregate)).toEqual([[1_000, 0, 1_000]])
  expect(world.aggregate.order).toMatchObject({
    ...{ payment_status: 'partially_refunded', amount_refunded: 1_000, amount_payable: 1_500 },
  })
  expect(world.aggregate.lines[0]).toMatchObject({ quantity_canceled: 1, quantity_refunded: 1 })

  edit({ prices: [{ line_id: 'lin_1', unit_price: 400 }] })
  edit({ remove: [{ line_id: 'lin_1', quantity: 1 }] })
  world.settle()
  expect(amounts(world.aggregate).map(([amount]) => amount)).toEqual([1_000, 100, 400])
})
