import {
  byPreference,
  byText,
  type Destination,
  type Need,
  type Place,
  type RoutingProblem,
} from './problem'
import type { RoutingRule } from './rule'
import { type Scene, scorePlaces } from './scores'

/**
 * A part of what plans are compared by: integers that add up, by parcel and by unit. Plans compare
 * by the first component in which they differ; less is better.
 */
export interface Component {
  /** Index of the rule it speaks for; null for what decides when all rules tie. */
  rule: number | null
  /** By place: counted once when it sends anything. */
  per_parcel: readonly number[]
  /** By place: counted for each unit it sends, times the SKU's weight in it. */
  per_unit: readonly number[]
  weights: readonly number[]
}

/** A problem as the search sees it: sorted, so that the order it came in makes no difference. */
export interface Model {
  destination: Destination
  rules: readonly RoutingRule[]
  /** By preference: where everything ties, the earlier one is taken. */
  places: readonly Place[]
  needs: readonly Need[]
  /** By SKU and place, never more than is needed. */
  units: readonly (readonly number[])[]
  /** Of the stock there is, uncapped. */
  scene: Scene
  components: readonly Component[]
  /** By SKU: its places, best first, and each place's position among them. */
  preferred: readonly (readonly number[])[]
  position: readonly (readonly number[])[]
  /** Most parcels, and the least value of each when there are several. */
  max_parcels: number
  min_value: number
}

export function buildModel({ settings, destination, needs, places, stock }: RoutingProblem): Model {
  const wanted = needs.toSorted((a, b) => byText(a.sku, b.sku))
  const candidates = places
    .filter(({ location_id }) =>
      wanted.some(({ sku }) => (stock.get(sku)?.get(location_id) ?? 0) > 0),
    )
    .toSorted(byPreference)
  const scene = { destination, needs: wanted, places: candidates, stock }
  const components = componentsOf(settings.rules, scene)
  const units = wanted.map(({ sku, quantity }) => {
    const here = stock.get(sku)
    return candidates.map(({ location_id }) =>
      Math.max(0, Math.min(quantity, here?.get(location_id) ?? 0)),
    )
  })
  const preferred = units.map((row, sku) => preferenceFor(components, row, sku))
  return {
    destination,
    rules: settings.rules,
    places: candidates,
    needs: wanted,
    units,
    scene,
    components,
    preferred,
    position: preferred.map((order) => {
      const positions = candidates.map(() => 0)
      for (const [index, place] of order.entries()) positions[place] = index
      return positions
    }),
    max_parcels: settings.max_splits ?? Number.POSITIVE_INFINITY,
    min_value: settings.min_split_value ?? 0,
  }
}

/** Places that have the SKU, by what a unit from each adds to the components in turn. */
function preferenceFor(components: readonly Component[], row: readonly number[], sku: number) {
  const having = [...row.keys()].filter((place) => (row[place] ?? 0) > 0)
  const deciding = components.filter(
    ({ weights, per_unit }) => (weights[sku] ?? 0) > 0 && per_unit.some((score) => score > 0),
  )
  return having.sort((a, b) => {
    for (const { per_unit } of deciding) {
      const difference = (per_unit[a] ?? 0) - (per_unit[b] ?? 0)
      if (difference !== 0) return difference
    }
    return a - b
  })
}

function componentsOf(rules: readonly RoutingRule[], scene: Scene): Component[] {
  const zero = scene.places.map(() => 0)
  const one = scene.places.map(() => 1)
  const each = scene.needs.map(() => 1)
  const parcels = (rule: number | null): Component => ({
    rule,
    per_parcel: one,
    per_unit: zero,
    weights: each,
  })
  const components: Component[] = []
  /** What ranks parcels ranks units, too, among plans that tie on every rule. */
  const late: Component[] = []
  let settled = false
  for (const [rule, what] of rules.entries()) {
    if (what.type === 'minimize_splits') {
      components.push(parcels(rule))
      settled = true
    } else if (what.type === 'cheapest') {
      components.push(costs(rule, scene))
    } else {
      const scores = scorePlaces(what, scene)
      const by_unit = { per_parcel: zero, per_unit: scores, weights: each }
      if (settled) {
        components.push({ rule, per_parcel: scores, per_unit: zero, weights: each })
        late.push({ rule: null, ...by_unit })
      } else components.push({ rule, ...by_unit })
    }
  }
  if (!settled) components.push(parcels(null))
  return [...components, ...late]
}

/** In thousandths of a minor unit: grams times the cost of a kilogram. */
const costs = (rule: number, { places, needs }: Scene): Component => ({
  rule,
  per_parcel: places.map(({ parcel_cost }) => parcel_cost * 1_000),
  per_unit: places.map(({ cost_per_kg }) => cost_per_kg),
  weights: needs.map(({ unit_grams }) => unit_grams),
})
