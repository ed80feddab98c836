import { addDays, endOfLocalDay, localDay } from '../shared/local-day'
import type { Instant } from '../shared/time'
import type { ReturnPolicy } from './policy'

/** Units of a line that left in one parcel. */
export interface ShippedUnits {
  quantity: number
  shipped_at: Instant
  /** Null while no scan or pickup says so. */
  delivered_at: Instant | null
}

type Terms = Pick<ReturnPolicy, 'window_days' | 'transit_buffer_days'>

/**
 * The last instant at which units may be returned: the end of the local day, `window_days` after
 * the day of delivery, or after the day of dispatch and the transit buffer. Null: unlimited.
 */
export function returnDeadline(
  { window_days, transit_buffer_days }: Terms,
  { shipped_at, delivered_at }: ShippedUnits,
  time_zone: string,
): Instant | null {
  if (window_days === null) return null
  const start =
    delivered_at === null
      ? addDays(localDay(shipped_at, time_zone), transit_buffer_days)
      : localDay(delivered_at, time_zone)
  return endOfLocalDay(addDays(start, window_days), time_zone)
}
