import type { Allocation } from '../inventory/task'
import { type Parcel, planRoute } from './plan'
import type { Destination, Need, Place, StockTable } from './problem'
import { unitsOf } from './routing'
import type { RoutingSettings } from './rule'

/** An order as it was when it was routed: what was there then, and what was taken. */
export interface PastOrder {
  needs: readonly Need[]
  destination: Destination
  stock: StockTable
  taken: ReadonlyMap<string, readonly Allocation[]>
}

/** What a list of rules came to, over many orders. */
export interface RoutingFigures {
  /** Orders that were served. */
  orders: number
  /** Orders that were not: the units were not there, or the filters forbid every plan. */
  unfillable: number
  parcels: number
  /** Minor units, by what the locations cost now. */
  cost: number
  /** Over all parcels whose distance is known. */
  distance_km: number
  /** Of the parcels of which that is known, the share that stayed in their market; null: of none. */
  in_market_share: number | null
}

export interface Simulation {
  actual: RoutingFigures
  simulated: RoutingFigures
  /** Orders that would have been served differently. */
  changed: number
}

/**
 * Replays orders, oldest first, under other settings. What one order takes elsewhere is there, or
 * missing, for those after it: the stock that was recorded with each is corrected by the difference
 * between what the orders before it took and what they would have taken.
 *
 * Both sides are measured alike: with the costs of the locations as they are now, and the markets of
 * the new settings.
 */
export function openSimulation(places: readonly Place[], settings: RoutingSettings) {
  const drift = createDrift()
  const [actual, simulated] = [createTally(), createTally()]
  let changed = 0

  function replay({ needs, destination, stock, taken }: PastOrder): void {
    const planned = planRoute({ settings, destination, needs, places, stock: drift.applied(stock) })
    const unbound = { ...settings, max_splits: null, min_split_value: null }
    const as_it_was = planRoute({
      ...{ settings: unbound, destination, needs, places },
      stock: tableOf(taken),
    })
    actual.add(as_it_was.ok ? as_it_was.value.parcels : undefined)
    simulated.add(planned.ok ? planned.value.parcels : undefined)
    const instead = planned.ok ? unitsOf(planned.value.parcels) : new Map()
    if (!sameTables(tableOf(taken), tableOf(instead))) changed++
    drift.note(taken, 1)
    drift.note(instead, -1)
  }

  return {
    replay,
    result: (): Simulation => ({
      actual: actual.figures(),
      simulated: simulated.figures(),
      changed,
    }),
  }
}

type UnitsOf = ReadonlyMap<string, readonly Allocation[]>

const tableOf = (units_of: UnitsOf): StockTable =>
  new Map(
    [...units_of].map(([sku, units]) => [
      sku,
      new Map(units.map(({ location_id, quantity }) => [location_id, quantity])),
    ]),
  )

function sameTables(a: StockTable, b: StockTable): boolean {
  const flat = (table: StockTable) =>
    [...table]
      .flatMap(([sku, row]) => [...row].map((cell) => JSON.stringify([sku, ...cell])))
      .sort()
  return JSON.stringify(flat(a)) === JSON.stringify(flat(b))
}

/** Units that the orders so far have left, or taken, other than they did. */
function createDrift() {
  const units = new Map<string, Map<string, number>>()
  return {
    note(units_of: UnitsOf, sign: 1 | -1) {
      for (const [sku, list] of units_of) {
        const row = units.get(sku) ?? new Map<string, number>()
        units.set(sku, row)
        for (const { location_id, quantity } of list) {
          row.set(location_id, (row.get(location_id) ?? 0) + sign * quantity)
        }
      }
    },
    applied: (stock: StockTable): StockTable =>
      new Map(
        [...stock].map(([sku, row]) => {
          const corrected = new Map(row)
          for (const [location_id, more] of units.get(sku) ?? []) {
            corrected.set(location_id, Math.max(0, (row.get(location_id) ?? 0) + more))
          }
          return [sku, corrected]
        }),
      ),
  }
}

function createTally() {
  let [orders, unfillable, parcels, cost, meters, in_market, known] = [0, 0, 0, 0, 0, 0, 0]
  return {
    add(sent: readonly Parcel[] | undefined) {
      if (!sent) {
        unfillable++
        return
      }
      orders++
      for (const parcel of sent) {
        parcels++
        cost += parcel.cost
        meters += Math.round((parcel.distance_km ?? 0) * 1_000)
        if (parcel.in_market !== null) known++
        if (parcel.in_market) in_market++
      }
    },
    figures: (): RoutingFigures => ({
      orders,
      unfillable,
      parcels,
      cost,
      distance_km: meters / 1_000,
      in_market_share: known === 0 ? null : Math.round((in_market / known) * 10_000) / 10_000,
    }),
  }
}
