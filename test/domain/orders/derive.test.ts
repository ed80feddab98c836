import { expect, it } from 'vitest'
import { derive } from '../../../api/domain/orders/derive'
import type { OrderHold } from '../../../api/domain/orders/order'
import { captured, NOW, orderOf, paid, worked } from './support/aggregate'

const hold: OrderHold = { id: 'hld_1', reason: 'other', note: null, created_at: NOW }
const one = orderOf([{ quantity: 2, unit_price: 500 }])

it.each([
  ['nothing is paid', [], 'pending', 'on_hold'],
  ['part is paid', [captured(400)], 'partially_paid', 'on_hold'],
  ['all is paid', [captured(1_000)], 'paid', 'open'],
  ['part went back', [captured(1_000, 1)], 'partially_refunded', 'open'],
  ['all went back', [captured(1_000, 1_000)], 'refunded', 'open'],
  [
    'it is authorized',
    [{ ...captured(1_000), captured: 0, status: 'authorized' as const }],
    'authorized',
    'open',
  ],
])('where %s, payment is %s', (_, payments, payment_status, work) => {
  const { order, fulfillments } = derive({ ...one, payments }, NOW)

  expect(order).toMatchObject({ status: 'open', payment_status })
  expect(fulfillments.map(({ status }) => status)).toEqual([work])
})

it('waits for a gateway before it is open', () => {
  const payment = { ...captured(1_000), captured: 0, authorized: 0, status: 'pending' as const }

  expect(derive({ ...one, payments: [payment] }, NOW).order.status).toBe('pending')
  expect(derive({ ...one, payments: [{ ...payment, status: 'failed' }] }, NOW).order.status).toBe(
    'open',
  )
})

it('lets an order on account proceed unpaid, and a free one', () => {
  const terms = orderOf([{ quantity: 1 }], { terms: 'on_account' })
  const free = orderOf([{ quantity: 1, unit_price: 0 }])

  expect(terms).toMatchObject({ order: { payment_status: 'pending' } })
  expect([terms, free].map(({ fulfillments }) => fulfillments[0]?.status)).toEqual(['open', 'open'])
  expect(free.order.payment_status).toBe('paid')
})

it('stops work while a hold stands, and goes on where it stood', () => {
  const picking = worked(paid(one), 'picking')
  const held = derive({ ...picking, order: { ...picking.order, holds: [hold] } }, NOW)
  expect(held.order.status).toBe('on_hold')
  expect(held.fulfillments).toMatchObject([{ status: 'on_hold', held_from: 'picking' }])

  const freed = derive({ ...held, order: { ...held.order, holds: [] } }, NOW)
  expect(freed.order.status).toBe('open')
  expect(freed.fulfillments).toMatchObject([{ status: 'picking', held_from: null }])
})

it('holds nothing back that has left already', () => {
  const sent = worked(paid(one), 'shipped')

  const held = derive({ ...sent, order: { ...sent.order, holds: [hold] } }, NOW)

  expect(held.fulfillments).toEqual(sent.fulfillments)
})

it('counts a kit as fulfilled when all its components left', () => {
  const components = [
    { sku: 'A', quantity: 2 },
    { sku: 'B', quantity: 1 },
  ]
  const kit = orderOf([{ quantity: 2, components }])
  const sent = (a: number, b: number) => {
    const allocations = kit.allocations.map((row) => {
      return { ...row, quantity_dispatched: row.sku === 'A' ? a : b }
    })
    const { lines, order } = derive({ ...worked(kit, 'shipped'), allocations }, NOW)
    return [lines[0]?.quantity_fulfilled, order.fulfillment_status]
  }

  expect(sent(4, 0)).toEqual([0, 'partially_fulfilled'])
  expect(sent(3, 2)).toEqual([1, 'partially_fulfilled'])
  expect(sent(4, 2)).toEqual([2, 'fulfilled'])
})

it('stays open while a rest waits to be sent, although a part came back', () => {
  const order = orderOf([{ quantity: 2, unit_price: 0 }])
  const [line] = order.lines
  const back = line ? [{ ...line, quantity_returned: 1 }] : []
  const allocations = order.allocations.map((row) => ({ ...row, quantity_dispatched: 1 }))

  expect(derive({ ...order, lines: back, allocations }, NOW).order).toMatchObject({
    ...{ status: 'open', fulfillment_status: 'partially_returned' },
  })
})

it('closes what has arrived and is paid, and nothing sooner', () => {
  const all = (status: 'shipped' | 'delivered', amount: number) => {
    const aggregate = worked(paid(one, amount), status)
    const allocations = aggregate.allocations.map((row) => {
      return { ...row, quantity_dispatched: row.quantity }
    })
    const { order } = derive({ ...aggregate, allocations }, NOW)
    return [order.status, order.fulfillment_status]
  }

  expect(all('shipped', 1_000)).toEqual(['open', 'fulfilled'])
  expect(all('delivered', 400)).toEqual(['open', 'delivered'])
  expect(all('delivered', 1_000)).toEqual(['closed', 'delivered'])
})
