// A merchant of its own with very many locations: what planning an order over all of them takes.
import { ask, inParallel, type Spec } from './requests.ts'

export interface Network {
  readonly secret_key: string
  readonly skus: readonly string[]
}

const LOCATIONS = 1_000
const LINES = 10
const PARALLEL = 16
const COUNTRIES = ['DE', 'FR', 'AT', 'PL', 'IT']
/** Of the locations, every so many-th has a SKU: no location has them all, so the order is split. */
const EVERY = 3

export async function openNetwork(origin: URL, admin: string): Promise<Network> {
  const merchant = { name: 'Network', currency: 'EUR', country: 'DE' }
  const { secret_key } = await ask<Network>(origin, {
    ...{ method: 'POST', path: '/v1/merchants', key: admin, body: merchant },
  })
  const ids = Array.from({ length: LOCATIONS }, (_, n) => `store-${String(n).padStart(4, '0')}`)
  const skus = Array.from({ length: LINES }, (_, n) => `LINE-${n}`)
  await inParallel(
    PARALLEL,
    ids.map((location_id, n) => () => {
      const country = COUNTRIES[n % COUNTRIES.length]
      const place = { city: 'Town', postal_code: '1', country, line1: 'Hauptstrasse 1' }
      const address = { ...place, latitude: 43 + (n % 120) / 10, longitude: 2 + (n % 190) / 10 }
      const body = { name: location_id, kind: 'store', address, parcel_cost: 400 + (n % 500) }
      const path = `/v1/locations/${location_id}`
      return ask(origin, { method: 'PUT', path, key: secret_key, body })
    }),
  )
  for (const [index, sku] of skus.entries()) {
    const path = `/v1/skus/${sku}`
    await ask(origin, { method: 'PUT', path, key: secret_key, body: { title: sku } })
    const there = ids.filter((_, n) => (n * 7 + index * 5) % EVERY === 0)
    const lines = there.map((location_id) => ({ sku, location_id, delta: 1 + (index % 2) }))
    await ask(origin, {
      ...{ method: 'POST', path: '/v1/inventory/adjustments', key: secret_key, once: true },
      body: { reason: 'Opening stock', lines },
    })
  }
  return { secret_key, skus }
}

/** Reads the levels of 10 stock objects, plans and explains over all locations; holds nothing. */
export const planOver = ({ secret_key, skus }: Network): Spec => ({
  method: 'POST',
  path: '/v1/routing/preview',
  key: secret_key,
  body: {
    destination: { country: 'DE', city: 'Berlin', postal_code: '10115' },
    lines: skus.map((sku) => ({ sku, quantity: 2, unit_price: 1_999 })),
  },
})
