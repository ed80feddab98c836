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

/** What became of each place. */
type Status = Uint8Array
const OUT = 0
const INSIDE = 1
const OPEN = 2

export function createBounds(model: Model): Bounds {
  const { components, places } = model
  const share = shareBound(model)
  const floors = components.map((component) => floorOf(model, component))
  const status = new Uint8Array(places.length)
  let last = { inside: [] as readonly number[], open: [] as readonly number[], missing: 0 }

  return {
    missing(inside, open) {
      status.fill(OUT)
      for (const place of inside) status[place] = INSIDE
      for (const place of open) status[place] = OPEN
      last = { inside, open, missing: share(inside, open) }
      return last.missing
    },
    least(index) {
      const [component, floor] = [components[index], floors[index]]
      if (!component || !floor) return 0
      const parcels = parcelsAtLeast(component, last.inside, last.open, last.missing)
      const apart = parcels + (floor.has_units ? unitsApart(floor, status) : 0)
      // Scores are whole: a bound may be rounded up, once it is safe from its own rounding.
      const together = floor.has_parcels ? Math.ceil(allTogether(floor, status) - 1e-6) : 0
      return Math.max(apart, together)
    },
  }
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

/** A component, sorted for its bounds. */
interface Floor {
  model: Model
  component: Component
  has_units: boolean
  has_parcels: boolean
  /** By SKU: what a unit from each place costs, and the places that have it, the least first. */
  inside_cost: readonly (readonly number[])[]
  inside_order: readonly (readonly number[])[]
  /**
   * The same for a place that is not in yet. It spreads its parcel over all units it could send at
   * most, so that using it for fewer costs no less than this says.
   */
  open_cost: readonly (readonly number[])[]
  open_order: readonly (readonly number[])[]
}

function floorOf(model: Model, component: Component): Floor {
  const { needs, units, places } = model
  const { per_parcel, per_unit, weights } = component
  const spread = places.map((_, place) => {
    const capacity = units.reduce((sum, row) => sum + (row[place] ?? 0), 0)
    return (per_parcel[place] ?? 0) / Math.max(1, capacity)
  })
  const inside_cost = needs.map((_, sku) => per_unit.map((score) => score * (weights[sku] ?? 0)))
  const open_cost = inside_cost.map((row) => row.map((cost, place) => cost + (spread[place] ?? 0)))
  const sorted = (costs: readonly (readonly number[])[]) =>
    units.map((row, sku) =>
      [...row.keys()]
        .filter((place) => (row[place] ?? 0) > 0)
        .sort((a, b) => (costs[sku]?.[a] ?? 0) - (costs[sku]?.[b] ?? 0)),
    )
  return {
    model,
    component,
    has_units: per_unit.some((score) => score > 0),
    has_parcels: per_parcel.some((score) => score > 0),
    inside_cost,
    inside_order: sorted(inside_cost),
    open_cost,
    open_order: sorted(open_cost),
  }
}

/** The units alone, each from where it is best in this component, whatever places that takes. */
function unitsApart({ model, inside_order, inside_cost }: Floor, status: Status): number {
  const { needs, units } = model
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

/** Parcels of the places in, and each unit from one of them or from one that pays for its parcel. */
function allTogether(floor: Floor, status: Status): number {
  const { model, component } = floor
  let sum = 0
  for (let place = 0; place < model.places.length; place++) {
    if (status[place] === INSIDE) sum += component.per_parcel[place] ?? 0
  }
  for (let sku = 0; sku < model.needs.length; sku++) sum += skuTogether(floor, status, sku)
  return sum
}

function skuTogether(floor: Floor, status: Status, sku: number): number {
  const [inside, open] = [floor.inside_order[sku] ?? [], floor.open_order[sku] ?? []]
  const row = floor.model.units[sku] ?? []
  let [sum, a, b] = [0, 0, 0]
  let rest = floor.model.needs[sku]?.quantity ?? 0
  while (rest > 0) {
    while (a < inside.length && status[inside[a] ?? 0] !== INSIDE) a++
    while (b < open.length && status[open[b] ?? 0] !== OPEN) b++
    const [here, there] = [inside[a], open[b]]
    if (here === undefined && there === undefined) break
    const cost_here = here === undefined ? Infinity : (floor.inside_cost[sku]?.[here] ?? 0)
    const cost_there = there === undefined ? Infinity : (floor.open_cost[sku]?.[there] ?? 0)
    const place = (cost_here <= cost_there ? here : there) ?? 0
    if (cost_here <= cost_there) a++
    else b++
    const taken = Math.min(rest, row[place] ?? 0)
    sum += taken * Math.min(cost_here, cost_there)
    rest -= taken
  }
  return sum
}
