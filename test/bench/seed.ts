// The shop the benchmark runs in: built through the public API, as a merchant would.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Network, openNetwork } from './network.ts'
import { ask, inParallel } from './requests.ts'

export interface Shop {
  readonly origin: URL
  readonly secret_key: string
  readonly publishable_key: string
  /** SKUs drawn at random; all have stock at every location. */
  readonly skus: readonly string[]
  /** The SKU that everybody wants at the same time. */
  readonly hot_sku: string
  /** Another merchant, of 1,000 locations. */
  readonly network: Network
}

interface Level {
  sku: string
  location_id: string
  on_hand: number
  reserved: number
  committed: number
}

const LOCATIONS = ['berlin', 'hamburg', 'munich']
const ON_HAND = 10_000_000
const SKUS_PER_ADJUSTMENT = 100
const SKUS_PER_QUESTION = 100
const PARALLEL = 16
const SAMPLE = 20
const PROJECTION_TIMEOUT_MS = 60_000

export async function openShop(origin: URL, admin: string, count: number): Promise<Shop> {
  const merchant = { name: 'Bench', currency: 'EUR', country: 'DE' }
  const keys = await ask<Pick<Shop, 'secret_key' | 'publishable_key'>>(origin, {
    method: 'POST',
    path: '/v1/merchants',
    key: admin,
    once: true,
    body: merchant,
  })
  const skus = Array.from({ length: count }, (_, n) => `SKU-${String(n).padStart(4, '0')}`)
  const network = await openNetwork(origin, admin)
  const shop = { ...keys, origin, skus, hot_sku: 'HOT', network }
  await putLocations(shop)
  await putSkus(shop)
  await stockUp(shop)
  await projected(shop)
  return shop
}

const putLocations = ({ origin, secret_key }: Shop) =>
  inParallel(
    PARALLEL,
    LOCATIONS.map((location_id, priority) => () => {
      const address = {
        line1: 'Hafenstrasse 1',
        city: 'Berlin',
        postal_code: '10115',
        country: 'DE',
      }
      const body = { name: location_id, kind: 'warehouse', priority, address }
      const path = `/v1/locations/${location_id}`
      return ask(origin, { method: 'PUT', path, key: secret_key, body })
    }),
  )

const putSkus = ({ origin, secret_key, skus, hot_sku }: Shop) =>
  inParallel(
    PARALLEL,
    [hot_sku, ...skus].map((sku) => () => {
      const body = {
        title: `Article ${sku}`,
        price: 1999,
        currency: 'EUR',
        weight_grams: 400,
      }
      return ask(origin, {
        method: 'PUT',
        path: `/v1/skus/${sku}`,
        key: secret_key,
        body,
      })
    }),
  )

async function stockUp({ origin, secret_key, skus, hot_sku }: Shop): Promise<void> {
  const all = [hot_sku, ...skus]
  for (let n = 0; n < all.length; n += SKUS_PER_ADJUSTMENT) {
    const lines = all
      .slice(n, n + SKUS_PER_ADJUSTMENT)
      .flatMap((sku) => LOCATIONS.map((location_id) => ({ sku, location_id, delta: ON_HAND })))
    await ask(origin, {
      method: 'POST',
      path: '/v1/inventory/adjustments',
      key: secret_key,
      once: true,
      body: { reason: 'Opening stock', lines },
    })
  }
}

/** Asks every object once, so that none has to be read from disk in a timed run. */
export async function wake({ origin, publishable_key: key, skus, hot_sku }: Shop): Promise<void> {
  const all = [hot_sku, ...skus]
  for (let n = 0; n < all.length; n += SKUS_PER_QUESTION) {
    const query = all.slice(n, n + SKUS_PER_QUESTION).map((sku) => `sku=${sku}`)
    const path = `/v1/availability?${query.join('&')}&consistency=strong`
    await ask(origin, { method: 'GET', path, key })
  }
}

const figures = (levels: readonly Level[]) =>
  JSON.stringify(
    levels
      .map(({ location_id, on_hand, reserved, committed }) => [
        location_id,
        on_hand,
        reserved,
        committed,
      ])
      .sort(),
  )

/** Waits until the database tells of a sample of SKUs what their objects tell. */
export async function projected({ origin, secret_key: key, skus, hot_sku }: Shop): Promise<void> {
  const every = Math.ceil(skus.length / SAMPLE)
  const sample = [hot_sku, ...skus.filter((_, n) => n % every === every - 1)]
  const isProjected = async (sku: string) => {
    const [strong, derived] = await Promise.all([
      ask<{ levels: Level[] }>(origin, {
        method: 'GET',
        path: `/v1/inventory/${sku}`,
        key,
      }),
      ask<{ data: Level[] }>(origin, {
        method: 'GET',
        path: `/v1/inventory?sku=${sku}`,
        key,
      }),
    ])
    return figures(strong.levels) === figures(derived.data)
  }
  const deadline = Date.now() + PROJECTION_TIMEOUT_MS
  for (const sku of sample) {
    while (!(await isProjected(sku))) {
      if (Date.now() > deadline) throw new Error(`The levels of ${sku} never reached the database`)
      await sleep(250)
    }
  }
}
