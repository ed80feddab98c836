import type { Fulfillment } from '../../domain/fulfillments/fulfillment'
import type { Pinned } from '../../domain/inventory/pin'
import type { WantedUnits } from '../../domain/orders/acquired'
import type { Aggregate } from '../../domain/orders/aggregate'
import type { OrderLine } from '../../domain/orders/order'
import type { GoingParcel } from '../../domain/routing/going'
import { needsOf } from '../../domain/routing/needs'
import type { OrderRouting } from '../../domain/routing/record'
import { shorten } from '../../domain/routing/routing'
import type { Services } from '../../services'
import type { CartPlan } from '../catalog/plan-cart'
import type { Snapshot } from '../catalog/snapshot'
import { findMerchant } from '../merchants/repository'
import type { CapacityDay } from '../routing/capacity'
import { openRouter } from '../routing/plan-units'
import type { PinRun } from './pin-order'
import { type RouteOutcome, routeOrder } from './route-order'

/** The plan for units that an order takes on top of what it has, as it is kept with the change. */
export interface Rerouted {
  /** The operation or job that wanted them. */
  cause: string
  routing: OrderRouting
  /** Days of locations whose capacity it takes. */
  days: readonly CapacityDay[]
}

/** Locations listed per rule in a plan that is kept. */
const RANKS_KEPT = 20

export interface UnitsWanted {
  aggregate: Aggregate
  snapshot: Snapshot
  wanted: readonly WantedUnits[]
  avoided: readonly string[]
  /** Work orders whose parcels leave anyway. */
  going: readonly Pick<Fulfillment, 'location_id' | 'lines'>[]
}

/**
 * Brings units that are pinned to where the rules want them, as at placement: with all filters, the
 * capacity of locations and the parcels the order is already. Units of a named location stay there.
 */
export async function routeUnits(
  services: Services,
  run: PinRun,
  asked: UnitsWanted,
  pinned: ReadonlyMap<string, Pinned>,
): Promise<Exclude<RouteOutcome, { type: 'routed' }> | Routed> {
  const { snapshot, wanted } = asked
  if (wanted.every(({ location_id }) => location_id !== undefined)) {
    return { type: 'routed', pinned, plan: null }
  }
  const { order, lines } = asked.aggregate
  const gramsOf = (sku: string) => snapshot.skus.get(sku)?.weight_grams ?? 0
  const priceOf = (sku: string) => Math.max(0, ...lines.map((line) => unitPrice(line, sku)))
  const values = wanted.map((each) => (each.unit_value ?? priceOf(each.sku)) * each.quantity)
  const going = asked.going.map(({ location_id, lines: units }): GoingParcel => {
    const sum = (of: (sku: string) => number) =>
      units.reduce((all, { sku, quantity }) => all + of(sku) * quantity, 0)
    return { location_id, value: sum(priceOf), grams: sum(gramsOf) }
  })
  const { merchant_id } = run
  const merchant = await findMerchant(services.directory, merchant_id)
  const router = openRouter(services, {
    ...{ merchant_id, snapshot, time_zone: merchant?.time_zone ?? 'UTC' },
    needs: needsOf(run.plan.parts, values, gramsOf),
    destination: order.shipping_address,
    shipping_service: order.shipping_service,
    at_counter: order.channel_kind === 'pos',
    serving: new Set(going.map(({ location_id }) => location_id)),
    excluded: new Set(asked.avoided),
    going,
  })
  const routed = await routeOrder(run, router, pinned)
  if (routed.type !== 'routed') return routed
  const routing = shorten(routed.routing, RANKS_KEPT)
  return { ...routed, plan: { routing, days: router.capacityTaken(routed.routing) } }
}

export interface Routed {
  type: 'routed'
  pinned: ReadonlyMap<string, Pinned>
  plan: Omit<Rerouted, 'cause'> | null
}

/** What a unit of an SKU costs in a line: of a kit, its share. */
function unitPrice({ sku: own, unit_price, components }: OrderLine, sku: string): number {
  if (own === sku) return unit_price
  const units = components.reduce((all, { quantity }) => all + quantity, 0)
  return components.some((part) => part.sku === sku) ? Math.round(unit_price / units) : 0
}

/** From where the rules prefer, whatever is there. */
export function planSource(
  services: Services,
  plan: CartPlan,
  { aggregate: { order }, snapshot, wanted, avoided }: UnitsWanted,
): CartPlan {
  const { merchant_id, shipping_address: destination, shipping_service } = order
  const router = openRouter(services, {
    ...{ merchant_id, time_zone: 'UTC', snapshot, needs: [], destination, shipping_service },
  })
  const allowed = plan.source.locations.filter((location_id) => !avoided.includes(location_id))
  const locations = router.prefer(allowed)
  const named = new Set(wanted.flatMap(({ location_id }) => location_id ?? []))
  const named_only = [...named].filter((location_id) => {
    const { active, ships, pickup } = snapshot.location_by_id.get(location_id) ?? {}
    return active && (ships || pickup) && !locations.includes(location_id)
  })
  // What the channel withholds from sale is not withheld from what was sold, nor is a location that
  // somebody names.
  return { ...plan, source: { locations, named_only, buffer: 0, cap: null } }
}
