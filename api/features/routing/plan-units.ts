import type { FreeUnits } from '../../domain/inventory/free-units'
import type { Allocation } from '../../domain/inventory/task'
import {
  type DeliveryWindow,
  orderPromise,
  shipmentDates,
  shipmentPromise,
} from '../../domain/promises/promise'
import { transitFor } from '../../domain/promises/transit'
import type { GoingParcel } from '../../domain/routing/going'
import { byRules } from '../../domain/routing/preference'
import type { Destination, Need, StockTable } from '../../domain/routing/problem'
import { type OrderRouting, type RoutingBasis, toBasis } from '../../domain/routing/record'
import {
  type Routing,
  type RoutingRequest,
  routeAsPinned,
  routeUnits,
  type Unroutable,
} from '../../domain/routing/routing'
import type { RoutingSettings } from '../../domain/routing/rule'
import type { Whereabouts } from '../../domain/routing/whereabouts'
import type { MerchantId } from '../../domain/shared/ids'
import { ok, type Result } from '../../domain/shared/result'
import type { Instant } from '../../domain/shared/time'
import type { Services } from '../../services'
import type { Snapshot } from '../catalog/snapshot'
import { type CapacityDay, capacityDays, readCapacity } from './capacity'
import { placesOf } from './places'

/** Units that are to be sent somewhere, and what decides from where. */
export interface UnitsToRoute {
  merchant_id: MerchantId
  /** The merchant's: for locations that name none. */
  time_zone: string
  /** With the channel of the order, and all its SKUs. */
  snapshot: Snapshot
  needs: readonly Need[]
  /** Null: nobody knows where to, and rules about it are neutral. */
  destination: Whereabouts | null
  /** Undefined: it is shipped. */
  pickup_at?: string | undefined
  /** Sold at a counter: handed over, not shipped. */
  at_counter?: boolean
  /** As the order names it: how long it travels. */
  shipping_service: string | null
  /** Instead of the merchant's own. */
  settings?: RoutingSettings | undefined
  /** Locations that serve the order already, and those that must not be chosen. */
  serving?: ReadonlySet<string>
  excluded?: ReadonlySet<string>
  /** Parcels of the order that leave whatever is planned. */
  going?: readonly GoingParcel[]
}

/** Per SKU, what may be taken at each location, units that are the order's own among them. */
export type LevelsOf = ReadonlyMap<string, readonly FreeUnits[]>

/** Of how many locations per SKU the stock is kept with an order. */
const BASIS_LOCATIONS = 100

/**
 * Plans units of one order: opened once, asked again whenever levels have changed. Nothing is
 * written, and nothing read but how full locations with a capacity are.
 */
export function openRouter(services: Services, asked: UnitsToRoute) {
  const scene = sceneOf(services, asked)
  const { days, destination, rules, places, now } = scene
  /** Locations in the order in which the rules prefer them, whatever is there. */
  let order: readonly string[] | undefined
  const inOrder = () =>
    (order ??= byRules(rules, destination, places).map(({ location_id }) => location_id))
  const answer = (result: Result<Routing, Unroutable>) =>
    result.ok ? ok(promised(asked, scene, result.value)) : result

  return {
    /** When a parcel that a location is told of at an instant leaves and arrives. */
    promise: (location_id: string, from: Instant = now) =>
      promiseOf(asked, destination, location_id, from),
    plan: async (levels: LevelsOf) =>
      answer(routeUnits(await requestFor(services, asked, scene, levels))),
    /** The plan that takes just these units, if they keep what no plan may break. */
    review: async (levels: LevelsOf, units_of: ReadonlyMap<string, readonly Allocation[]>) =>
      answer(routeAsPinned(await requestFor(services, asked, scene, levels), units_of)),
    /** Some locations, those first that the rules prefer before any stock is known. */
    prefer(location_ids: readonly string[]): readonly string[] {
      if (location_ids.length < 2) return location_ids
      const some = new Set(location_ids)
      return inOrder().filter((location_id) => some.has(location_id))
    },
    /** What a plan was made from, to be kept with it. */
    basis: ({ parcels }: OrderRouting, levels: LevelsOf): RoutingBasis => {
      const made_from = { needs: asked.needs, destination, stock: tableOf(levels, 'available') }
      return toBasis(made_from, parcels, inOrder(), BASIS_LOCATIONS)
    },
    /** The capacity that a plan takes. */
    capacityTaken: ({ parcels }: OrderRouting): CapacityDay[] => {
      const sending = new Set(parcels.map(({ location_id }) => location_id))
      return days.filter(
        ({ location_id }) => sending.has(location_id) && !asked.serving?.has(location_id),
      )
    },
  }
}

export type Router = ReturnType<typeof openRouter>

/**
 * Where units of an order should come from now: a plan over live levels, for whoever routes an
 * order's remaining units again. The levels are those of `readLevels`, or what a pin answered; with
 * `serving` and `excluded` it keeps to what the order has, and away from who has refused it.
 */
export const planUnits = (services: Services, asked: UnitsToRoute, levels: LevelsOf) =>
  openRouter(services, asked).plan(levels)

/** What does not change with the stock. */
function sceneOf(services: Services, asked: UnitsToRoute) {
  const { snapshot, time_zone } = asked
  const now = services.now()
  const located = asked.destination ? services.locate(asked.destination) : undefined
  const destination: Destination = {
    country: asked.destination?.country,
    coordinates: located?.coordinates,
  }
  return {
    now,
    destination,
    located_by: located?.by ?? null,
    ...(asked.settings ?? snapshot.routing),
    places: placesOf(snapshot.locations, services.locate),
    days: capacityDays(snapshot.locations, time_zone, now),
  }
}
type Scene = ReturnType<typeof sceneOf>

async function requestFor(
  services: Services,
  { merchant_id, snapshot, needs, pickup_at, at_counter, serving, excluded, going }: UnitsToRoute,
  { rules, max_splits, min_split_value, destination, located_by, places, days }: Scene,
  levels: LevelsOf,
): Promise<RoutingRequest> {
  const counted = relevant(days, levels)
  const left =
    counted.length > 0
      ? await readCapacity(services.shardFor(merchant_id), merchant_id, counted)
      : undefined
  return {
    settings: { rules, max_splits, min_split_value },
    ...{ destination, located_by, needs, pickup_at },
    locations: left
      ? places.map((place) => ({
          ...place,
          capacity_left: left.get(place.location_id) ?? null,
        }))
      : places,
    channel_locations: snapshot.channel?.location_ids ?? null,
    stock: tableOf(levels, 'available'),
    withheld: tableOf(levels, 'withheld'),
    ...(at_counter && { at_counter }),
    ...(serving && { serving }),
    ...(excluded && { excluded }),
    ...(going && { going }),
  }
}

function promiseOf(
  { snapshot, time_zone, shipping_service, pickup_at }: UnitsToRoute,
  { country }: Destination,
  location_id: string,
  from: Instant,
): DeliveryWindow | null {
  const location = snapshot.location_by_id.get(location_id)
  if (!location) return null
  const workplace = { ...location, time_zone: location.time_zone ?? time_zone }
  const { transit, carrier_holidays: holidays } = snapshot.routing
  const travels =
    pickup_at === undefined ? transitFor({ transit, holidays }, shipping_service, country) : null
  return shipmentPromise(shipmentDates(from, workplace, travels), workplace)
}

function promised(asked: UnitsToRoute, scene: Scene, routing: Routing): OrderRouting {
  const parcels = routing.parcels.map((parcel) => ({
    ...parcel,
    promise: promiseOf(asked, scene.destination, parcel.location_id, scene.now),
  }))
  const windows = parcels.flatMap((parcel) => parcel.promise ?? [])
  return { ...routing, parcels, promise: orderPromise(windows) }
}

const tableOf = (levels: LevelsOf, what: 'available' | 'withheld'): StockTable =>
  new Map(
    [...levels].map(([sku, rows]) => [
      sku,
      new Map(rows.map((row) => [row.location_id, row[what]] as const)),
    ]),
  )

/** The days of locations that have anything of what is wanted. */
function relevant(days: readonly CapacityDay[], levels: LevelsOf): CapacityDay[] {
  const having = new Set([...levels.values()].flat().map(({ location_id }) => location_id))
  return days.filter(({ location_id }) => having.has(location_id))
}
