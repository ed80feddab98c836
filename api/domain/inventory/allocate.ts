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

  const taken = new Map<string, number>()
  const take = (location_id: string, wanted: number) => {
    const before = taken.get(location_id) ?? 0
    const units = Math.max(0, Math.min(wanted, freeAt(location_id) - before))
    if (units > 0) taken.set(location_id, before + units)
    return units
  }
  let found = 0
  let open = quantity
  for (const { location_id, quantity: wanted } of at) {
    if (places.includes(location_id)) found += take(location_id, wanted)
    open -= wanted
  }
  for (const location_id of source.locations) {
    if (open <= 0) break
    const units = take(location_id, open)
    found += units
    open -= units
  }
  const available = Math.max(0, Math.min(found, sellable))
  if (available < quantity) return err({ requested: quantity, available })
  return ok([...taken].map(([location_id, units]) => ({ location_id, quantity: units })))
}
