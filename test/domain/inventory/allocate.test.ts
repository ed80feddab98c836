import fc from 'fast-check'
import { expect, it } from 'vitest'
import { allocate } from '../../../api/domain/inventory/allocate'
import { faultsOf, mostOf, overdrawn, quantityOf } from './support/promise'
import { anywhere, demand, source, units } from './support/requests'

type Shelves = Readonly<Record<string, number>>
const on = (shelves: Shelves) => (location_id: string) => shelves[location_id] ?? 0

/** A shop serves those who name it, and ships nothing. */
const with_shop = source(['berlin', 'paris'], { named_only: ['shop'] })

it.each<[string, Parameters<typeof demand>, typeof anywhere, Shelves, Shelves]>([
  ['the preferred location first', [3], anywhere, { berlin: 5, paris: 5 }, { berlin: 3 }],
  ['what is left at the next', [3], anywhere, { berlin: 2, paris: 5 }, { berlin: 2, paris: 1 }],
  ['one unit from each of two', [2], anywhere, { berlin: 1, paris: 1 }, { berlin: 1, paris: 1 }],
  ['nothing from a shortage', [3], anywhere, { berlin: -1, paris: 4 }, { paris: 3 }],
  ['all there is', [7], anywhere, { berlin: 3, paris: 4 }, { berlin: 3, paris: 4 }],
  [
    'a named location before others',
    [2, { paris: 2 }],
    anywhere,
    { berlin: 9, paris: 2 },
    { paris: 2 },
  ],
  [
    'the rest by preference',
    [4, { paris: 1 }],
    anywhere,
    { berlin: 2, paris: 9 },
    { paris: 2, berlin: 2 },
  ],
  ['a shop that is named', [1, { shop: 1 }], with_shop, { berlin: 9, shop: 1 }, { shop: 1 }],
  [
    'all but the buffer',
    [3],
    source(['berlin', 'paris'], { buffer: 2 }),
    { berlin: 1, paris: 4 },
    { berlin: 1, paris: 2 },
  ],
  ['up to the cap', [2], source(['berlin'], { cap: 2 }), { berlin: 9 }, { berlin: 2 }],
])('takes %s', (_, wanted, from, shelves, expected) => {
  const allocated = allocate(demand(...wanted), from, on(shelves))

  expect(allocated.ok && new Set(allocated.value)).toEqual(new Set(units(expected)))
})

it.each<[string, Parameters<typeof demand>, typeof anywhere, Shelves, number]>([
  ['more than there is', [6], anywhere, { berlin: 3, paris: 2 }, 5],
  ['units where there are none', [1], anywhere, {}, 0],
  ['units that a shortage needs', [4], anywhere, { berlin: -1, paris: 4 }, 3],
  ['units of a location it may not use', [1], source(['berlin']), { paris: 4 }, 0],
  ['units of a shop without naming it', [1], with_shop, { shop: 4 }, 0],
  ['more of a shop than it names', [3, { shop: 1 }], with_shop, { shop: 4 }, 1],
  ['units of the buffer', [4], source(['berlin'], { buffer: 2 }), { berlin: 5 }, 3],
  ['more than the cap', [3], source(['berlin'], { cap: 2 }), { berlin: 5 }, 2],
  ['fewer than none', [1], source(['berlin'], { buffer: 2 }), { berlin: 1 }, 0],
  ['more than the named location has', [3, { paris: 2 }], anywhere, { berlin: 9, paris: 1 }, 2],
  ['units of a named location that is not allowed', [1, { rome: 1 }], anywhere, { rome: 9 }, 0],
  [
    'more than each of two named locations has',
    [4, { berlin: 2, paris: 2 }],
    source(['berlin', 'paris', 'rome']),
    { berlin: 0, paris: 1, rome: 5 },
    1,
  ],
  [
    'more than the named location has, though others have fewer in all',
    [5, { berlin: 5 }],
    anywhere,
    { berlin: 0, paris: 3 },
    0,
  ],
])('refuses %s, and says how many there are', (_, wanted, from, shelves, available) => {
  const [requested] = wanted

  expect(allocate(demand(...wanted), from, on(shelves))).toEqual({
    ok: false,
    error: { requested, available },
  })
})

const names = ['berlin', 'paris', 'rome', 'shop']
const shelves = fc.record(
  Object.fromEntries(names.map((name) => [name, fc.integer({ min: -3, max: 6 })])),
)
const wanted = fc
  .record({
    open: fc.nat(6),
    at: fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 1, max: 3 }), { maxKeys: 3 }),
  })
  .map(({ open, at }) => demand(Math.max(1, open + quantityOf(units(at))), at))
const from = fc
  .record({
    order: fc.shuffledSubarray(names),
    named_only: fc.subarray(names),
    buffer: fc.nat(2),
    cap: fc.option(fc.integer({ min: 1, max: 8 })),
  })
  .map(({ order, named_only, ...channel }) =>
    source(order, {
      named_only: named_only.filter((name) => !order.includes(name)),
      ...channel,
    }),
  )

it('gives exactly what is wanted when it can be had, and otherwise says how much of it', () => {
  fc.assert(
    fc.property(wanted, from, shelves, (wanted, from, shelves) => {
      const allocated = allocate(wanted, from, on(shelves))

      const most = mostOf(wanted, from, on(shelves))
      expect(allocated.ok).toBe(most === wanted.quantity)
      if (allocated.ok) {
        expect(faultsOf(allocated.value, wanted, from)).toEqual([])
        expect(overdrawn(allocated.value, on(shelves))).toEqual([])
      } else expect(allocated.error).toEqual({ requested: wanted.quantity, available: most })
    }),
    { numRuns: 5_000 },
  )
})

it('uses a location only when those preferred to it are empty', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), from, shelves, (quantity, from, shelves) => {
      const allocated = allocate(demand(quantity), from, on(shelves))
      fc.pre(allocated.ok)

      const given = from.locations.map(
        (name) => allocated.value.find(({ location_id }) => location_id === name)?.quantity ?? 0,
      )
      const last = given.findLastIndex((quantity) => quantity > 0)
      const before = from.locations.slice(0, last).map((name) => Math.max(0, on(shelves)(name)))
      expect(given.slice(0, last)).toEqual(before)
    }),
  )
})

it('counts exactly up to the largest integer', () => {
  const most = Number.MAX_SAFE_INTEGER
  const one_short = allocate(demand(most), source(['berlin']), on({ berlin: most - 1 }))

  expect(one_short).toEqual({ ok: false, error: { requested: most, available: most - 1 } })
  expect(allocate(demand(most), source(['berlin']), on({ berlin: most })).ok).toBe(true)
})
