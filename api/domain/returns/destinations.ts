import type { OrderLineId } from '../shared/ids'
import type { DestinationRule, Destinations } from './policy'

/** Units on their way back, and what the rules ask about them. */
export interface Sendback {
  line_id: OrderLineId
  sku: string
  quantity: number
  reason: string
  /** Of the units, minor units. */
  value: number
  /** Where the units were sent from: the default of a merchant without one. */
  sent_from: string
}

export interface Origin {
  country: string | null
  region: string | null
}

const names = (list: readonly string[] | undefined, value: string | null) =>
  list === undefined || (value !== null && list.includes(value))

const matches = (rule: DestinationRule, { country, region }: Origin, units: Sendback) =>
  names(rule.countries, country) &&
  names(rule.regions, region) &&
  names(rule.skus, units.sku) &&
  names(rule.reasons, units.reason) &&
  units.value >= (rule.min_value ?? 0) &&
  units.value <= (rule.max_value ?? Number.MAX_SAFE_INTEGER)

/** Where units go: the first rule that matches, else the default. */
export const destinationOf = (
  { rules, default_location_id }: Destinations,
  origin: Origin,
  units: Sendback,
): string =>
  rules.find((rule) => matches(rule, origin, units))?.location_id ??
  default_location_id ??
  units.sent_from

export interface ParcelContents {
  location_id: string
  lines: readonly { line_id: OrderLineId; quantity: number }[]
}

/** One parcel per destination, in the order in which the destinations are first met. */
export function splitIntoParcels(
  destinations: Destinations,
  origin: Origin,
  sendbacks: readonly Sendback[],
): ParcelContents[] {
  const parcels = new Map<string, Map<OrderLineId, number>>()
  for (const units of sendbacks) {
    const location_id = destinationOf(destinations, origin, units)
    const lines = parcels.get(location_id) ?? new Map<OrderLineId, number>()
    lines.set(units.line_id, (lines.get(units.line_id) ?? 0) + units.quantity)
    parcels.set(location_id, lines)
  }
  return [...parcels].map(([location_id, lines]) => ({
    location_id,
    lines: [...lines].map(([line_id, quantity]) => ({ line_id, quantity })),
  }))
}
