import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planRoute } from '../../../api/domain/routing/plan'
import type { RoutingProblem } from '../../../api/domain/routing/problem'
import { bestOf, preferred } from './support/brute-force'
import { anyProblem, kmAway, place, problem } from './support/problems'

/** Per location, the units of each SKU; or why there is no plan. */
function routed(asked: RoutingProblem) {
  const plan = planRoute(asked)
  if (!plan.ok) return plan.error.because
  return Object.fromEntries(
    plan.value.parcels.map(({ location_id, units }) => [
      location_id,
      Object.fromEntries(units.map(({ sku, quantity }) => [sku, quantity])),
    ]),
  )
}

describe('worked cases', () => {
  it('ships few parcels, and among those from close by', () => {
    const shelves = {
      W1: { A: 2, C: 1 },
      W2: { B: 1, C: 3 },
      W3: { A: 1, B: 1, C: 2 },
      W4: { A: 2, B: 1, C: 2 },
    }
    const distances = { W1: 120, W2: 300, W3: 80, W4: 900 }
    const places = Object.entries(distances).map(([id, km]) =>
      place(id, { coordinates: kmAway(km) }),
    )

    const plan = planRoute(problem({ A: 2, B: 1, C: 3 }, shelves, { places }))

    expect(plan).toMatchObject({
      ok: true,
      value: { optimal: true, parcels: [{ location_id: 'W1' }, { location_id: 'W3' }] },
    })
    // 100 km on average; what one alone cannot serve is what ranks it by parcels.
    expect(plan.ok && plan.value.rules[2]?.plan_score).toBe(200_000)
    expect(plan.ok && plan.value.rules[0]?.ranks).toEqual([
      { location_id: 'W4', rank: 1, score: 1 },
      { location_id: 'W2', rank: 2, score: 2 },
      { location_id: 'W3', rank: 2, score: 2 },
      { location_id: 'W1', rank: 4, score: 3 },
    ])
  })

  it('is not trapped by what covers most', () => {
    const all = (skus: string) => Object.fromEntries([...skus].map((sku) => [sku, 1]))
    const shelves = { L1: all('abcd'), L2: all('abe'), L3: all('cdf') }

    expect(Object.keys(routed(problem(all('abcdef'), shelves)))).toEqual(['L2', 'L3'])
  })

  it('splits where that is cheaper, and only when cost is the rule', () => {
    const places = [
      place('FAR', { parcel_cost: 900, cost_per_kg: 300 }),
      place('NEAR1', { parcel_cost: 400, cost_per_kg: 50 }),
      place('NEAR2', { parcel_cost: 400, cost_per_kg: 50 }),
    ]
    const needs = [
      { sku: 'A', quantity: 1, value: 0, unit_grams: 2_000 },
      { sku: 'B', quantity: 1, value: 0, unit_grams: 1_000 },
    ]
    const shelves = { FAR: { A: 1, B: 1 }, NEAR1: { A: 1 }, NEAR2: { B: 1 } }
    const cost = (rules: RoutingProblem['settings']['rules']) => {
      const plan = planRoute(problem({}, shelves, { places, needs, rules }))
      return plan.ok && [plan.value.cost, plan.value.parcels.map(({ cost }) => cost)]
    }

    expect(cost([{ type: 'cheapest' }])).toEqual([950, [500, 450]])
    expect(cost([{ type: 'minimize_splits' }, { type: 'cheapest' }])).toEqual([1_800, [1_800]])
  })

  it.each([
    [60, { L1: { A: 1 }, L2: { B: 1 } }],
    [20, 'filters'],
  ])('checks the value of both parts of a split: 60 and %i', (value, expected) => {
    const needs = [
      { sku: 'A', quantity: 1, value: 60, unit_grams: 0 },
      { sku: 'B', quantity: 1, value, unit_grams: 0 },
    ]
    const asked = problem({}, { L1: { A: 1 }, L2: { B: 1 } }, { needs })

    expect(routed({ ...asked, settings: { ...asked.settings, min_split_value: 50 } })).toEqual(
      expected,
    )
  })

  it('gives a part what it needs to be worth a parcel, even from a place that ranks lower', () => {
    const needs = ['A', 'B', 'C'].map((sku) => {
      return { sku, quantity: 1, value: sku === 'A' ? 60 : 30, unit_grams: 0 }
    })
    const asked = problem({}, { L1: { A: 1, B: 1 }, L2: { B: 1, C: 1 } }, { needs })

    expect(routed(asked)).toEqual({ L1: { A: 1, B: 1 }, L2: { C: 1 } })
    expect(routed({ ...asked, settings: { ...asked.settings, min_split_value: 50 } })).toEqual({
      L1: { A: 1 },
      L2: { B: 1, C: 1 },
    })
  })

  it.each([
    [2, { L1: { A: 1 }, L2: { A: 1 } }],
    [1, 'filters'],
  ])('splits into %i at most', (max_splits, expected) => {
    const asked = problem({ A: 2 }, { L1: { A: 1 }, L2: { A: 1 } })

    expect(routed({ ...asked, settings: { ...asked.settings, max_splits } })).toEqual(expected)
  })

  it('says when the units are not there', () => {
    expect(routed(problem({ A: 3 }, { L1: { A: 1 }, L2: { A: 1 } }))).toBe('stock')
  })
})

describe('rules', () => {
  const shelves = { a: { S: 2 }, b: { S: 2 }, c: { S: 2 } }

  it.each<[string, Partial<RoutingProblem>, RoutingProblem['settings']['rules'], string]>([
    ['the location id when all tie', {}, [], 'a'],
    [
      'a lower priority',
      { places: [place('a', { priority: 1 }), place('b'), place('c')] },
      [],
      'b',
    ],
    [
      'the market, by its own country',
      { places: [place('a', { country: 'AT' }), place('b', { country: 'FR' }), place('c')] },
      [{ type: 'stay_in_market', markets: [['FR', 'AT']] }],
      'c',
    ],
    [
      'the market, of several countries',
      { places: [place('a', { country: 'US' }), place('b', { country: 'AT' })] },
      [{ type: 'stay_in_market', markets: [['US'], ['DE', 'AT']] }],
      'b',
    ],
    [
      'what is closest; unknown is farthest',
      { places: [place('a'), place('b', { coordinates: kmAway(900) })] },
      [{ type: 'closest' }],
      'b',
    ],
    ['a ranked list', {}, [{ type: 'ranked_locations', location_ids: ['c', 'a'] }], 'c'],
    [
      'the second ranked list where the first ties',
      {},
      [
        { type: 'ranked_locations', location_ids: [] },
        { type: 'ranked_locations', location_ids: ['b'] },
      ],
      'b',
    ],
    [
      'the lowest cost',
      { places: [place('a', { parcel_cost: 2 }), place('b', { parcel_cost: 1 })] },
      [{ type: 'cheapest' }],
      'b',
    ],
    [
      'where most of the stock is',
      {
        stock: new Map([
          [
            'S',
            new Map([
              ['a', 2],
              ['b', 9],
              ['c', 8],
            ]),
          ],
        ]),
      },
      [{ type: 'inventory_balance' }],
      'b',
    ],
  ])('prefer %s', (_, change, rules, expected) => {
    expect(routed(problem({ S: 2 }, shelves, { ...change, rules }))).toEqual({
      [expected]: { S: 2 },
    })
  })

  it('take as many units as there are from the first, unless parcels come before', () => {
    const some = { a: { S: 1 }, b: { S: 2 } }
    const ranked = { type: 'ranked_locations', location_ids: ['a', 'b'] } as const

    expect(routed(problem({ S: 2 }, some, { rules: [ranked] }))).toEqual({
      a: { S: 1 },
      b: { S: 1 },
    })
    expect(
      routed(problem({ S: 2 }, some, { rules: [{ type: 'minimize_splits' }, ranked] })),
    ).toEqual({
      b: { S: 2 },
    })
  })

  it('say nothing about a destination nobody knows', () => {
    const places = [place('a', { country: 'US' }), place('b', { coordinates: kmAway(1) })]
    const destination = { country: undefined, coordinates: undefined }

    expect(routed(problem({ S: 1 }, shelves, { places, destination }))).toEqual({ a: { S: 1 } })
  })
})

/** The plan is as good as the best of all, by each rule in turn; without filters it is the very same. */
function asBruteForce(asked: RoutingProblem) {
  const best = bestOf(asked)
  const plan = planRoute(asked)
  if (!best || !plan.ok) {
    expect([plan.ok, best]).toEqual([false, undefined])
    return
  }
  expect(plan.value.optimal).toBe(true)
  expect(plan.value.rules.map(({ plan_score }) => plan_score)).toEqual(best.by_rule)
  const { min_split_value } = asked.settings
  const units = Object.entries(routed(asked)).map(([location_id, sent]) => {
    return [location_id, min_split_value === null ? sent : 'some']
  })
  const wanted = preferred(asked.places).flatMap(({ location_id }, at) => {
    const sent = best.allocation.flatMap((row, sku) => (row[at] ? [[`S${sku}`, row[at]]] : []))
    if (sent.length === 0) return []
    return [[location_id, min_split_value === null ? Object.fromEntries(sent) : 'some']]
  })
  expect(units).toEqual(wanted)
}

it('finds what trying everything finds: 1,000 orders of up to 6 locations and 5 SKUs', {
  timeout: 120_000,
}, () => {
  const size = { locations: 6, skus: 5, quantity: 1, filters: false }
  fc.assert(fc.property(anyProblem(size), asBruteForce), { numRuns: 1_000 })
})

it('finds it where units of a SKU are split, and where filters forbid the best', {
  timeout: 120_000,
}, () => {
  const size = { locations: 4, skus: 3, quantity: 3, filters: true }
  fc.assert(fc.property(anyProblem(size), asBruteForce), { numRuns: 1_000 })
})

it('plans the same, in whatever order it is asked', () => {
  const size = { locations: 6, skus: 5, quantity: 3, filters: true }
  fc.assert(
    fc.property(
      anyProblem(size).chain((asked) =>
        fc.record({
          asked: fc.constant(asked),
          needs: fc.shuffledSubarray([...asked.needs], { minLength: asked.needs.length }),
          places: fc.shuffledSubarray([...asked.places], { minLength: asked.places.length }),
        }),
      ),
      ({ asked, needs, places }) => {
        const stock = new Map([...asked.stock].reverse())
        const shuffled = planRoute({ ...asked, needs, places, stock })
        expect(JSON.stringify(shuffled)).toBe(JSON.stringify(planRoute(asked)))
      },
    ),
    { numRuns: 300 },
  )
})

describe('a large order', () => {
  /** Reproducible without a clock: the multipliers of a linear congruential generator. */
  function large(locations: number, skus: number, rules: RoutingProblem['settings']['rules']) {
    let seed = 7
    const draw = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * below)
    }
    const ids = Array.from({ length: locations }, (_, at) => `L${1_000 + at}`)
    const stock = new Map(
      Array.from({ length: skus }, (_, sku) => [
        `S${100 + sku}`,
        new Map(ids.filter(() => draw(3) === 0).map((id) => [id, 1 + draw(3)] as const)),
      ]),
    )
    return {
      ...problem({}, {}, { rules }),
      stock,
      needs: [...stock.keys()].map((sku) => ({ sku, quantity: 2, value: 100, unit_grams: 500 })),
      places: ids.map((id) =>
        place(id, {
          country: draw(2) === 0 ? 'DE' : 'FR',
          coordinates: kmAway(10 + draw(3_000)),
          parcel_cost: 300 + draw(700),
          cost_per_kg: draw(200),
        }),
      ),
    }
  }
  const default_rules = problem({}, {}).settings.rules

  it.each([
    ['the default', default_rules],
    ['the cheapest', [{ type: 'cheapest' } as const]],
    ['the closest', [{ type: 'closest' } as const]],
  ])('of 20 lines and 20 locations has the best plan, by %s', (_, rules) => {
    expect(planRoute(large(20, 20, rules))).toMatchObject({ ok: true, value: { optimal: true } })
  })

  it.each([
    [40, 5],
    [20, 21],
    [1_000, 10],
  ])(
    'of %i locations and %i lines has a plan that says it may not be the best',
    (locations, skus) => {
      const asked = large(locations, skus, default_rules)
      const plan = planRoute(asked)

      expect(plan).toMatchObject({ ok: true, value: { optimal: false } })
      const sent = new Map<string, number>()
      for (const { location_id, units } of plan.ok ? plan.value.parcels : []) {
        for (const { sku, quantity } of units) {
          expect(quantity).toBeLessThanOrEqual(asked.stock.get(sku)?.get(location_id) ?? 0)
          sent.set(sku, (sent.get(sku) ?? 0) + quantity)
        }
      }
      expect([...sent].sort()).toEqual(asked.needs.map(({ sku, quantity }) => [sku, quantity]))
    },
  )

  it('comes close to the best where that is known', () => {
    const asked = large(21, 12, [{ type: 'minimize_splits' }])
    const fewer = { ...asked, places: asked.places.slice(0, 20) }
    const parcels = (of: RoutingProblem) => {
      const plan = planRoute(of)
      return plan.ok ? plan.value.parcels.length : Infinity
    }

    expect(parcels(asked)).toBeLessThanOrEqual(parcels(fewer))
  })
})
