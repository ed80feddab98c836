import type { Component, Model } from './model'

/**
 * What the search knows before it decides: for any places that are in, and any that still may be,
 * how little each component can come to. Never more than what a completion really scores.
 */
export interface Bounds {
  /** How many more places the places in need, at least; infinite when all that may be do not do. */
  missing: (inside: readonly number[], open: readonly number[]) => number
  /** The least that a component can come to, for the places `missing` was last asked about. */
  least: (component: number) => number
}

const OUT = 0
const INSIDE = 1
const OPEN = 2

export function createBounds(model: Model): Bounds {
  const { components, places } = model
  const share = shareBound(model)
  const floors = components.map((component) => floorOf(model, component))
  const status = new Uint8Array(places.length)
  let last = { inside: [] as readonly number[], open: [] as readonly number[], missing: 0 }

  function missing(inside: readonly number[], open: readonly number[]): number {
    status.fill(OUT)
    for (const place of inside) status[place] = INSIDE
    for (const place of open) status[place] = OPEN
    const more = share(inside, open)
    last = { inside, open, missing: more }
    return more
  }

  function least(index: number): number {
    const component = components[index]
    if (!component) return 0
    const parcels = parcelsAtLeast(component, last.inside, last.open, last.missing)
    // Scores are whole: a bound may be rounded up, once it is safe from its own rounding.
    const floor = floors[index]?.(status) ?? { apart: 0, together: 0 }
    return Math.max(parcels + floor.apart, Math.ceil(floor.together - 1e-6))
  }

  return { missing, least }
}

/** A bound on how many places are missing: not even those that can do most of the rest do with fewer. */
function shareBound({ needs, units }: Model) {
  const residual = needs.map(() => 0)
  return (inside: readonly number[], open: readonly number[]): number => {
    let wanted = 0
    for (let sku = 0; sku < needs.length; sku++) {
      const row = units[sku] ?? []
      let rest = needs[sku]?.quantity ?? 0
      for (const place of inside) rest -= row[place] ?? 0
      rest = Math.max(0, rest)
      residual[sku] = rest
      wanted += rest
      for (const place of open) rest -= row[place] ?? 0
      if (rest > 0) return Number.POSITIVE_INFINITY
    }
    if (wanted === 0) return 0
    const shares = open.map((place) => {
      let share = 0
      for (let sku = 0; sku < needs.length; sku++) {
        share += Math.min(units[sku]?.[place] ?? 0, residual[sku] ?? 0)
      }
      return share
    })
    shares.sort((a, b) => b - a)
    let count = 0
    while (wanted > 0 && count < shares.length) wanted -= shares[count++] ?? 0
    return count
  }
}

/** The parcels of the places in, and as many of the cheapest others as are missing. */
function parcelsAtLeast(
  { per_parcel }: Component,
  inside: readonly number[],
  open: readonly number[],
  missing: number,
): number {
  let sum = 0
  for (const place of inside) sum += per_parcel[place] ?? 0
  if (missing === 0) return sum
  const cheapest = open.map((place) => per_parcel[place] ?? 0).sort((a, b) => a - b)
  for (const score of cheapest.slice(0, missing)) sum += score
  return sum
}

/**
 * `apart`: the units alone, each from where it is best in this component. `together`: parcels and
 * units, where a place that is not in yet spreads its parcel over all units that it could send at
 * most, so that using it for fewer costs no less than this says.
 */
function floorOf({ needs, units, places }: Model, { per_parcel, per_unit, weights }: Component) {
  const capacity = places.map((_, place) => units.reduce((sum, row) => sum + (row[place] ?? 0), 0))
  const spread = per_parcel.map((score, place) => score / Math.max(1, capacity[place] ?? 0))
  const inside_cost = needs.map((_, sku) => per_unit.map((score) => score * (weights[sku] ?? 0)))
  const open_cost = inside_cost.map((row) => row.map((cost, place) => cost + (spread[place] ?? 0)))
  const having = units.map((row) => [...row.keys()].filter((place) => (row[place] ?? 0) > 0))
  const sorted = (costs: readonly (readonly number[])[]) =>
    having.map((list, sku) =>
      list.toSorted((a, b) => (costs[sku]?.[a] ?? 0) - (costs[sku]?.[b] ?? 0)),
    )
  const [inside_order, open_order] = [sorted(inside_cost), sorted(open_cost)]
  const has_units = per_unit.some((score) => score > 0)
  const has_parcels = per_parcel.some((score) => score > 0)

  function unitsApart(status: Uint8Array): number {
    let sum = 0
    for (let sku = 0; sku < needs.length; sku++) {
      let rest = needs[sku]?.quantity ?? 0
      for (const place of inside_order[sku] ?? []) {
        if (rest === 0) break
        if (status[place] === OUT) continue
        const taken = Math.min(rest, units[sku]?.[place] ?? 0)
        sum += taken * (inside_cost[sku]?.[place] ?? 0)
        rest -= taken
      }
    }
    return sum
  }

  function allTogether(status: Uint8Array): number {
    let sum = 0
    for (let place = 0; place < places.length; place++) {
      if (status[place] === INSIDE) sum += per_parcel[place] ?? 0
    }
    for (let sku = 0; sku < needs.length; sku++) {
      const [inside, open] = [inside_order[sku] ?? [], open_order[sku] ?? []]
      let rest = needs[sku]?.quantity ?? 0
      let [a, b] = [0, 0]
      while (rest > 0) {
        while (a < inside.length && status[inside[a] ?? 0] !== INSIDE) a++
        while (b < open.length && status[open[b] ?? 0] !== OPEN) b++
        const [from_inside, from_open] = [inside[a], open[b]]
        if (from_inside === undefined && from_open === undefined) break
        const cost_inside =
          from_inside === undefined ? Infinity : (inside_cost[sku]?.[from_inside] ?? 0)
        const cost_open = from_open === undefined ? Infinity : (open_cost[sku]?.[from_open] ?? 0)
        const place = (cost_inside <= cost_open ? from_inside : from_open) ?? 0
        if (cost_inside <= cost_open) a++
        else b++
        const taken = Math.min(rest, units[sku]?.[place] ?? 0)
        sum += taken * Math.min(cost_inside, cost_open)
        rest -= taken
      }
    }
    return sum
  }

  return (status: Uint8Array) => ({
    apart: has_units ? unitsApart(status) : 0,
    together: has_parcels ? allTogether(status) : 0,
  })
}
