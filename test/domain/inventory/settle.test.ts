import { expect, it } from 'vitest'
import {
  abandon,
  aborted,
  cancel,
  dispatch,
  emptyShelf,
  hold,
  pin,
  placed,
  releaseByShopper,
  returned,
  shrink,
  units,
} from './support/requests'
import { shown, stocked } from './support/sku'

const refusal = (code: string, evidence = {}) => ({ ok: false, error: { code, ...evidence } })

/** An order of 2 units in Berlin and 1 in Paris. */
function ordered() {
  const sku = stocked({ berlin: 2, paris: 3 })
  sku.ask(pin('att_1', 'r1', 3), 0)
  sku.settle(placed('att_1'), 0)
  expect(stock(sku)).toEqual([committed(2, 0), committed(1, 2)])
  return sku
}

const stock = (sku: ReturnType<typeof stocked>) => [shown(sku, 'berlin'), shown(sku, 'paris')]
const committed = (units: number, available: number) => ({
  on_hand: units + available,
  ...(units > 0 && { committed: units }),
  ...(available > 0 && { available }),
})

it('commits the units of a placed order, once', () => {
  const sku = ordered()
  const entries = sku.ledger.length
  sku.settle(placed('att_1'), 0)
  sku.settle(aborted('att_1'), 0)

  expect(sku.ledger).toHaveLength(entries)
  const entry = { operation: 'commit', from_account: 'reserved', to_account: 'committed' }
  expect(sku.ledger.slice(-2)).toMatchObject([
    { ...entry, location_id: 'berlin', quantity: 2, subject_id: 'ord_of_att_1' },
    { ...entry, location_id: 'paris', quantity: 1, subject_id: 'ord_of_att_1' },
  ])
})

it('does not let a placed reservation be released, nor a released one be placed', () => {
  const sku = stocked({ berlin: 4 })
  sku.ask(hold('r1', 2), 0)
  sku.ask(pin('att_1', 'r1', 2), 0)
  sku.settle(placed('att_1'), 0)
  expect(sku.ask(releaseByShopper('r1'), 0)).toEqual(
    refusal('reservation_placed', { undecided: false }),
  )

  sku.ask(hold('r2', 2), 0)
  sku.ask(releaseByShopper('r2'), 0)
  expect(sku.ask(pin('att_2', 'r2', 2), 0)).toEqual(refusal('reservation_released'))
})

it.each([
  ['placed', placed],
  ['aborted', aborted],
])('ignores that an attempt it knows nothing of, or gave up, was %s', (_, outcome) => {
  const sku = stocked({ berlin: 2 })
  sku.settle(outcome('att_1'), 0)
  sku.ask(abandon('att_2'), 0)
  sku.settle(outcome('att_2'), 0)

  expect(shown(sku, 'berlin')).toEqual({ on_hand: 2, available: 2 })
})

it('gives back the units of a canceled order', () => {
  const sku = ordered()
  sku.carryOut(cancel('att_1', { berlin: 2, paris: 1 }), 0)

  expect(stock(sku)).toEqual([committed(0, 2), committed(0, 3)])
  const entry = { operation: 'cancel', from_account: 'committed', to_account: 'available' }
  expect(sku.ledger.slice(-2)).toMatchObject([
    { ...entry, location_id: 'berlin', quantity: 2, subject_id: 'ord_of_att_1' },
    { ...entry, location_id: 'paris', quantity: 1, subject_id: 'ord_of_att_1' },
  ])
})

it('gives back part of an order, and later the rest', () => {
  const sku = ordered()
  sku.carryOut(cancel('att_1', { berlin: 1 }), 0)
  expect(stock(sku)).toEqual([committed(1, 1), committed(1, 2)])

  sku.carryOut(cancel('att_1', { berlin: 1, paris: 1 }), 0)
  expect(stock(sku)).toEqual([committed(0, 2), committed(0, 3)])
})

it.each([
  ['they were given back before', { berlin: 2 }, { berlin: 2 }],
  ['there are fewer', { berlin: 1 }, { berlin: 9 }],
  ['there are none', {}, { rome: 1, berlin: 2 }],
])('gives no unit of an order back twice when %s', (_, first, second) => {
  const sku = ordered()
  sku.carryOut(cancel('att_1', first), 0)
  sku.carryOut(cancel('att_1', second), 0)

  expect(stock(sku)).toEqual([committed(0, 2), committed(1, 2)])
})

it('counts together what a task says of one location in parts', () => {
  const sku = ordered()
  const twice = [...units({ berlin: 1 }), ...units({ berlin: 2 })]
  sku.carryOut({ ...cancel('att_1', {}), units: twice }, 0)

  expect(stock(sku)).toEqual([committed(0, 2), committed(1, 2)])
})

it('commits first what a task proves to be placed', () => {
  const sku = stocked({ berlin: 4 })
  sku.ask(hold('r1', 3), 0)
  sku.ask(pin('att_1', 'r1', 3), 0)
  sku.carryOut(cancel('att_1', { berlin: 1 }), 0)

  expect(shown(sku, 'berlin')).toEqual(committed(2, 2))
  expect(sku.ledger.slice(-2).map(({ operation }) => operation)).toEqual(['commit', 'cancel'])
  expect(sku.ask(releaseByShopper('r1'), 0)).toEqual(
    refusal('reservation_placed', { undecided: false }),
  )
  sku.settle(placed('att_1'), 0)
  expect(shown(sku, 'berlin')).toEqual(committed(2, 2))
})

it.each([
  ['nobody knows', () => undefined],
  ['was given up', (sku: ReturnType<typeof stocked>) => sku.ask(abandon('att_1'), 0)],
])('ignores a task for an attempt that %s', (_, happen) => {
  const sku = stocked({ berlin: 4 })
  happen(sku)
  sku.carryOut(cancel('att_1', { berlin: 1 }), 0)

  expect(shown(sku, 'berlin')).toEqual({ on_hand: 4, available: 4 })
})

it('sends units to the customer and leaves `available` as it was', () => {
  const sku = ordered()
  sku.carryOut(dispatch('att_1', { paris: 1 }), 0)

  expect(stock(sku)).toEqual([committed(2, 0), committed(0, 2)])
  expect(sku.ledger.at(-1)).toMatchObject({
    ...{ operation: 'dispatch', from_account: 'committed', to_account: 'customer' },
    ...{ location_id: 'paris', quantity: 1, subject_id: 'ord_of_att_1' },
  })
})

it('sends no unit twice, and gives back none that left', () => {
  const sku = ordered()
  sku.carryOut(dispatch('att_1', { berlin: 2 }), 0)
  sku.carryOut(dispatch('att_1', { berlin: 2 }), 0)
  sku.carryOut(cancel('att_1', { berlin: 2 }), 0)

  expect(stock(sku)).toEqual([{}, committed(1, 2)])
})

it('commits and sends at once what is handed over at the till', () => {
  const sku = stocked({ berlin: 4 })
  sku.ask(pin('att_1', 'r1', 3), 0)
  sku.carryOut(dispatch('att_1', { berlin: 3 }), 0)

  expect(shown(sku, 'berlin')).toEqual(committed(0, 1))
  expect(sku.ledger.slice(-2).map(({ operation }) => operation)).toEqual(['commit', 'dispatch'])
})

it.each([
  ['available', { on_hand: 2, available: 2 }],
  ['damaged', { on_hand: 2, damaged: 2 }],
  ['quality_control', { on_hand: 2, quality_control: 2 }],
] as const)('takes units back as %s, at a location that never had any', (account, expected) => {
  const sku = ordered()
  sku.carryOut(returned(account, { rome: 2 }), 0)

  expect(shown(sku, 'rome')).toEqual(expected)
  expect(stock(sku)).toEqual([committed(2, 0), committed(1, 2)])
})

it('writes off what an order was promised and nobody finds', () => {
  const sku = ordered()
  sku.carryOut(shrink('att_1', { paris: 1 }), 0)
  expect(stock(sku)).toEqual([committed(2, 0), committed(0, 2)])

  sku.carryOut(emptyShelf('paris'), 0)
  sku.carryOut(emptyShelf('paris'), 0)
  expect(stock(sku)).toEqual([committed(2, 0), {}])
})

it('leaves on an empty shelf what others were promised there', () => {
  const sku = ordered()
  sku.carryOut(emptyShelf('paris'), 0)

  expect(stock(sku)).toEqual([committed(2, 0), committed(1, 0)])
})
