import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import type { MerchantId } from '../../../api/domain/shared/ids'
import {
  eligibleForShipping,
  forgetCatalog,
  loadSnapshot,
  type Snapshot,
} from '../../../api/features/catalog/snapshot'
import { createServices, type Services } from '../../../api/services'
import { connect } from '../../../db/database'
import { createMerchant, putLocation, putSku } from '../../support/worker/merchant'

let now = Date.now()
let round_trips = 0

/** The real database; only the trips to it are counted. */
const counted = {
  prepare: (query: string) => env.DB.prepare(query),
  batch: (statements: D1PreparedStatement[]) => {
    round_trips++
    return env.DB.batch(statements)
  },
} as D1Database
const services: Services = {
  ...createServices(env),
  shardFor: () => connect(counted),
  now: () => now,
}

const merchant = await createMerchant()
const merchant_id = merchant.id as MerchantId
await putLocation(merchant, 'hamburg', { priority: 1 })
await putLocation(merchant, 'berlin', { priority: 1 })
await putLocation(merchant, 'store', { priority: 0, ships: false, pickup: true })
await putLocation(merchant, 'closed', { priority: -1, active: false })
await putLocation(merchant, 'aachen', { priority: 2 })
for (const code of ['A', 'B']) await putSku(merchant, code)
await putSku(merchant, 'KIT', { components: [{ sku: 'A', quantity: 2 }] })
await merchant.api.put('/v1/channels/north', {
  name: 'North',
  kind: 'marketplace',
  location_ids: ['store', 'hamburg', 'closed'],
})

const load = (codes: string[], channel?: string) =>
  loadSnapshot(services, merchant_id, codes, channel)
const codesOf = ({ skus }: Snapshot) => [...skus.keys()].sort()

/** Changes a row behind the isolate's back, as another isolate would. */
const elsewhere = (query: string) => env.DB.prepare(query).bind(merchant_id).run()

beforeEach(() => {
  forgetCatalog(merchant_id)
  round_trips = 0
})

it('reads all that is missing in one round trip, components included', async () => {
  const snapshot = await load(['KIT', 'B'], 'north')

  expect(round_trips).toBe(1)
  expect(codesOf(snapshot)).toEqual(['A', 'B', 'KIT'])
  expect(snapshot.skus.get('KIT')).toMatchObject({ components: [{ sku: 'A', quantity: 2 }] })
  expect(snapshot.channel).toMatchObject({ channel_id: 'north', buffer: 0 })
  expect(snapshot.location_by_id.get('store')).toMatchObject({ ships: false, pickup: true })
})

it('answers without waiting once it has read', async () => {
  await load(['KIT', 'B'], 'north')

  const again = load(['B', 'KIT'], 'north')

  expect(again).not.toBeInstanceOf(Promise)
  expect(codesOf(await again)).toEqual(['A', 'B', 'KIT'])
  expect(round_trips).toBe(1)
})

it('knows locations in the order of preference, and which of them ship', async () => {
  const all = await load([])
  const north = await load([], 'north')

  expect(all.locations.map(({ location_id }) => location_id)).toEqual([
    'closed',
    'store',
    'berlin',
    'hamburg',
    'aachen',
  ])
  expect(eligibleForShipping(all)).toEqual(['berlin', 'hamburg', 'aachen'])
  expect(eligibleForShipping(north)).toEqual(['hamburg'])
  expect(eligibleForShipping(await load([]))).toBe(eligibleForShipping(all))
})

it('never remembers that something does not exist', async () => {
  expect(codesOf(await load(['NEW', 'A'], 'west'))).toEqual(['A'])
  expect((await load([], 'west')).channel).toBeUndefined()
  await elsewhere(`INSERT INTO skus SELECT merchant_id, 'NEW', title, price, cost, currency, barcode,
    weight_grams, length_mm, width_mm, height_mm, hs_code, country_of_origin, image_url, returnable,
    final_sale, components, backorder, metadata, version, created_at, updated_at
    FROM skus WHERE merchant_id = ? AND sku = 'A'`)
  await elsewhere(`INSERT INTO channels SELECT merchant_id, 'west', name, kind, location_ids, buffer,
    cap, metadata, version, created_at, updated_at
    FROM channels WHERE merchant_id = ? AND channel_id = 'web'`)

  const snapshot = await load(['NEW', 'A'], 'west')

  expect(codesOf(snapshot)).toEqual(['A', 'NEW'])
  expect(snapshot.channel).toMatchObject({ channel_id: 'west' })
})

it('is never older than 30 s, and before that read anew by one request only', async () => {
  const titleOf = async () => (await load(['B'])).skus.get('B')?.title
  await load(['B'])
  await elsewhere(`UPDATE skus SET title = 'renamed' WHERE merchant_id = ? AND sku = 'B'`)

  now += 19_999
  expect(await titleOf()).toBe('B')
  now += 1
  const [refreshing, waiting] = [load(['B']), load(['B'])]
  expect([refreshing instanceof Promise, waiting instanceof Promise]).toEqual([true, false])
  expect((await waiting).skus.get('B')?.title).toBe('B')
  expect((await refreshing).skus.get('B')?.title).toBe('renamed')
  expect(await titleOf()).toBe('renamed')
  expect(round_trips).toBe(2)

  await elsewhere(`UPDATE skus SET title = 'again' WHERE merchant_id = ? AND sku = 'B'`)
  now += 30_000
  expect(await titleOf()).toBe('again')
})

it('forgets a SKU that was deleted elsewhere when it reads again', async () => {
  await putSku(merchant, 'GONE')
  await load(['GONE'])
  await elsewhere(`DELETE FROM skus WHERE merchant_id = ? AND sku = 'GONE'`)

  now += 20_000
  expect(codesOf(await load(['GONE']))).toEqual([])
  expect(codesOf(await load(['GONE']))).toEqual([])
})

it.each([
  ['a SKU', () => putSku(merchant, 'A', { title: 'A' })],
  ['a location', () => putLocation(merchant, 'berlin', { priority: 1 })],
  ['a channel', () => merchant.api.put('/v1/channels/web', { name: 'Web', kind: 'web' })],
])('is dropped when %s is written through the same isolate', async (_, write) => {
  await load(['A'], 'web')
  await write()

  await load(['A'], 'web')

  expect(round_trips).toBe(2)
})

it('does not remember what was read before a write that came in between', async () => {
  const reading = load(['A'])
  forgetCatalog(merchant_id)
  await reading

  await load(['A'])

  expect(round_trips).toBe(2)
})

it('keeps merchants apart', async () => {
  const other = await createMerchant()
  await load(['A'], 'north')

  const foreign = await loadSnapshot(services, other.id as MerchantId, ['A'], 'north')

  expect([codesOf(foreign), foreign.locations, foreign.channel]).toEqual([[], [], undefined])
})
