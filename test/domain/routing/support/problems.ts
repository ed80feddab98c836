/** Problems of routing, written short or drawn at random. */
import fc from 'fast-check'
import type { Coordinates } from '../../../../api/domain/routing/distance'
import type { Place, RoutingProblem } from '../../../../api/domain/routing/problem'
import { defaultSettings, type RoutingRule } from '../../../../api/domain/routing/rule'

export const place = (location_id: string, change: Partial<Place> = {}): Place => ({
  location_id,
  country: 'DE',
  coordinates: undefined,
  priority: 0,
  parcel_cost: 0,
  cost_per_kg: 0,
  ...change,
})

/** A point so many kilometers from 0, 0: along the equator one degree is 111.195 km. */
export const kmAway = (km: number): Coordinates => ({
  latitude: 0,
  longitude: (km / (2 * Math.PI * 6371.0088)) * 360,
})
export const here: Coordinates = { latitude: 0, longitude: 0 }

type Shelves = Record<string, Record<string, number>>

/** By location, the units of each SKU there. */
export function problem(
  wanted: Record<string, number>,
  shelves: Shelves,
  change: Partial<RoutingProblem> & { rules?: readonly RoutingRule[] } = {},
): RoutingProblem {
  const { rules = defaultSettings.rules, ...rest } = change
  const stock = new Map<string, Map<string, number>>()
  for (const [location_id, units] of Object.entries(shelves)) {
    for (const [sku, quantity] of Object.entries(units)) {
      stock.set(sku, (stock.get(sku) ?? new Map()).set(location_id, quantity))
    }
  }
  return {
    settings: { ...defaultSettings, rules },
    destination: { country: 'DE', coordinates: here },
    needs: Object.entries(wanted).map(([sku, quantity]) => {
      return { sku, quantity, value: 0, unit_grams: 0 }
    }),
    places: Object.keys(shelves).map((location_id) => place(location_id)),
    stock,
    ...rest,
  }
}

const countries = ['DE', 'AT', 'US']
const ids = (count: number) => Array.from({ length: count }, (_, index) => `L${index}`)

const ruleOf = (locations: number): fc.Arbitrary<RoutingRule> =>
  fc.oneof(
    fc.constant<RoutingRule>({ type: 'minimize_splits' }),
    fc.constantFrom<RoutingRule>(
      { type: 'stay_in_market', markets: [] },
      { type: 'stay_in_market', markets: [['DE', 'AT'], ['US']] },
    ),
    fc.constant<RoutingRule>({ type: 'closest' }),
    fc
      .subarray(ids(locations))
      .chain((some) => fc.shuffledSubarray(some, { minLength: some.length }))
      .map((location_ids): RoutingRule => ({ type: 'ranked_locations', location_ids })),
    fc.constant<RoutingRule>({ type: 'cheapest' }),
    fc.constant<RoutingRule>({ type: 'inventory_balance' }),
  )

export interface Size {
  locations: number
  skus: number
  quantity: number
  /** Whether `max_splits` and `min_split_value` are drawn, too. */
  filters: boolean
}

/** Few distinct distances, costs and countries, so that rules tie often and the next ones decide. */
export const anyProblem = ({
  locations,
  skus,
  quantity,
  filters,
}: Size): fc.Arbitrary<RoutingProblem> =>
  fc
    .record({
      locations: fc.integer({ min: 1, max: locations }),
      skus: fc.integer({ min: 1, max: skus }),
    })
    .chain((size) =>
      fc.record({
        rules: fc.array(ruleOf(size.locations), { maxLength: 4, size: 'max' }),
        max_splits: filters ? fc.option(fc.integer({ min: 1, max: 3 })) : fc.constant(null),
        min_split_value: filters ? fc.option(fc.integer({ min: 1, max: 150 })) : fc.constant(null),
        to: fc.record({
          country: fc.option(fc.constantFrom(...countries), { nil: undefined }),
          known: fc.boolean(),
        }),
        places: fc.array(
          fc.record({
            country: fc.constantFrom(...countries),
            distance: fc.constantFrom(undefined, 100, 100, 250, 900),
            priority: fc.constantFrom(0, 0, 1),
            parcel_cost: fc.constantFrom(0, 400, 900),
            cost_per_kg: fc.constantFrom(0, 50, 300),
          }),
          { minLength: size.locations, maxLength: size.locations },
        ),
        needs: fc.array(
          fc.record({
            quantity: fc.integer({ min: 1, max: quantity }),
            unit_value: fc.constantFrom(10, 30, 60),
            unit_grams: fc.constantFrom(0, 500, 2_000),
            units: fc.array(fc.constantFrom(0, 0, 1, 2, 5), {
              minLength: size.locations,
              maxLength: size.locations,
            }),
          }),
          { minLength: size.skus, maxLength: size.skus },
        ),
      }),
    )
    .map(({ rules, max_splits, min_split_value, to, places, needs }) => ({
      settings: { rules, max_splits, min_split_value },
      destination: { country: to.country, coordinates: to.known ? here : undefined },
      needs: needs.map((need, sku) => ({
        sku: `S${sku}`,
        quantity: need.quantity,
        value: need.quantity * need.unit_value,
        unit_grams: need.unit_grams,
      })),
      places: places.map(({ distance, ...rest }, index) => ({
        location_id: `L${index}`,
        coordinates: distance === undefined ? undefined : kmAway(distance),
        ...rest,
      })),
      stock: new Map(
        needs.map(({ units }, sku) => [
          `S${sku}`,
          new Map(units.map((quantity, index) => [`L${index}`, quantity] as const)),
        ]),
      ),
    }))
