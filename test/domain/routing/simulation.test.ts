import { expect, it } from 'vitest'
import type { Place } from '../../../api/domain/routing/problem'
import { defaultSettings, type RoutingSettings } from '../../../api/domain/routing/rule'
import { openSimulation, type PastOrder } from '../../../api/domain/routing/simulation'
import { here, kmAway, place } from './support/problems'

const places = [
  place('near', { coordinates: kmAway(10), parcel_cost: 300 }),
  place('far', { country: 'FR', coordinates: kmAway(900), parcel_cost: 100 }),
]
const at = (location_id: string, quantity: number) => ({ location_id, quantity })
const order = (
  quantity: number,
  stock: Record<string, number>,
  ...taken: ReturnType<typeof at>[]
): PastOrder => ({
  needs: [{ sku: 'A', quantity, value: 0, unit_grams: 0 }],
  destination: { country: 'DE', coordinates: here },
  stock: new Map([['A', new Map(Object.entries(stock))]]),
  taken: new Map([['A', taken]]),
})
function simulate(
  orders: readonly PastOrder[],
  places: readonly Place[],
  settings: RoutingSettings,
) {
  const simulation = openSimulation(places, settings)
  for (const order of orders) simulation.replay(order)
  return simulation.result()
}
const by = (type: 'cheapest' | 'closest') => ({ ...defaultSettings, rules: [{ type }] })

it('finds nothing to change where the rules are the same', () => {
  const orders = [
    order(1, { near: 2, far: 2 }, at('near', 1)),
    order(1, { near: 1, far: 2 }, at('near', 1)),
  ]
  const { actual, simulated, changed } = simulate(orders, places, by('closest'))

  expect(changed).toBe(0)
  expect(simulated).toEqual(actual)
  expect(actual).toEqual({
    orders: 2,
    unfillable: 0,
    parcels: 2,
    cost: 600,
    distance_km: 20,
    in_market_share: 1,
  })
})

it('weighs cost against distance and market', () => {
  const orders = [
    order(1, { near: 2, far: 2 }, at('near', 1)),
    order(1, { near: 1, far: 2 }, at('near', 1)),
  ]

  expect(simulate(orders, places, by('cheapest'))).toMatchObject({
    actual: { cost: 600, distance_km: 20, in_market_share: 1 },
    simulated: { parcels: 2, cost: 200, distance_km: 1_800, in_market_share: 0 },
    changed: 2,
  })
})

it('replays what one order leaves for the next', () => {
  // Both took what was near; by cost the first empties the far shelf, and leaves the near one full.
  const orders = [
    order(1, { near: 2, far: 1 }, at('near', 1)),
    order(1, { near: 1, far: 1 }, at('near', 1)),
  ]

  expect(simulate(orders, places, by('cheapest')).simulated).toMatchObject({
    cost: 400,
    parcels: 2,
  })
})

it('counts orders that could not be served any more', () => {
  const orders = [order(2, { near: 1, far: 1 }, at('near', 1), at('far', 1))]
  const { actual, simulated } = simulate(orders, places, { ...by('closest'), max_splits: 1 })

  expect(actual).toMatchObject({ orders: 1, unfillable: 0, parcels: 2, in_market_share: 0.5 })
  expect(simulated).toMatchObject({ orders: 0, unfillable: 1, parcels: 0, in_market_share: null })
})
