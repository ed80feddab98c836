import type { Result } from '../shared/result'
import { buildModel } from './model'
import { type NoRoute, type Parcel, type Plan, planRoute } from './plan'
import type { Need, Place, RoutingProblem } from './problem'
import { rankPlaces } from './ranking'

/** A parcel of the order that leaves whatever is planned: units may join it, and it counts as one. */
export interface GoingParcel {
  location_id: string
  /** Of what is in it: minor units, grams. */
  value: number
  grams: number
}

/**
 * The plan for units that an order takes on top of what is on its way to leave. A parcel that goes
 * anyway costs nothing more to join, counts towards the most parcels there may be, and what is in it
 * counts towards what each has to be worth. It stays where it is even if its location may not be
 * given more.
 *
 * @param locations all there are, with those that may not be chosen
 */
export function planBeside(
  problem: RoutingProblem,
  going: readonly GoingParcel[],
  locations: readonly Place[],
): Result<Plan, NoRoute> {
  const parcels = byLocation(going, locations)
  if (parcels.size === 0) return planRoute(problem)
  const { settings, places, needs, stock } = problem
  const open = new Set(places.map(({ location_id }) => location_id))
  const there = [...stock].map(([sku, row]) => {
    return [sku, new Map([...row].filter(([location_id]) => open.has(location_id)))] as const
  })
  const fixed = [...parcels.values()].map(asNeed)
  const closed = locations.filter(({ location_id: id }) => parcels.has(id) && !open.has(id))
  const planned = planRoute({
    ...problem,
    settings: {
      ...settings,
      // Parcels that are there already are not undone by a limit that was lowered since.
      max_splits: settings.max_splits && Math.max(settings.max_splits, parcels.size),
    },
    needs: [...needs, ...fixed],
    places: [...places, ...closed],
    stock: new Map([
      ...there,
      ...fixed.map(({ sku }) => [sku, new Map([[placeOf(sku), 1]])] as const),
    ]),
  })
  if (!planned.ok) return planned
  const own = planned.value.parcels.flatMap((parcel) => withoutGoing(parcel, parcels, locations))
  const ranked = rankPlaces(buildModel(problem))
  return {
    ok: true,
    value: {
      ...planned.value,
      parcels: own,
      cost: own.reduce((sum, { cost }) => sum + cost, 0),
      rules: planned.value.rules.map((rule, index) => ({ ...rule, ...ranked[index] })),
    },
  }
}

/** No SKU is called so: what goes from a place is one unit that only this place has. */
const MARK = ' '
const asNeed = ({ location_id, value, grams }: GoingParcel): Need => ({
  ...{ sku: `${MARK}${location_id}`, quantity: 1, value, unit_grams: grams, going: true },
})
const placeOf = (sku: string) => sku.slice(MARK.length)

function byLocation(going: readonly GoingParcel[], locations: readonly Place[]) {
  const known = new Set(locations.map(({ location_id }) => location_id))
  const parcels = new Map<string, GoingParcel>()
  for (const { location_id, value, grams } of going) {
    if (!known.has(location_id)) continue
    const there = parcels.get(location_id) ?? { value: 0, grams: 0 }
    const sum = { value: there.value + value, grams: there.grams + grams }
    parcels.set(location_id, { location_id, ...sum })
  }
  return parcels
}

/** A parcel as far as it is new. */
function withoutGoing(
  parcel: Parcel,
  going: ReadonlyMap<string, GoingParcel>,
  locations: readonly Place[],
): Parcel[] {
  const there = going.get(parcel.location_id)
  if (!there) return [parcel]
  const units = parcel.units.filter(({ sku }) => !sku.startsWith(MARK))
  if (units.length === 0) return []
  const from = locations.find(({ location_id }) => location_id === parcel.location_id)
  const grams = parcel.grams - there.grams
  const cost = Math.round(((from?.cost_per_kg ?? 0) * grams) / 1_000)
  return [{ ...parcel, units, grams, cost, value: Math.max(0, parcel.value - there.value) }]
}
