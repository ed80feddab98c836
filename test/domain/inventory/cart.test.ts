/** Whole carts over several SKUs, as the requests that hold them see it. */
import { expect, it } from 'vitest'
import { explode } from '../../../api/domain/catalog/kit'
import { sumDemands } from '../../../api/domain/inventory/demand'
import { demand, hold, releaseByRun } from './support/requests'
import { shown, stocked } from './support/sku'

const nobody = () => []
const kits: Record<string, { sku: string; quantity: number }[]> = {
  K: [
    { sku: 'A', quantity: 2 },
    { sku: 'B', quantity: 1 },
  ],
}
const componentsOf = (sku: string) => kits[sku] ?? []

/** Holds a cart on every SKU it needs; the SKUs that refused it. */
function holdCart(
  skus: Record<string, ReturnType<typeof stocked>>,
  reservation_id: string,
  lines: { sku: string; quantity: number }[],
) {
  return [...sumDemands(explode(lines, componentsOf))].flatMap(([name, wanted]) => {
    const answer = skus[name]?.ask(hold(reservation_id, 0, { demand: wanted }), 0)
    return answer?.ok ? [] : [[name, answer?.error]]
  })
}

it('refuses two lines of one SKU that together want too much', () => {
  const skus = { A: stocked({ berlin: 5 }) }
  const cart = [
    { sku: 'A', quantity: 5 },
    { sku: 'A', quantity: 5 },
  ]

  expect(holdCart(skus, 'r1', cart)).toMatchObject([['A', { requested: 10, available: 5 }]])
  expect(shown(skus.A, 'berlin')).toEqual({ on_hand: 5, available: 5 })
})

it.each([
  [{ K: 3 }, []],
  [{ K: 4 }, [['A', { requested: 8, available: 7 }]]],
  [{ K: 3, A: 1 }, []],
  [{ K: 3, A: 2 }, [['A', { requested: 8, available: 7 }]]],
  [{ K: 3, B: 2 }, []],
  [
    { K: 4, B: 2 },
    [
      ['A', { requested: 8, available: 7 }],
      ['B', { requested: 6, available: 5 }],
    ],
  ],
])('holds the parts of a kit of 2 A and 1 B, with 7 A and 5 B there: %o', (wanted, refused) => {
  const skus = { A: stocked({ berlin: 7 }), B: stocked({ berlin: 5 }) }
  const cart = Object.entries(wanted).map(([sku, quantity]) => ({ sku, quantity }))

  expect(holdCart(skus, 'r1', cart)).toMatchObject(refused)
})

it('leaves SKUs that are no kits as they are', () => {
  const lines = [{ sku: 'A', quantity: 2, location_id: 'paris' }]

  expect(explode(lines, nobody)).toEqual([{ line: 0, ...lines[0] }])
})

it('makes parts of a kit, each at the location of its line', () => {
  const lines = [
    { sku: 'X', quantity: 1 },
    { sku: 'K', quantity: 3, location_id: 'paris' },
  ]

  expect(explode(lines, componentsOf)).toEqual([
    { line: 0, sku: 'X', quantity: 1, location_id: undefined },
    { line: 1, sku: 'A', quantity: 6, location_id: 'paris' },
    { line: 1, sku: 'B', quantity: 3, location_id: 'paris' },
  ])
})

it('has everything back in time when a request dies with two of three SKUs held', () => {
  const skus = ['A', 'B', 'C'].map(() => stocked({ berlin: 1 }))
  for (const sku of skus.slice(0, 2)) sku.ask(hold('r1', 1), 0)

  for (const sku of skus) {
    expect(sku.ask(hold('r2', 1), 600)).toMatchObject({ ok: true })
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 1, reserved: 1 })
  }
})

it('frees the SKUs it has when one refuses, and tries again under another id', () => {
  const [a, b] = [stocked({ berlin: 1 }), stocked({ berlin: 0, paris: 0 })]
  a.ask(hold('key.0', 1), 0)
  expect(b.ask(hold('key.0', 1), 0)).toMatchObject({ ok: false })
  a.ask(releaseByRun('key.0'), 0)

  expect(shown(a, 'berlin')).toEqual({ on_hand: 1, available: 1 })
  const codes = [a, b].map((sku) => sku.ask(hold('key.0', 1, { run: 'retry' }), 0))
  expect(codes).toMatchObject([
    { error: { code: 'superseded' } },
    { error: { code: 'superseded' } },
  ])
  expect(a.ask(hold('key.1', 1, { demand: demand(1) }), 0)).toMatchObject({ ok: true })
})
