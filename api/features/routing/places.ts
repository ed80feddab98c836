/** Locations as routing sees them; worked out once per snapshot of them. */
import type { RoutableLocation } from '../../domain/routing/filters'
import type { Locate } from '../../domain/routing/whereabouts'
import type { Snapshot, SnapshotLocation } from '../catalog/snapshot'

const known = new WeakMap<Snapshot['locations'], readonly RoutableLocation[]>()

/** Every location, as if none was full: capacities are read when they matter. */
export function placesOf(locations: Snapshot['locations'], locate: Locate) {
  const places = known.get(locations) ?? locations.map((each) => toPlace(each, locate))
  known.set(locations, places)
  return places
}

const toPlace = (location: SnapshotLocation, locate: Locate): RoutableLocation => ({
  location_id: location.location_id,
  country: location.address.country,
  coordinates: locate({
    ...location.address,
    latitude: location.latitude ?? undefined,
    longitude: location.longitude ?? undefined,
  })?.coordinates,
  priority: location.priority,
  parcel_cost: location.parcel_cost,
  cost_per_kg: location.cost_per_kg,
  active: location.active,
  ships: location.ships,
  pickup: location.pickup,
  capacity_left: null,
})
