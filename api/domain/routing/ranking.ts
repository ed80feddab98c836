import type { Model } from './model'
import type { RoutingRule } from './rule'
import { scorePlaces } from './scores'

/** How a rule ranks the locations by themselves; equal ones share a rank. */
export interface RuleRanking {
  type: RoutingRule['type']
  /** Best first. */
  ranks: readonly { location_id: string; rank: number; score: number }[]
}

/**
 * What each rule says of each location alone. A score is what the rule measures, less is better:
 * units it cannot serve, 1 outside the market, meters, the position in a list, what the whole order
 * would cost from there in thousandths of a minor unit, 1,000 less its share of the stock.
 */
export const rankPlaces = (model: Model): RuleRanking[] =>
  model.rules.map((rule) => {
    const scores = scoresAlone(model, rule)
    const order = [...model.places.keys()].sort(
      (a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || a - b,
    )
    let rank = 1
    const ranks = order.map((place, index) => {
      const score = scores[place] ?? 0
      const before = order[index - 1]
      if (before !== undefined && score > (scores[before] ?? 0)) rank = index + 1
      return { location_id: model.places[place]?.location_id ?? '', rank, score }
    })
    return { type: rule.type, ranks }
  })

function scoresAlone({ needs, units, places, scene }: Model, rule: RoutingRule): readonly number[] {
  switch (rule.type) {
    case 'minimize_splits': {
      const wanted = needs.reduce((sum, { quantity }) => sum + quantity, 0)
      return [...places.keys()].map((place) =>
        units.reduce((rest, row) => rest - (row[place] ?? 0), wanted),
      )
    }
    case 'cheapest': {
      const grams = needs.reduce((sum, need) => sum + need.unit_grams * need.quantity, 0)
      return places.map(({ parcel_cost, cost_per_kg }) => parcel_cost * 1_000 + cost_per_kg * grams)
    }
    default:
      return scorePlaces(rule, scene)
  }
}
