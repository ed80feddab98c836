import type { Coordinates } from './distance'

/** What an address says of where it is. */
export interface Whereabouts {
  country: string
  region?: string | undefined
  city?: string | undefined
  postal_code?: string | undefined
  latitude?: number | undefined
  longitude?: number | undefined
}

/** What a point stands for: the address itself, or the middle of an area it lies in. */
export const locatedBy = ['coordinates', 'postal_area', 'city', 'region', 'country'] as const

export interface Located {
  coordinates: Coordinates
  by: (typeof locatedBy)[number]
}

/** Knows the middle of areas; the data behind it is not the business of who asks. */
export type Locate = (address: Whereabouts) => Located | undefined
