import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Aggregate } from '../../../api/domain/orders/aggregate'
import { cancelLines, cancelOrder } from '../../../api/domain/orders/cancel-order'
import { derive, payable } from '../../../api/domain/orders/derive'
import { editOrder, nothingAdded, type OrderEdit } from '../../../api/domain/orders/edit-order'
import { holdOrder, releaseOrder } from '../../../api/domain/orders/hold-order'
import { at, NOW, orderOf, paid, worked } from './support/aggregate'

const edit = (aggregate: Aggregate, change: Partial<OrderEdit>) =>
  editOrder(
    aggregate,
    { remove: [], prices: [], shipping_address: undefined, ...change },
    nothingAdded,
    at(),
  )
const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const remove = (quantity: number, line_id = 'lin_0' as const) => [{ line_id, quantity }]
const why = { reason: 'changed my mind', note: null }

const address = {
  ...{ name: 'Ada', line1: 'Torstraße 2', city: 'Berlin', postal_code: '10119', country: 'DE' },
}

it.each([
  ['more units than are wanted', { remove: remove(4) }, 'units_in_progress', 3],
  [
    'a line of another order',
    { remove: [{ line_id: 'lin_9' as const, quantity: 1 }] },
    'unknown_line',
  ],
  [
    'a price of another order',
    { prices: [{ line_id: 'lin_9' as const, unit_price: 1 }] },
    'unknown_line',
  ],
  ['every unit', { remove: remove(3) }, 'nothing_left'],
])('refuses to edit %s', (_, change, code, quantity_editable?: number) => {
  const result = edit(paid(orderOf([{ quantity: 3 }])), change)

  expect(result).toMatchObject({
    ok: false,
    error: { code, ...(quantity_editable !== undefined && { quantity_editable }) },
  })
})

it.each(['picking', 'packed', 'shipped'] as const)('leaves units alone that are %s', (state) => {
  const aggregate = worked(paid(orderOf([{ quantity: 3 }])), state)

  const error = { code: 'units_in_progress', line_id: 'lin_0', quantity_editable: 0 }
  expect(edit(aggregate, { remove: remove(1) })).toEqual({ ok: false, error })
  expect(cancelLines(aggregate, remove(1), why, at())).toEqual({ ok: false, error })
})

it.each(['canceled', 'closed'] as const)('leaves an order alone that is %s', (status) => {
  const aggregate = orderOf([{ quantity: 2 }])
  const ended = { ...aggregate, order: { ...aggregate.order, status } }

  expect(edit(ended, { remove: remove(1) })).toMatchObject({ error: { code: 'not_editable' } })
  expect(cancelLines(ended, remove(1), why, at())).toMatchObject({
    error: { code: 'illegal_transition', from: status, allowed: [] },
  })
})

it('takes units from the newest fulfillment first, and gives them back to its shelf', () => {
  const aggregate = paid(orderOf([{ quantity: 5, at: { berlin: 3, paris: 2 } }]))

  const { aggregate: edited, tasks } = value(edit(aggregate, { remove: remove(3) }))

  expect(edited.fulfillments).toMatchObject([
    { location_id: 'berlin', status: 'open', lines: [{ quantity: 2 }] },
    { location_id: 'paris', status: 'canceled' },
  ])
  expect(tasks).toEqual([
    {
      sku: 'SKU-0',
      task: {
        ...{ type: 'cancel', attempt_id: 'att_1', order_id: 'ord_1' },
        units: [
          { location_id: 'paris', quantity: 2 },
          { location_id: 'berlin', quantity: 1 },
        ],
      },
    },
  ])
  expect(edited.allocations.map(({ quantity }) => quantity)).toEqual([2, 0])
})

it('counts a line that is named twice together, and takes no unit beside those', () => {
  const aggregate = paid(orderOf([{ quantity: 3, tax: 10 }]))

  const twice = value(cancelLines(aggregate, [...remove(1), ...remove(1)], why, at()))

  expect(twice.aggregate).toEqual(value(cancelLines(aggregate, remove(2), why, at())).aggregate)
  expect(twice.aggregate.allocations).toMatchObject([{ quantity: 1 }])
  expect(derive(twice.aggregate, NOW).lines).toMatchObject([
    { quantity_canceled: 2, quantity_backordered: 0 },
  ])
})

it('takes the components of a kit in whole kits', () => {
  const components = [
    { sku: 'A', quantity: 2 },
    { sku: 'B', quantity: 1 },
  ]
  const aggregate = paid(orderOf([{ quantity: 3, components }]))

  const { tasks } = value(edit(aggregate, { remove: remove(2) }))

  const units = (quantity: number) => [{ location_id: 'berlin', quantity }]
  expect(tasks).toMatchObject([
    { sku: 'A', task: { units: units(4) } },
    { sku: 'B', task: { units: units(2) } },
  ])
})

it('takes units that wait for stock before units that are there', () => {
  const aggregate = paid(orderOf([{ quantity: 3, at: { berlin: 1 } }]))
  const lines = aggregate.lines.map((line) => ({ ...line, quantity_backordered: 2 }))

  const { aggregate: edited, tasks } = value(edit({ ...aggregate, lines }, { remove: remove(2) }))

  expect(edited.lines).toMatchObject([{ quantity_backordered: 0, quantity_canceled: 2 }])
  expect(tasks).toEqual([])
})

it('moves no stock when only a price changes', () => {
  const aggregate = paid(orderOf([{ quantity: 2, discount: 100 }, { quantity: 1 }]))

  const change = value(
    edit(aggregate, { prices: [{ line_id: 'lin_0', unit_price: 900, tax: 70 }] }),
  )

  expect(change.tasks).toEqual([])
  expect(change.aggregate.order).toMatchObject({ subtotal: 2_800, tax: 70, total: 2_770 })
  expect(change.aggregate.lines[0]).toMatchObject({ unit_price: 900, discount: 100, total: 1_770 })
  expect(derive(change.aggregate, NOW).order.payment_status).toBe('paid')
})

it('changes the address until somebody packs', () => {
  const aggregate = paid(orderOf([{ quantity: 1 }]))

  const { order } = value(edit(aggregate, { shipping_address: address })).aggregate
  expect(order.shipping_address).toEqual(address)
  expect(edit(worked(aggregate, 'packed'), { shipping_address: address })).toMatchObject({
    error: { code: 'already_packed', fulfillment_id: 'ful_1' },
  })
})

it('owes nothing for what was canceled, to the cent, in whatever portions it goes', () => {
  const portions = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 })
  const amounts = fc.record({ unit_price: fc.nat(999), tax: fc.nat(999) })
  fc.assert(
    fc.property(portions, amounts, (parts, { unit_price, tax }) => {
      const quantity = parts.reduce((sum, part) => sum + part, 1)
      let aggregate = orderOf([{ quantity, unit_price, tax }])
      const { total } = aggregate.order
      for (const part of parts) {
        const before = payable(aggregate)
        aggregate = derive(value(cancelLines(aggregate, remove(part), why, at())).aggregate, NOW)
        expect(payable(aggregate)).toBeLessThanOrEqual(before)
      }
      // One unit is left: the last slice.
      const owed =
        unit_price + tax - Math.floor((2 * tax * (quantity - 1) + quantity) / (2 * quantity))
      expect(payable(aggregate)).toBe(owed)
      expect(aggregate.order.total).toBe(total)
      const last = derive(value(cancelLines(aggregate, remove(1), why, at())).aggregate, NOW)
      expect(last.order.status).toBe('canceled')
      expect(payable(last)).toBe(0)
    }),
  )
})

it('cancels nothing whole of which something has left', () => {
  const sent = worked(paid(orderOf([{ quantity: 1 }])), 'shipped')

  expect(cancelOrder(sent, why, at())).toEqual({
    ok: false,
    error: { code: 'already_fulfilled', fulfillments: ['ful_1'] },
  })
})

it('holds for several reasons at once, and goes on when the last is released', () => {
  const draw = at()
  const open = paid(orderOf([{ quantity: 1 }]))
  const first = value(holdOrder(open, { reason: 'high_risk_of_fraud', note: null }, draw))
  const held = derive(first.aggregate, NOW)
  const second = value(holdOrder(held, { reason: 'other', note: 'ask Ada' }, draw))
  const both = derive(second.aggregate, NOW)
  expect(both.order.holds.map(({ id }) => id)).toEqual(['hld_1', 'hld_2'])

  const one = derive(value(releaseOrder(both, first.hold.id)).aggregate, NOW)
  expect([one.order.status, one.fulfillments[0]?.status]).toEqual(['on_hold', 'on_hold'])
  expect(releaseOrder(one, first.hold.id)).toEqual({
    ok: false,
    error: { code: 'unknown_hold', hold_id: 'hld_1', holds: ['hld_2'] },
  })
  const none = derive(value(releaseOrder(one, second.hold.id)).aggregate, NOW)
  expect([none.order.status, none.fulfillments[0]?.status]).toEqual(['open', 'open'])
})

it.each(['canceled', 'closed'] as const)('does not hold an order that is %s', (status) => {
  const aggregate = orderOf([{ quantity: 1 }])
  const ended = { ...aggregate, order: { ...aggregate.order, status } }

  expect(holdOrder(ended, { reason: 'other', note: null }, at())).toMatchObject({
    error: { code: 'illegal_transition', from: status, to: 'on_hold' },
  })
})
