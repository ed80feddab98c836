import type { Movement } from './accounts'
import type { Demand, Source } from './allocate'
import { balancesAt, type Stock } from './stock'

/** What could be taken from a location, beside what whoever asks has of it already. */
export interface FreeUnits {
  location_id: string
  available: number
  /** Safety stock: there, but not for sale. */
  withheld: number
}

/** The locations that a demand may be served from and that have units, after some movements. */
export function freeUnits(
  stock: Stock,
  { at }: Demand,
  { locations, named_only }: Source,
  movements: readonly Movement[] = [],
): FreeUnits[] {
  const named = at.map(({ location_id }) => location_id)
  const places = [...locations, ...named_only.filter((location_id) => named.includes(location_id))]
  const change = new Map<string, number>()
  for (const { location_id, quantity, to_account } of movements) {
    const before = change.get(location_id) ?? 0
    change.set(location_id, before + (to_account === 'available' ? quantity : -quantity))
  }
  return places.flatMap((location_id) => {
    const { available, safety_stock } = balancesAt(stock, location_id)
    const free = available + (change.get(location_id) ?? 0)
    if (free <= 0 && safety_stock <= 0) return []
    return [{ location_id, available: Math.max(0, free), withheld: safety_stock }]
  })
}
