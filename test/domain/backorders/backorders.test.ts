import { expect, it } from 'vitest'
import { missingUnits } from '../../../api/domain/backorders/missing'
import { acceptsBackorder } from '../../../api/domain/backorders/policy'
import { cancelLines } from '../../../api/domain/orders/cancel-order'
import { derive } from '../../../api/domain/orders/derive'
import { at, NOW, orderOf } from '../orders/support/aggregate'

const day = Date.parse('2027-01-15T00:00:00.000Z')

it.each([
  [{ policy: 'deny' }, 0, false],
  [{ policy: 'deny', limit: 9, available_on: '2027-01-15' }, 0, false],
  [{ policy: 'allow' }, 0, true],
  [{ policy: 'preorder' }, 0, false],
  [{ policy: 'preorder', available_on: '2027-01-15' }, day - 1, true],
  [{ policy: 'preorder', available_on: '2027-01-15' }, day, false],
] as const)('accepts by %j at %i: %s', (policy, now, expected) => {
  expect(acceptsBackorder(policy, now)).toBe(expected)
})

const parts = [
  { sku: 'A', quantity: 2 },
  { sku: 'B', quantity: 1 },
]
/** Three kits of which one lacks its B. */
function lacking() {
  const whole = orderOf([{ quantity: 3, components: parts, at: { berlin: 3 } }])
  const without = (quantity: number, sku: string) => (sku === 'B' ? quantity - 1 : quantity)
  return derive(
    {
      ...whole,
      allocations: whole.allocations.map((row) => ({
        ...row,
        quantity: without(row.quantity, row.sku),
      })),
      fulfillments: whole.fulfillments.map((each) => ({
        ...each,
        lines: each.lines.map((line) => ({ ...line, quantity: without(line.quantity, line.sku) })),
      })),
    },
    NOW,
  )
}

it('counts kits that wait, and the units that are missing for them', () => {
  const order = lacking()
  expect(order.lines).toMatchObject([{ quantity_backordered: 1 }])
  expect(missingUnits(order)).toEqual([{ position: 0, sku: 'B', quantity: 1 }])
})

it('gives back what a kit had got, when the kit that waits is canceled', () => {
  const canceled = cancelLines(
    lacking(),
    [{ line_id: 'lin_0', quantity: 1 }],
    { reason: 'x', note: null },
    at(),
  )

  if (!canceled.ok) throw new Error(canceled.error.code)
  const { aggregate, tasks } = canceled.value
  expect(tasks).toMatchObject([
    { sku: 'A', task: { type: 'cancel', units: [{ location_id: 'berlin', quantity: 2 }] } },
  ])
  expect(missingUnits(aggregate)).toEqual([])
  expect(aggregate.fulfillments.flatMap(({ lines }) => lines)).toMatchObject([
    { sku: 'A', quantity: 4 },
    { sku: 'B', quantity: 2 },
  ])
})

it('lets nothing of an order that ships whole leave before all is there', () => {
  const waiting = derive(
    { ...lacking(), order: { ...lacking().order, ship_complete: true, terms: 'on_account' } },
    NOW,
  )
  expect(waiting.fulfillments).toMatchObject([
    { status: 'on_hold', held_from: 'open', holds: ['inventory_out_of_stock'] },
  ])
  const [row] = waiting.allocations.filter(({ sku }) => sku === 'B')
  const filled = derive(
    {
      ...waiting,
      allocations: waiting.allocations.map((each) =>
        each === row ? { ...each, quantity: 3 } : each,
      ),
    },
    NOW,
  )
  expect(filled.fulfillments).toMatchObject([{ status: 'open', held_from: null, holds: [] }])
})

it('holds an order for stock no longer than it wants some', () => {
  const short = lacking()
  const hold = (reason: 'inventory_out_of_stock' | 'other') => {
    return { id: `hld_${reason}` as const, reason, note: null, created_at: NOW }
  }
  const holds = [hold('inventory_out_of_stock'), hold('other')]
  const held = { ...short, order: { ...short.order, holds } }
  const cancel = (quantity: number) => {
    const gone = [{ line_id: 'lin_0' as const, quantity }]
    return cancelLines(held, gone, { reason: 'x', note: null }, at())
  }

  expect(cancel(1)).toMatchObject({ value: { aggregate: { order: { holds: [holds[1]] } } } })
  const whole = { ...orderOf([{ quantity: 2 }]), order: held.order }
  const gone = [{ line_id: 'lin_0' as const, quantity: 1 }]
  expect(cancelLines(whole, gone, { reason: 'x', note: null }, at())).toMatchObject({
    value: { aggregate: { order: { holds } } },
  })
})
