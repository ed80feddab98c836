import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planRoute } from '../../../api/domain/routing/plan'
import type { RoutingProblem } from '../../../api/domain/routing/problem'
import { bestOf, preferred } from './support/brute-force'
import { anyProblem, kmAway, place, problem } from './support/problems'
import { routed } from './support/routed'

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

  it('breaks no filter where it is not searched through', () => {
    const shelves = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`L${10 + at}`, { [`S${at % 3}`]: 1 }]),
    )
    const asked = problem({ S0: 1, S1: 1, S2: 1 }, shelves)
    const parcels = (max_splits: number) => {
      const plan = planRoute({ ...asked, settings: { ...asked.settings, max_splits } })
      return plan.ok ? plan.value.parcels.length : plan.error.because
    }

    expect([parcels(3), parcels(2)]).toEqual([3, 'filters'])
  })

  it('looks at every location in the stead of those it has chosen', () => {
    const shelves = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`L${10 + at}`, { [`S${at % 2}`]: 1 }]),
    )
    const places = Object.keys(shelves).map((id) =>
      place(id, { parcel_cost: id === 'L48' || id === 'L49' ? 1 : 100 }),
    )
    const asked = problem({ S0: 1, S1: 1 }, shelves, { places, rules: [{ type: 'cheapest' }] })

    expect(planRoute(asked)).toMatchObject({ ok: true, value: { cost: 2, optimal: false } })
  })

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
