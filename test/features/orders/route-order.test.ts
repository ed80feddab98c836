import { expect, it } from 'vitest'
import { sumDemands } from '../../../api/domain/inventory/demand'
import { needsOf } from '../../../api/domain/routing/needs'
import { defaultSettings, type RoutingSettings } from '../../../api/domain/routing/rule'
import type { MerchantId } from '../../../api/domain/shared/ids'
import type { Snapshot, SnapshotLocation } from '../../../api/features/catalog/snapshot'
import { type PinRun, pinOrder } from '../../../api/features/orders/pin-order'
import { routeOrder } from '../../../api/features/orders/route-order'
import { openRouter } from '../../../api/features/routing/plan-units'
import type { Services } from '../../../api/services'
import { createWarehouse, type Fate, type Road } from '../../support/worker/fake-stock'

const merchant_id: MerchantId = 'mer_x'
const location = (location_id: string): SnapshotLocation => ({
  location_id,
  name: location_id,
  kind: 'warehouse',
  address: { line1: 'x', city: 'x', postal_code: 'x', country: 'DE' },
  latitude: 0,
  longitude: 0,
  ships: true,
  pickup: false,
  priority: 0,
  active: true,
  time_zone: null,
  cutoff: null,
  handling_days: 0,
  parcel_cost: 0,
  cost_per_kg: 0,
  capacity_per_day: null,
  holidays: [],
})
const ids = ['berlin', 'paris', 'rome', 'wien']
const locations = ids.map(location)

interface Course {
  /** What becomes of each repin on its way. */
  fate?: Fate
  /** How many repins come just after a rival has taken a unit where they want to go. */
  robbed?: number
  settings?: Partial<RoutingSettings>
}

/** One unit of each SKU, pinned in Berlin where it is there, and then routed. */
async function route(
  shelves: Record<string, Record<string, number>>,
  { fate = 'arrives', robbed = 0, settings = {} }: Course = {},
) {
  const warehouse = createWarehouse(shelves)
  let repins = 0
  const road: Road = async (sku, command) => {
    if (command.type !== 'repin') return 'arrives'
    if (++repins <= robbed) await rob(warehouse, sku, command.units[0]?.location_id ?? '')
    return fate
  }
  const parts = Object.keys(shelves).map((sku, line) => {
    return { line, sku, quantity: 1, location_id: undefined }
  })
  const snapshot: Snapshot = {
    skus: new Map(),
    locations,
    location_by_id: new Map(locations.map((each) => [each.location_id, each])),
    channel: undefined,
    routing: { ...defaultSettings, ...settings, transit: [], carrier_holidays: [] },
  }
  const services = { now: () => 0, locate: () => undefined } as unknown as Services
  const router = openRouter(services, {
    ...{ merchant_id, time_zone: 'UTC', snapshot, destination: null, shipping_service: null },
    needs: needsOf(parts, [], () => 0),
  })
  const source = { locations: ids, named_only: [], buffer: 0, cap: null }
  const run: PinRun = {
    ...{ stock: warehouse.client(road), merchant_id, attempt_id: 'att_1', in_order: false },
    ...{ reservation_id: 'r1', key_hash: 'key' },
    plan: { parts, demands: sumDemands(parts), source },
  }
  const pinned = await pinOrder(run)
  if (pinned.type !== 'pinned') throw new Error('Not pinned.')
  const outcome = await routeOrder(run, router, pinned.pinned)
  const units =
    outcome.type === 'routed'
      ? Object.fromEntries([...outcome.pinned].map(([sku, pin]) => [sku, pin.units]))
      : undefined
  return { outcome, units, warehouse, repins: () => repins }
}

let rivals = 0
const rob = (warehouse: ReturnType<typeof createWarehouse>, sku: string, location_id: string) =>
  warehouse
    .client()(merchant_id, sku)
    .execute({
      ...{ type: 'pin', attempt_id: `att_rival_${++rivals}`, reservation_id: `rival_${rivals}` },
      key_hash: 'rival',
      demand: { quantity: 1, at: [] },
      source: { locations: [location_id], named_only: [], buffer: 0, cap: null },
      ...{ with_others: false, tentative: false },
    })

const at = (location_id: string) => [{ location_id, quantity: 1 }]
/** The first is pinned in Berlin, the second in Paris, where both could come from. */
const split = { A: { berlin: 1, paris: 1 }, B: { paris: 1 } }

it('asks nothing more of stock that is where the plan wants it', async () => {
  const { units, repins } = await route({ A: { berlin: 1 }, B: { berlin: 1, paris: 1 } })

  expect(units).toEqual({ A: at('berlin'), B: at('berlin') })
  expect(repins()).toBe(0)
})

it('moves what is pinned elsewhere, and no more than that', async () => {
  const { units, outcome, warehouse, repins } = await route(split)

  expect(units).toEqual({ A: at('paris'), B: at('paris') })
  expect(repins()).toBe(1)
  expect([warehouse.reserved('A', 'berlin'), warehouse.reserved('A', 'paris')]).toEqual([0, 1])
  expect(outcome).toMatchObject({
    routing: { optimal: true, parcels: [{ location_id: 'paris' }] },
    basis: { stock: { A: { berlin: 1, paris: 1 }, B: { paris: 1 } } },
  })
  const moved = outcome.type === 'routed' ? outcome.pinned.get('A') : undefined
  expect(moved).toMatchObject({ taken: at('paris'), revision: 1 })
})

it.each(['lost before', 'lost after'] as const)(
  'does not know where its units are when a repin is %s',
  async (fate) => {
    expect((await route(split, { fate })).outcome).toEqual({ type: 'unknown' })
  },
)

it('plans again when a rival was faster, with what is there then', async () => {
  const { units, repins, outcome } = await route(split, { robbed: 1 })

  expect(units).toEqual({ A: at('berlin'), B: at('paris') })
  expect(repins()).toBe(1)
  expect(outcome).toMatchObject({
    routing: { parcels: [{ location_id: 'berlin' }, { location_id: 'paris' }] },
  })
})

it('keeps what is pinned after losing again and again, unless a filter forbids it', async () => {
  const shelves = {
    A: { berlin: 1, paris: 1, rome: 1, wien: 1 },
    B: { paris: 1, rome: 1, wien: 1 },
  }
  const { units, repins } = await route(shelves, { robbed: 99 })
  const forbidden = await route(shelves, { robbed: 99, settings: { max_splits: 1 } })

  expect(units).toEqual({ A: at('berlin'), B: at('paris') })
  // One to Paris, then both to Rome, then both to Vienna: all in vain.
  expect(repins()).toBe(5)
  expect(forbidden.outcome).toMatchObject({ type: 'unroutable', because: 'filters' })
})
