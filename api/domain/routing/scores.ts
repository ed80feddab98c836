import { distanceKm } from './distance'
import type { Destination, Need, Place, StockTable } from './problem'
import { inMarket, type RoutingRule } from './rule'

/** Half the circumference of the earth, in meters: nothing is farther; nor is what nobody knows. */
export const FARTHEST_M = 20_015_115

/** Meters, rounded so that sums do not depend on their order; undefined when one end is unknown. */
export function metersTo({ coordinates }: Destination, place: Place): number | undefined {
  if (!coordinates || !place.coordinates) return undefined
  return Math.round(distanceKm(place.coordinates, coordinates) * 1_000)
}

/** What each place is worth under a rule: integers, 0 or more, less is better. */
export type Scores = readonly number[]

export interface Scene {
  destination: Destination
  needs: readonly Need[]
  places: readonly Place[]
  stock: StockTable
}

/** Of rules that rank places; `minimize_splits` and `cheapest` compare whole plans. */
export type RankingRule = Exclude<RoutingRule, { type: 'minimize_splits' | 'cheapest' }>

export function scorePlaces(
  rule: RankingRule,
  { destination, needs, places, stock }: Scene,
): Scores {
  switch (rule.type) {
    case 'stay_in_market': {
      const { country } = destination
      if (country === undefined) return places.map(() => 0)
      return places.map((place) => (inMarket(rule.markets, place.country, country) ? 0 : 1))
    }
    case 'closest':
      if (!destination.coordinates) return places.map(() => 0)
      return places.map((place) => metersTo(destination, place) ?? FARTHEST_M)
    case 'ranked_locations': {
      const position = new Map(rule.location_ids.map((id, index) => [id, index]))
      return places.map(({ location_id }) => position.get(location_id) ?? rule.location_ids.length)
    }
    case 'inventory_balance':
      return balance(needs, places, stock)
  }
}

/**
 * How little of the stock of what is ordered a place has: 1,000 less its share in thousandths, the
 * mean over the SKUs.
 */
function balance(needs: readonly Need[], places: readonly Place[], stock: StockTable): Scores {
  const shares = places.map(() => 0)
  const wanted = needs.filter(({ going }) => !going)
  for (const { sku } of wanted) {
    const units = places.map(({ location_id }) => stock.get(sku)?.get(location_id) ?? 0)
    const all = units.reduce((sum, here) => sum + here, 0)
    for (const [index, here] of units.entries()) {
      if (all > 0) shares[index] = (shares[index] ?? 0) + here / all
    }
  }
  return shares.map((share) => 1_000 - Math.round((1_000 * share) / Math.max(1, wanted.length)))
}
