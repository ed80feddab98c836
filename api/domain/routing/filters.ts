import { byPreference, type Need, type Place, type StockTable } from './problem'

/** A location with what decides whether it may serve an order at all. */
export interface RoutableLocation extends Place {
  active: boolean
  ships: boolean
  pickup: boolean
  /** Orders it still takes today; null: any number. */
  capacity_left: number | null
}

export const dropReasons = [
  'inactive',
  'does_not_ship',
  'no_pickup',
  'not_in_channel',
  'not_asked_for',
  'excluded',
  'capacity_reached',
  'safety_stock',
  'no_stock',
] as const
export type DropReason = (typeof dropReasons)[number]

export interface Dropped {
  location_id: string
  reason: DropReason
}

export interface FilterContext {
  needs: readonly Need[]
  /** Locations the channel sells from; null: all. */
  channel_locations: readonly string[] | null
  /** Where the order is picked up; undefined: it is shipped. */
  pickup_at: string | undefined
  /** Sold at a counter, where units are handed over: the location need not ship. */
  at_counter?: boolean
  stock: StockTable
  /** Units that are there but withheld as safety stock. */
  withheld: StockTable
  /** Locations that must not be chosen: they have rejected the order, say. */
  excluded?: ReadonlySet<string>
  /** Locations that serve the order already: a parcel more does not count against them. */
  serving?: ReadonlySet<string>
}

/** Parts the locations that may serve an order from those that may not, each with its first reason. */
export function filterLocations(
  locations: readonly RoutableLocation[],
  context: FilterContext,
): { places: RoutableLocation[]; dropped: Dropped[] } {
  const sold = context.channel_locations && new Set(context.channel_locations)
  const places: RoutableLocation[] = []
  const dropped: Dropped[] = []
  for (const location of locations.toSorted(byPreference)) {
    const reason = reasonToDrop(location, context, sold)
    if (reason) dropped.push({ location_id: location.location_id, reason })
    else places.push(location)
  }
  return { places, dropped }
}

function reasonToDrop(
  location: RoutableLocation,
  { needs, pickup_at, at_counter, stock, withheld, serving, excluded }: FilterContext,
  sold: ReadonlySet<string> | null,
): DropReason | undefined {
  const { location_id, active, ships, pickup, capacity_left } = location
  if (excluded?.has(location_id)) return 'excluded'
  if (!active) return 'inactive'
  if (pickup_at === undefined && !ships && !at_counter) return 'does_not_ship'
  if (pickup_at !== undefined && pickup_at !== location_id) return 'not_asked_for'
  if (pickup_at !== undefined && !pickup && !at_counter) return 'no_pickup'
  if (sold && !sold.has(location_id)) return 'not_in_channel'
  if (capacity_left !== null && capacity_left < 1 && !serving?.has(location_id)) {
    return 'capacity_reached'
  }
  const has = (table: StockTable) =>
    needs.some(({ sku }) => (table.get(sku)?.get(location_id) ?? 0) > 0)
  if (has(stock)) return undefined
  return has(withheld) ? 'safety_stock' : 'no_stock'
}
