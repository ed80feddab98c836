import type { Coordinates } from './distance'
import type { RoutingSettings } from './rule'

/** Units wanted of one SKU, over the whole order. */
export interface Need {
  sku: string
  quantity: number
  /** Of all of them, in minor units. */
  value: number
  /** Of one unit; 0 when the SKU's weight is not known. */
  unit_grams: number
  /** It is no stock: it stands for a parcel that leaves anyway. */
  going?: true
}

/** A location that orders may be routed to. */
export interface Place {
  location_id: string
  country: string
  coordinates: Coordinates | undefined
  /** Lower is preferred where every rule ties. */
  priority: number
  /** Minor units. */
  parcel_cost: number
  cost_per_kg: number
}

/** Where an order goes, as far as it is known. What is unknown makes rules about it neutral. */
export interface Destination {
  country: string | undefined
  coordinates: Coordinates | undefined
}

/** Units that may be taken, per SKU and location; what is not listed is not there. */
export type StockTable = ReadonlyMap<string, ReadonlyMap<string, number>>

export interface RoutingProblem {
  settings: RoutingSettings
  destination: Destination
  needs: readonly Need[]
  places: readonly Place[]
  stock: StockTable
}

/** Compares as bytes would: the same everywhere, whatever the language of the machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The order in which locations are preferred where no rule says otherwise. */
export const byPreference = (
  a: Pick<Place, 'priority' | 'location_id'>,
  b: Pick<Place, 'priority' | 'location_id'>,
): number => a.priority - b.priority || byText(a.location_id, b.location_id)
