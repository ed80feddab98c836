import type { Allocation } from '../inventory/task'
import { err, ok, type Result } from '../shared/result'
import { type Dropped, type FilterContext, filterLocations, type RoutableLocation } from './filters'
import { type GoingParcel, planBeside } from './going'
import type { NoRoute, Parcel, Plan } from './plan'
import type { Destination } from './problem'
import type { RoutingSettings } from './rule'
import type { Located } from './whereabouts'

/** All that a plan is made from. */
export interface RoutingRequest extends FilterContext {
  settings: RoutingSettings
  destination: Destination
  /** What the coordinates of the destination stand for. */
  located_by: Located['by'] | null
  locations: readonly RoutableLocation[]
  /** Parcels of the order that leave whatever is planned. */
  going?: readonly GoingParcel[]
}

/** A plan with everything that explains it. */
export interface Routing extends Plan {
  settings: RoutingSettings
  destination: { country: string | null; located_by: Located['by'] | null }
  /** How many locations could have been chosen. */
  candidates: number
  dropped: readonly Dropped[]
}

export interface Unroutable extends NoRoute {
  dropped: readonly Dropped[]
}

/** Filters, plans and explains. */
export function routeUnits(request: RoutingRequest): Result<Routing, Unroutable> {
  const { settings, destination, needs, stock, located_by } = request
  const { places, dropped } = filterLocations(request.locations, request)
  const problem = { settings, destination, needs, places, stock }
  const plan = planBeside(problem, request.going ?? [], request.locations)
  if (!plan.ok) return err({ ...plan.error, dropped })
  return ok({
    ...plan.value,
    settings,
    destination: { country: destination.country ?? null, located_by },
    candidates: places.length,
    dropped,
  })
}

/** The plan that takes these units and no others; refused where it breaks what no plan may. */
export const routeAsPinned = (
  request: RoutingRequest,
  units_of: ReadonlyMap<string, readonly Allocation[]>,
): Result<Routing, Unroutable> =>
  routeUnits({
    ...request,
    stock: new Map(
      [...units_of].map(([sku, units]) => [
        sku,
        new Map(units.map(({ location_id, quantity }) => [location_id, quantity])),
      ]),
    ),
  })

/** Per SKU, where its units come from. */
export function unitsOf(parcels: readonly Parcel[]): Map<string, Allocation[]> {
  const units_of = new Map<string, Allocation[]>()
  for (const { location_id, units } of parcels) {
    for (const { sku, quantity } of units) {
      units_of.set(sku, [...(units_of.get(sku) ?? []), { location_id, quantity }])
    }
  }
  return units_of
}

/** Whether two allocations are the same, in whatever order. */
export function sameUnits(a: readonly Allocation[], b: readonly Allocation[]): boolean {
  if (a.length !== b.length) return false
  const quantities = new Map(a.map(({ location_id, quantity }) => [location_id, quantity]))
  return b.every(({ location_id, quantity }) => quantities.get(location_id) === quantity)
}

/**
 * The explanation with lists of at most so many locations, so that what is kept with every order
 * stays small: the best of each rule, and always those that send something.
 */
export function shorten<R extends Pick<Routing, 'parcels' | 'rules' | 'dropped'>>(
  routing: R,
  most: number,
): R {
  const sending = new Set(routing.parcels.map(({ location_id }) => location_id))
  return {
    ...routing,
    rules: routing.rules.map((rule) => ({
      ...rule,
      ranks: rule.ranks.filter(
        ({ location_id }, index) => index < most || sending.has(location_id),
      ),
    })),
    dropped: routing.dropped.slice(0, most),
  }
}
