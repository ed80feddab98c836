import type { Shortage } from '../inventory/rejection'
import { err, ok, type Result } from '../shared/result'
import { searchBounded } from './bounded'
import { type Candidate, valuesOf } from './candidate'
import { buildModel, type Model } from './model'
import type { RoutingProblem } from './problem'
import { type RuleRanking, rankPlaces } from './ranking'
import { inMarket } from './rule'
import { metersTo } from './scores'
import { type Found, searchSets } from './search'
import { tighten } from './tighten'

/** Up to here the best plan is found; beyond, a good one. */
export const EXACT_PLACES = 20
export const EXACT_NEEDS = 20
/** More branches than an order of that size has met: whoever needs more is told `optimal: false`. */
const EXACT_BUDGET = 2_500_000

export interface Parcel {
  location_id: string
  units: readonly { sku: string; quantity: number }[]
  /** Minor units, rounded. */
  value: number
  cost: number
  grams: number
  /** Null when one end is unknown. */
  distance_km: number | null
  /** Null when the destination is unknown, or no rule names markets: then by country. */
  in_market: boolean | null
}

export interface Plan {
  /** By preference of their locations. */
  parcels: readonly Parcel[]
  /** Whether no plan can be better. */
  optimal: boolean
  /** Of the whole plan, minor units. */
  cost: number
  /** Per rule: how each location ranks, and what the plan came to. */
  rules: readonly (RuleRanking & { plan_score: number | null })[]
}

export interface NoRoute {
  /** `stock`: the units are not there. `filters`: they are, but no plan keeps what must be kept. */
  because: 'stock' | 'filters'
  /** What the locations that may be chosen have too little of. */
  shortages: readonly Shortage[]
}

/** Where the units of an order come from: a function of what is asked, in whatever order. */
export function planRoute(problem: RoutingProblem): Result<Plan, NoRoute> {
  const model = buildModel(problem)
  const everywhere = [...model.places.keys()]
  const shortages = model.needs.flatMap(({ sku, quantity: requested }, index) => {
    const available = everywhere.reduce((sum, at) => sum + (model.units[index]?.[at] ?? 0), 0)
    return available < requested ? [{ sku, requested, available }] : []
  })
  if (shortages.length > 0) return err({ because: 'stock', shortages })
  if (model.needs.length === 0) return ok(emptyPlan(model))
  const exact = model.places.length <= EXACT_PLACES && model.needs.length <= EXACT_NEEDS
  const { best, proven } = exact
    ? searchExactly(model)
    : { best: searchBounded(model), proven: false }
  if (!best) return err({ because: 'filters', shortages })
  return ok(toPlan(model, best, proven))
}

/** First among plans that are best by unit; when none of them keeps the filters, among all. */
function searchExactly(model: Model): Found {
  const tight = tighten(model)
  const all = [...model.places.keys()]
  const pool = all.filter((place) => tight.model.units.some((row) => (row[place] ?? 0) > 0))
  const found = searchSets(tight.model, pool, undefined, EXACT_BUDGET, tight.forced)
  if (found.best || tight.model === model) return found
  return searchSets(model, all, undefined, EXACT_BUDGET)
}

/** Of an order that waits for all it wants: nothing is sent yet, from nowhere. */
const emptyPlan = (model: Model): Plan => ({
  parcels: [],
  optimal: true,
  cost: 0,
  rules: rankPlaces(model).map((ranking) => ({ ...ranking, plan_score: null })),
})

function toPlan(model: Model, best: Candidate, optimal: boolean): Plan {
  const values = valuesOf(model, best)
  const parcels = best.used.map((place) => toParcel(model, best, place, values.get(place) ?? 0))
  return {
    parcels,
    optimal,
    cost: parcels.reduce((sum, { cost }) => sum + cost, 0),
    rules: rankPlaces(model).map((ranking, rule) => {
      const component = model.components.findIndex((each) => each.rule === rule)
      return { ...ranking, plan_score: best.scores[component] ?? null }
    }),
  }
}

function toParcel(model: Model, { taken }: Candidate, place: number, value: number): Parcel {
  const { needs, destination, rules, places } = model
  const from = places[place]
  if (!from) throw new RangeError(`No place ${place}`)
  const units = taken.flatMap((takes, sku) =>
    takes.flatMap((take) =>
      take.place === place ? [{ sku: needs[sku]?.sku ?? '', quantity: take.quantity }] : [],
    ),
  )
  const grams = taken.reduce((sum, takes, sku) => {
    const quantity = takes.find((take) => take.place === place)?.quantity ?? 0
    return sum + quantity * (needs[sku]?.unit_grams ?? 0)
  }, 0)
  const meters = metersTo(destination, from)
  const markets = rules.flatMap((rule) => (rule.type === 'stay_in_market' ? rule.markets : []))
  return {
    location_id: from.location_id,
    units,
    value: Math.round(value),
    grams,
    cost: from.parcel_cost + Math.round((from.cost_per_kg * grams) / 1_000),
    distance_km: meters === undefined ? null : meters / 1_000,
    in_market:
      destination.country === undefined
        ? null
        : inMarket(markets, from.country, destination.country),
  }
}
