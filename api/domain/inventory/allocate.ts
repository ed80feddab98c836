import { err, ok, type Result } from '../shared/result'
import type { Allocation } from './task'

/** Units wanted of one SKU, summed over the whole request. */
export interface Demand {
  quantity: number
  /** The part of them that must come from a certain location. */
  at: readonly Allocation[]
}

/** Where units may come from, and what the channel withholds. */
export interface Source {
  /** Preferred first. */
  locations: readonly string[]
  /** Locations that only a demand naming them may use: they serve pickup, but do not ship. */
  named_only: readonly string[]
  /** Units the channel never sells. */
  buffer: number
  /** The most the channel sells at once, or null. */
  cap: number | null
}

export interface Short {
  requested: number
  available: number
}

/**
 * Chooses where the units come from, preferred locations first; or says how many there are.
 *
 * The demand is compared with the sum over all locations, negative ones included: those are
 * shortages that the other locations will have to serve.
 */
export function allocate(
  { quantity, at }: Demand,
  source: Source,
  freeAt: (location_id: string) => number,
): Result<readonly Allocation[], Short> {
  const named = at.filter(({ location_id }) => source.named_only.includes(location_id))
  const places = [...source.locations, ...new Set(named.map(({ location_id }) => location_id))]
  const total = places.reduce((sum, location_id) => sum + freeAt(location_id), 0)
  const sellable = Math.min(total - source.buffer, source.cap ?? total)
  const short = (available: number) =>
    err({ requested: quantity, available: Math.max(0, available) })
  if (quantity > sellable) return short(sellable)

  const taken = new Map<string, number>()
  const take = (location_id: string, units: number) =>
    taken.set(location_id, (taken.get(location_id) ?? 0) + units)
  const left = (location_id: string) => freeAt(location_id) - (taken.get(location_id) ?? 0)

  let rest = quantity
  for (const { location_id, quantity: wanted } of at) {
    const free = places.includes(location_id) ? left(location_id) : 0
    if (wanted > free) return short(quantity - wanted + Math.max(0, free))
    take(location_id, wanted)
    rest -= wanted
  }
  for (const location_id of source.locations) {
    if (rest === 0) break
    const units = Math.min(rest, left(location_id))
    if (units <= 0) continue
    take(location_id, units)
    rest -= units
  }
  if (rest > 0) return short(quantity - rest)
  return ok([...taken].map(([location_id, units]) => ({ location_id, quantity: units })))
}
