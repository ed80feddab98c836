import type { DateText } from './calendar'
import type { Transit } from './promise'

/** How long parcels travel: of a service, or any; to some countries, or any. */
export interface TransitTime {
  service?: string | undefined
  countries?: readonly string[] | undefined
  min_days: number
  max_days: number
}

export interface CarrierCalendar {
  /** The first that fits is taken. */
  transit: readonly TransitTime[]
  holidays: readonly DateText[]
}

/** Null when nothing is said about that service to that country. */
export function transitFor(
  { transit, holidays }: CarrierCalendar,
  service: string | null,
  country: string | undefined,
): Transit | null {
  const fits = transit.find(
    (each) =>
      (each.service === undefined || each.service === service) &&
      (each.countries === undefined || (country !== undefined && each.countries.includes(country))),
  )
  return fits ? { min_days: fits.min_days, max_days: fits.max_days, holidays } : null
}
