import type { Instant } from '../shared/time'
import {
  addBusinessDays,
  type DateText,
  endOfDay,
  isBusinessDay,
  localTime,
  nextBusinessDay,
  startOfDay,
} from './calendar'

/** When a location works. */
export interface Workplace {
  time_zone: string
  /** `14:00`: what is ordered before it is worked on the same day; null: until midnight. */
  cutoff: string | null
  /** Business days from the one it is worked on to the one it leaves. */
  handling_days: number
  holidays: readonly DateText[]
}

/** How long a parcel travels, in business days of who carries it. */
export interface Transit {
  min_days: number
  max_days: number
  holidays: readonly DateText[]
}

export interface ShipmentDates {
  /** The day it is worked on. */
  start: DateText
  ship: DateText
  /** Null when nobody knows how long it travels. */
  deliver_min: DateText | null
  deliver_max: DateText | null
}

/**
 * The days of a shipment. It starts on the order's local day if that is a business day and the time
 * is before the cutoff, else on the next business day; it ships so many business days of the
 * location later, and is delivered so many business days of the carrier after that.
 */
export function shipmentDates(
  ordered_at: Instant,
  { time_zone, cutoff, handling_days, holidays }: Workplace,
  transit: Transit | null,
): ShipmentDates {
  const days_off = new Set(holidays)
  const { date, minutes } = localTime(ordered_at, time_zone)
  const in_time = isBusinessDay(date, days_off) && minutes < minutesOf(cutoff)
  const start = in_time ? date : nextBusinessDay(date, days_off)
  const ship = addBusinessDays(start, handling_days, days_off)
  if (!transit) return { start, ship, deliver_min: null, deliver_max: null }
  const no_transit = new Set(transit.holidays)
  return {
    start,
    ship,
    deliver_min: addBusinessDays(ship, transit.min_days, no_transit),
    deliver_max: addBusinessDays(ship, transit.max_days, no_transit),
  }
}

function minutesOf(cutoff: string | null): number {
  if (cutoff === null) return Number.POSITIVE_INFINITY
  const [hours, minutes] = cutoff.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** By when it leaves, and between when it arrives. */
export interface DeliveryWindow {
  ship_by: Instant
  deliver_min: Instant | null
  deliver_max: Instant | null
}

/** The days as instants in the time zone of the location: from the first second to the last. */
export function shipmentPromise(
  { ship, deliver_min, deliver_max }: ShipmentDates,
  { time_zone }: Pick<Workplace, 'time_zone'>,
): DeliveryWindow {
  return {
    ship_by: endOfDay(ship, time_zone),
    deliver_min: deliver_min === null ? null : startOfDay(deliver_min, time_zone),
    deliver_max: deliver_max === null ? null : endOfDay(deliver_max, time_zone),
  }
}

/** Of an order in several shipments: it is there when the last one is. */
export function orderPromise(shipments: readonly DeliveryWindow[]): DeliveryWindow | null {
  if (shipments.length === 0) return null
  const last = (instants: readonly (Instant | null)[]) =>
    instants.reduce((latest, each) =>
      latest === null || each === null ? null : Math.max(latest, each),
    )
  return {
    ship_by: Math.max(...shipments.map(({ ship_by }) => ship_by)),
    deliver_min: last(shipments.map(({ deliver_min }) => deliver_min)),
    deliver_max: last(shipments.map(({ deliver_max }) => deliver_max)),
  }
}
