import type { DeliveryWindow } from '../promises/promise'
import type { Parcel } from './plan'
import type { Destination, Need, StockTable } from './problem'
import { type Routing, unitsOf } from './routing'
import type { PastOrder } from './simulation'

/** A parcel, and when it leaves and arrives. */
export interface PromisedParcel extends Parcel {
  promise: DeliveryWindow | null
}

/** A plan as it is answered, and kept with its order. */
export interface OrderRouting extends Omit<Routing, 'parcels'> {
  parcels: readonly PromisedParcel[]
  /** Of the whole order. */
  promise: DeliveryWindow | null
}

/** What a plan was made from, small enough to keep with every order: what a replay starts from. */
export interface RoutingBasis {
  needs: readonly Need[]
  destination: Destination
  /** Per SKU and location, units that could be taken. */
  stock: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/**
 * @param order locations, those first that are kept when there are more than `most` with a SKU;
 *   those that send it always are
 */
export function toBasis(
  {
    needs,
    destination,
    stock,
  }: { needs: readonly Need[]; destination: Destination; stock: StockTable },
  parcels: readonly Parcel[],
  order: readonly string[],
  most: number,
): RoutingBasis {
  const sending = unitsOf(parcels)
  const rows = [...stock].map(([sku, row]) => {
    const used = new Set(sending.get(sku)?.map(({ location_id }) => location_id))
    const having = order.filter((location_id) => (row.get(location_id) ?? 0) > 0)
    const kept = having.filter((location_id, index) => index < most || used.has(location_id))
    return [sku, Object.fromEntries(kept.map((id) => [id, row.get(id) ?? 0]))] as const
  })
  return { needs, destination, stock: Object.fromEntries(rows) }
}

/** An order for a replay, from what was kept with it. */
export const toPastOrder = (
  parcels: readonly Parcel[],
  { needs, destination, stock }: RoutingBasis,
): PastOrder => ({
  needs,
  destination: { country: destination.country, coordinates: destination.coordinates },
  stock: new Map(
    Object.entries(stock).map(([sku, row]) => [sku, new Map(Object.entries(row))] as const),
  ),
  taken: unitsOf(parcels),
})
