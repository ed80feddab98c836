// What is measured, under which load, and the floor each figure is measured against.
import { planOver } from './network.ts'
import { ask, inParallel, type Spec } from './requests.ts'
import type { Shop } from './seed.ts'

export interface Figure {
  readonly name: string
  readonly clients: number
  readonly requests: readonly Spec[]
  readonly draw: 'random' | 'in turn'
  /** The same request is not sent again before this time has passed since its answer. */
  readonly rest_ms?: number
  readonly floor: { readonly name: string; readonly path: string }
  readonly writes: boolean
  readonly goal?: number
  /** Every request has to ask the database. */
  readonly misses?: boolean
  /** Every answer is held against the object afterwards. */
  readonly exact?: boolean
}

const CROWD = 64
const CHECKOUTS = 16
/** Planning is work for the processor: more at once would only wait for each other. */
const PLANNERS = 4
const BASKETS = 2_000
const ORDERS_TO_READ = 100

/** Longer than an isolate keeps an answer warm for who may ask again, so that asking is a miss. */
const CACHE_OUTLIVED_MS = 6_500

const floors = {
  constant: { name: 'bare Worker, a constant', path: '/constant' },
  databaseRead: { name: 'bare Worker, one D1 read', path: '/database-read' },
  objectRead: { name: 'bare object, one SQL read', path: '/object-read' },
  update: { name: 'bare object, one SQL update', path: '/update' },
  threeUpdates: { name: 'bare Worker, 3 such objects', path: '/three-updates' },
  order: {
    name: 'bare Worker, 3 such objects and one D1 batch of 8 inserts',
    path: '/order',
  },
} as const

export async function figuresOf(shop: Shop): Promise<Figure[]> {
  const ids = await placeOrders(shop, ORDERS_TO_READ)
  const crowd = { clients: CROWD, draw: 'random', writes: false } as const
  return [
    {
      ...crowd,
      name: 'availability, cached',
      requests: shop.skus.map((sku) => availability(shop, sku)),
      floor: floors.constant,
      goal: 0.7,
    },
    {
      ...crowd,
      name: 'availability, not cached',
      requests: shop.rare_skus.map((sku) => availability(shop, sku)),
      draw: 'in turn',
      rest_ms: CACHE_OUTLIVED_MS,
      misses: true,
      floor: floors.databaseRead,
    },
    {
      ...crowd,
      name: 'availability, strong',
      requests: shop.skus.map((sku) => availability(shop, sku, '&consistency=strong')),
      floor: floors.objectRead,
    },
    {
      ...crowd,
      name: 'reserve one hot SKU',
      requests: [reserve(shop, [shop.hot_sku])],
      writes: true,
      floor: floors.update,
      goal: 1.5,
      exact: true,
    },
    {
      ...crowd,
      name: 'reserve 3 SKUs of 1,000',
      requests: Array.from({ length: BASKETS }, () => reserve(shop, basket(shop))),
      writes: true,
      floor: floors.threeUpdates,
    },
    {
      ...crowd,
      name: 'place an order of 3 lines',
      clients: CHECKOUTS,
      requests: Array.from({ length: BASKETS }, () => order(shop)),
      writes: true,
      floor: floors.order,
      goal: 0.8,
    },
    {
      ...crowd,
      name: 'read an order',
      requests: ids.map((id) => ({
        method: 'GET',
        path: `/v1/orders/${id}`,
        key: shop.secret_key,
      })),
      floor: floors.databaseRead,
    },
    {
      ...crowd,
      name: 'plan 1,000 locations × 10 lines',
      clients: PLANNERS,
      requests: [planOver(shop.network)],
      floor: floors.objectRead,
    },
  ]
}

export const availability = ({ publishable_key }: Shop, sku: string, more = ''): Spec => ({
  method: 'GET',
  path: `/v1/availability?sku=${sku}${more}`,
  key: publishable_key,
})

export const reserve = ({ publishable_key }: Shop, skus: readonly string[]): Spec => ({
  method: 'POST',
  path: '/v1/reservations',
  key: publishable_key,
  once: true,
  body: { lines: skus.map((sku) => ({ sku, quantity: 1 })) },
})

export const order = (shop: Shop): Spec => ({
  method: 'POST',
  path: '/v1/orders',
  key: shop.secret_key,
  once: true,
  body: {
    currency: 'EUR',
    customer: { email: 'ada@example.com', name: 'Ada Lovelace' },
    shipping_address: {
      name: 'Ada Lovelace',
      line1: 'Hauptstrasse 1',
      city: 'Berlin',
      postal_code: '10115',
      country: 'DE',
    },
    lines: basket(shop).map((sku) => ({
      sku,
      quantity: 1,
      unit_price: 1999,
      tax: 319,
    })),
    shipping: { service: 'standard', amount: 490, tax: 78 },
  },
})

/** Three different SKUs. */
export function basket({ skus }: Shop): string[] {
  const drawn = new Set<string>()
  while (drawn.size < 3) drawn.add(skus[Math.floor(Math.random() * skus.length)] ?? '')
  return [...drawn]
}

export async function placeOrders(shop: Shop, count: number): Promise<string[]> {
  const jobs = Array.from(
    { length: count },
    () => () => ask<{ id: string }>(shop.origin, order(shop)),
  )
  return (await inParallel(CHECKOUTS, jobs)).map(({ id }) => id)
}
