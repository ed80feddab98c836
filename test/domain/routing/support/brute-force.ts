/**
 * Every way to serve an order, judged by the rules as they are written down for merchants: nothing
 * here calls the code under test.
 */
import type { Need, Place, RoutingProblem } from '../../../../api/domain/routing/problem'
import type { RoutingRule } from '../../../../api/domain/routing/rule'

/** By SKU, the units each place sends. */
export type Allocation = readonly (readonly number[])[]

export interface Judged {
  allocation: Allocation
  /** What plans are compared by, all of it: the rules, what decides when they tie, the places. */
  verdict: readonly number[]
  /** What each rule says of the plan. */
  by_rule: readonly number[]
}

/** The order in which places are preferred when everything else is equal. */
export const preferred = (places: readonly Place[]) =>
  [...places].sort((a, b) => a.priority - b.priority || (a.location_id < b.location_id ? -1 : 1))

/** All ways to take `wanted` units from shelves with so many each. */
function distributions(wanted: number, shelves: readonly number[]): number[][] {
  const [first, ...others] = shelves
  if (first === undefined) return wanted === 0 ? [[]] : []
  const ways: number[][] = []
  for (let here = 0; here <= Math.min(first, wanted); here++) {
    for (const rest of distributions(wanted - here, others)) ways.push([here, ...rest])
  }
  return ways
}

export function bestOf(problem: RoutingProblem): Judged | undefined {
  const { settings, needs } = problem
  const places = preferred(problem.places)
  const wanted = [...needs].sort((a, b) => (a.sku < b.sku ? -1 : 1))
  const ways = wanted.map(({ sku, quantity }) =>
    distributions(
      quantity,
      places.map(({ location_id }) => problem.stock.get(sku)?.get(location_id) ?? 0),
    ),
  )
  let best: Judged | undefined
  for (const allocation of product(ways)) {
    const values = worth(allocation, wanted, places)
    const parcels = values.filter((value) => value !== undefined)
    if (parcels.length > (settings.max_splits ?? Infinity)) continue
    const least = settings.min_split_value ?? 0
    if (parcels.length > 1 && parcels.some((value) => value < least)) continue
    const judged = judge(problem, wanted, places, allocation)
    if (!best || isLess(judged.verdict, best.verdict)) best = judged
  }
  return best
}

function* product(
  ways: readonly Allocation[],
  chosen: readonly number[][] = [],
): Generator<Allocation> {
  const [first, ...others] = ways
  if (first === undefined) yield chosen
  else for (const way of first) yield* product(others, [...chosen, [...way]])
}

/** What each parcel is worth; undefined where there is none. */
const worth = (allocation: Allocation, needs: readonly Need[], places: readonly Place[]) =>
  places.map((_, at) => {
    const sent = allocation.map((row) => row[at] ?? 0)
    if (sent.every((units) => units === 0)) return undefined
    return sent.reduce((sum, units, sku) => {
      const need = needs[sku]
      return sum + (need ? (need.value / need.quantity) * units : 0)
    }, 0)
  })

export const isLess = (a: readonly number[], b: readonly number[]): boolean => {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [x, y] = [a[index] ?? -Infinity, b[index] ?? -Infinity]
    if (x !== y) return x < y
  }
  return false
}

function judge(
  problem: RoutingProblem,
  needs: readonly Need[],
  places: readonly Place[],
  allocation: Allocation,
): Judged {
  const used = [...places.keys()].filter((at) => allocation.some((row) => (row[at] ?? 0) > 0))
  const overUnits = (of: (at: number) => number, weight: (sku: number) => number = () => 1) =>
    allocation.reduce(
      (sum, row, sku) =>
        sum + row.reduce((all, units, at) => all + units * of(at) * weight(sku), 0),
      0,
    )
  const overParcels = (of: (at: number) => number) => used.reduce((sum, at) => sum + of(at), 0)
  const late: number[] = []
  const { rules } = problem.settings
  const by_rule = rules.map((rule, index) => {
    const counted = rules.slice(0, index).some(({ type }) => type === 'minimize_splits')
    if (rule.type === 'minimize_splits') return used.length
    if (rule.type === 'cheapest') {
      const kilos = overUnits(
        (at) => places[at]?.cost_per_kg ?? 0,
        (sku) => needs[sku]?.unit_grams ?? 0,
      )
      return overParcels((at) => places[at]?.parcel_cost ?? 0) * 1_000 + kilos
    }
    const of = (at: number) => scoreOf(rule, problem, places, needs, at)
    if (counted) late.push(overUnits(of))
    return counted ? overParcels(of) : overUnits(of)
  })
  // At last, as many units of each SKU as can be from the places that come first.
  const first = allocation.flat().map((units) => -units)
  return { allocation, by_rule, verdict: [...by_rule, used.length, ...late, ...used, ...first] }
}

function scoreOf(
  rule: RoutingRule,
  { destination, stock }: RoutingProblem,
  places: readonly Place[],
  needs: readonly Need[],
  at: number,
): number {
  const from = places[at]
  if (!from) return 0
  switch (rule.type) {
    case 'stay_in_market': {
      const to = destination.country
      const together = rule.markets.some((market) =>
        [from.country, to].every((each) => each !== undefined && market.includes(each)),
      )
      return to === undefined || from.country === to || together ? 0 : 1
    }
    case 'closest':
      if (!destination.coordinates) return 0
      return from.coordinates ? meters(from.coordinates.longitude) : 20_015_115
    case 'ranked_locations': {
      const position = rule.location_ids.indexOf(from.location_id)
      return position < 0 ? rule.location_ids.length : position
    }
    case 'inventory_balance': {
      const shares = needs.map(({ sku }) => {
        const shelf = stock.get(sku)
        const all = [...(shelf?.values() ?? [])].reduce((sum, units) => sum + units, 0)
        return all === 0 ? 0 : (shelf?.get(from.location_id) ?? 0) / all
      })
      return (
        1_000 - Math.round((1_000 * shares.reduce((sum, share) => sum + share, 0)) / needs.length)
      )
    }
    default:
      return 0
  }
}

/** From 0, 0 along the equator. */
const meters = (longitude: number) =>
  Math.round((Math.abs(longitude) / 360) * 2 * Math.PI * 6_371_008.8)
