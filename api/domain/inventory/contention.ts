import type { Instant } from '../shared/time'
import type { Short, Source } from './allocate'
import type { Stock } from './stock'
import type { Allocation } from './task'

/** A cart that cannot have all it wants lets go of what it got within this time. */
const RIVAL_MS = 1_000

/**
 * Whether units that others took a moment ago are all that is missing. Two carts that cross on
 * each other's last units both see this; it is worth asking again, and nothing else is.
 */
export function isContended(
  stock: Stock,
  { locations, named_only }: Source,
  { requested, available }: Short,
  now: Instant,
): boolean {
  const places = new Set([...locations, ...named_only])
  const unitsThere = (units: readonly Allocation[]) =>
    units.reduce((sum, unit) => sum + (places.has(unit.location_id) ? unit.quantity : 0), 0)
  let lately = 0
  for (const { since, units } of [...stock.held.values(), ...stock.pinned.values()]) {
    if (now - since < RIVAL_MS) lately += unitsThere(units)
  }
  return requested <= available + lately
}
