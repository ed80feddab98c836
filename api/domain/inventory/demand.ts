import type { Part } from '../catalog/kit'
import type { Demand } from './allocate'
import type { Allocation } from './task'

/** What a request wants of each SKU, summed over all its lines; SKUs in order. */
export function sumDemands(parts: readonly Part[]): Map<string, Demand> {
  const demands = new Map<string, { quantity: number; at: Allocation[] }>()
  const skus = [...new Set(parts.map(({ sku }) => sku))].sort()
  for (const sku of skus) demands.set(sku, { quantity: 0, at: [] })
  for (const { sku, quantity, location_id } of parts) {
    const demand = demands.get(sku)
    if (!demand) continue
    demand.quantity += quantity
    if (location_id === undefined) continue
    const named = demand.at.find((unit) => unit.location_id === location_id)
    if (named) named.quantity += quantity
    else demand.at.push({ location_id, quantity })
  }
  return demands
}

export interface PartAllocation {
  line: number
  sku: string
  units: readonly Allocation[]
}

/**
 * Gives each part its share of the units its SKU was allocated: named locations first, then what
 * is left, in the order of the request.
 */
export function shareOut(
  parts: readonly Part[],
  units_of: ReadonlyMap<string, readonly Allocation[]>,
): PartAllocation[] {
  const left = new Map<string, Map<string, number>>()
  for (const [sku, units] of units_of) {
    left.set(sku, new Map(units.map(({ location_id, quantity }) => [location_id, quantity])))
  }
  const take = ({ sku, quantity }: Part, places: readonly string[]) => {
    const pool = left.get(sku)
    const taken: Allocation[] = []
    let rest = quantity
    for (const location_id of places) {
      const units = Math.min(rest, pool?.get(location_id) ?? 0)
      if (units <= 0) continue
      taken.push({ location_id, quantity: units })
      pool?.set(location_id, (pool.get(location_id) ?? 0) - units)
      rest -= units
    }
    return taken
  }
  const shares = new Map<Part, Allocation[]>()
  for (const part of parts) {
    if (part.location_id !== undefined) shares.set(part, take(part, [part.location_id]))
  }
  for (const part of parts) {
    if (part.location_id !== undefined) continue
    const places = (units_of.get(part.sku) ?? []).map(({ location_id }) => location_id)
    shares.set(part, take(part, places))
  }
  return parts.map((part) => ({ line: part.line, sku: part.sku, units: shares.get(part) ?? [] }))
}

/** Units of several allocations, one entry per location. */
export function mergeUnits(allocations: readonly (readonly Allocation[])[]): Allocation[] {
  const merged = new Map<string, number>()
  for (const { location_id, quantity } of allocations.flat()) {
    merged.set(location_id, (merged.get(location_id) ?? 0) + quantity)
  }
  return [...merged].map(([location_id, quantity]) => ({ location_id, quantity }))
}
