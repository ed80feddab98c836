import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GoingParcel, planBeside } from '../../../api/domain/routing/going'
import { planRoute } from '../../../api/domain/routing/plan'
import type { RoutingProblem } from '../../../api/domain/routing/problem'
import { routeUnits } from '../../../api/domain/routing/routing'
import { defaultSettings } from '../../../api/domain/routing/rule'
import { anyProblem, kmAway, place, problem } from './support/problems'

const going = (location_id: string, value = 0, grams = 0): GoingParcel => ({
  ...{ location_id, value, grams },
})
const few = { rules: [{ type: 'minimize_splits' }, { type: 'closest' }] } as const
const places = [
  place('near', { coordinates: kmAway(1) }),
  place('far', { coordinates: kmAway(900) }),
]
const both = { near: { A: 9 }, far: { A: 9 } }

/** Where the units come from, or why from nowhere. */
const planned = (asked: RoutingProblem, parcels: readonly GoingParcel[], all = asked.places) => {
  const plan = planBeside(asked, parcels, all)
  return plan.ok ? plan.value.parcels.map(({ location_id }) => location_id) : plan.error.because
}
const limited = (limits: { max_splits?: number; min_split_value?: number }) => ({
  settings: { ...defaultSettings, ...limits },
})

describe('a parcel that leaves anyway', () => {
  it('is joined where that saves one', () => {
    const asked = problem({ A: 1 }, both, { ...few, places })
    expect(planned(asked, [])).toEqual(['near'])
    expect(planned(asked, [going('far')])).toEqual(['far'])
    expect(planned(asked, [going('far'), going('near')])).toEqual(['near'])
  })

  it('is one of the most there may be', () => {
    const shelves = { far: { A: 9 } }
    const asked = (max_splits: number) =>
      problem({ A: 1 }, shelves, { places, ...limited({ max_splits }) })
    expect(planned(asked(1), [])).toEqual(['far'])
    expect(planned(asked(1), [going('near')])).toBe('filters')
    expect(planned(asked(2), [going('near')])).toEqual(['far'])
    expect(planned(asked(1), [going('far'), going('near')])).toEqual(['far'])
  })

  it.each([
    ['both are worth it', 60, 60, ['far']],
    ['what is added is not', 60, 20, 'filters'],
    ['what goes already is not', 20, 60, 'filters'],
  ])('is a part of a split order: %s', (_, there, value, expected) => {
    const needs = [{ sku: 'A', quantity: 1, value, unit_grams: 0 }]
    const asked = problem(
      {},
      { far: { A: 9 } },
      { places, needs, ...limited({ min_split_value: 50 }) },
    )
    expect(planned(asked, [going('near', there)])).toEqual(expected)
  })

  it('costs nothing more to join, but for the weight', () => {
    const needs = [{ sku: 'A', quantity: 2, value: 0, unit_grams: 500 }]
    const priced = [
      place('near', { parcel_cost: 300, cost_per_kg: 10 }),
      place('far', { parcel_cost: 900, cost_per_kg: 200 }),
    ]
    const asked = problem({}, both, { rules: [{ type: 'cheapest' }], places: priced, needs })

    const plan = planBeside(asked, [going('far', 70, 4_000)], asked.places)

    expect(plan).toMatchObject({
      value: { cost: 200, parcels: [{ location_id: 'far', cost: 200, grams: 1_000, value: 0 }] },
    })
    expect(planned(asked, [])).toEqual(['near'])
  })

  it('stays where it is when its location may not be given more', () => {
    const [near, far] = places
    const asked = problem({ A: 1 }, both, { ...few, places: far ? [far] : [] })
    const all = [near, far].filter((each) => each !== undefined)
    expect(planned(asked, [going('near')], all)).toEqual(['far'])
    const one = { ...asked, ...limited({ max_splits: 1 }) }
    expect(planned(one, [going('near')], all)).toBe('filters')
  })

  it('is no stock: shares of it are as if it were not there', () => {
    const asked = problem(
      { A: 1 },
      { near: { A: 4 }, far: { A: 6 } },
      { rules: [{ type: 'inventory_balance' }], places },
    )
    expect(planned(asked, [going('near')])).toEqual(['far'])
  })

  it('is not told among what a location lacks, nor among the units', () => {
    const asked = problem({ A: 1 }, both, { ...few, places })
    const plan = planBeside(asked, [going('far')], places)
    expect(plan).toMatchObject({
      value: {
        parcels: [{ units: [{ sku: 'A', quantity: 1 }] }],
        rules: [
          {
            ranks: [
              { location_id: 'far', score: 0 },
              { location_id: 'near', score: 0 },
            ],
          },
          {},
        ],
      },
    })
    const short = problem({ A: 99 }, both, { ...few, places })
    expect(planBeside(short, [going('far')], places)).toEqual({
      ok: false,
      error: { because: 'stock', shortages: [{ sku: 'A', requested: 99, available: 18 }] },
    })
  })
})

it('plans beside nothing as if alone, and never breaks a filter beside something', () => {
  const size = { locations: 5, skus: 3, quantity: 3, filters: true }
  fc.assert(
    fc.property(anyProblem(size), fc.subarray(['L0', 'L1', 'L2']), (asked, there) => {
      expect(planBeside(asked, [], asked.places)).toEqual(planRoute(asked))

      const parcels = there.map((id) => going(id, 10))
      const plan = planBeside(asked, parcels, asked.places)
      if (!plan.ok) return
      const sending = plan.value.parcels.map(({ location_id }) => location_id)
      const known = there.filter((id) => asked.places.some((each) => each.location_id === id))
      const all = new Set([...sending, ...known])
      const most = asked.settings.max_splits ?? Number.POSITIVE_INFINITY
      expect(all.size).toBeLessThanOrEqual(Math.max(most, known.length))
      for (const { sku, quantity } of asked.needs) {
        const sent = plan.value.parcels.flatMap(({ units }) =>
          units.filter((unit) => unit.sku === sku),
        )
        expect(sent.reduce((sum, unit) => sum + unit.quantity, 0)).toBe(quantity)
      }
    }),
    { numRuns: 300 },
  )
})

it('counts against nobody’s capacity where it is joined', () => {
  const full = { active: true, ships: true, pickup: false, capacity_left: 0 }
  const asked = problem({ A: 1 }, { near: { A: 9 } }, { ...few, places })
  const request = {
    ...{ ...asked, located_by: null, channel_locations: null, pickup_at: undefined },
    ...{ withheld: new Map(), locations: places.map((each) => ({ ...each, ...full })) },
  }
  expect(routeUnits(request)).toMatchObject({ ok: false })
  const beside = { ...request, going: [going('near')], serving: new Set(['near']) }
  expect(routeUnits(beside)).toMatchObject({ value: { parcels: [{ location_id: 'near' }] } })
})
