import { describe, expect, it } from 'vitest'
import { planRoute } from '../../../api/domain/routing/plan'
import type { RoutingProblem } from '../../../api/domain/routing/problem'
import { kmAway, place, problem } from './support/problems'
import { routed } from './support/routed'

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
