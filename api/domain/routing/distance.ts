/** Degrees, north and east positive. */
export interface Coordinates {
  latitude: number
  longitude: number
}

/** Mean radius of the earth (IUGG). */
const EARTH_RADIUS_KM = 6371.0088
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in kilometers: the haversine formula on a sphere. */
export function distanceKm(from: Coordinates, to: Coordinates): number {
  const latitudes = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2
  const longitudes = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2
  const parallel = Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude))
  // Rounding can leave the root a hair above 1 for antipodes.
  const half_chord = Math.min(1, Math.sqrt(latitudes + parallel * longitudes))
  return 2 * EARTH_RADIUS_KM * Math.asin(half_chord)
}
