import { byPreference, type Destination, type Place } from './problem'
import type { RoutingRule } from './rule'
import { scorePlaces } from './scores'

/**
 * Locations in the order in which the rules prefer them before any stock is known. Units that are
 * taken in this order are where the plan wants them most of the time, and need not be moved.
 */
export function byRules<Location extends Place>(
  rules: readonly RoutingRule[],
  destination: Destination,
  locations: readonly Location[],
): Location[] {
  const scene = { destination, needs: [], places: locations, stock: new Map() }
  const deciding = rules.flatMap((rule) => {
    switch (rule.type) {
      case 'cheapest':
        return [locations.map(({ parcel_cost, cost_per_kg }) => parcel_cost + cost_per_kg)]
      case 'stay_in_market':
      case 'closest':
      case 'ranked_locations':
        return [scorePlaces(rule, scene)]
      default:
        return []
    }
  })
  const order = [...locations.entries()].sort(([a, here], [b, there]) => {
    for (const scores of deciding) {
      const difference = (scores[a] ?? 0) - (scores[b] ?? 0)
      if (difference !== 0) return difference
    }
    return byPreference(here, there)
  })
  return order.map(([, location]) => location)
}
