// A storefront's day in a minute: what shoppers and the shop's server ask, all at the same time.
import { cpuTime } from './cpu-time.ts'
import { availability, basket, order, placeOrders, reserve } from './figures.ts'
import { type Generator, settle } from './generator.ts'
import type { LoadResult } from './load.ts'
import { type Spec, toRaw } from './requests.ts'
import type { Shop } from './seed.ts'
import type { Server } from './server.ts'
import { type Run, runOf } from './statistics.ts'

const CLIENTS = 64
const CARDS = 5_000
const ORDERS_TO_READ = 100
const RAMP_MS = 2_000

/** How often each is asked, of 100: people look much more than they buy. */
const SHARES = {
  'availability, cached': 80,
  'reserve 3 SKUs': 10,
  'place an order of 3 lines': 4,
  'read an order': 6,
} as const
type Kind = keyof typeof SHARES

export interface Mixed {
  readonly seconds: number
  readonly clients: number
  readonly whole: Run
  readonly kinds: readonly { readonly kind: string; readonly share: number; readonly run: Run }[]
  readonly statuses: Readonly<Record<string, number>>
  readonly first_failure: string | undefined
}

export async function measureMix(
  generator: Generator,
  server: Server,
  shop: Shop,
  seconds: number,
): Promise<Mixed> {
  const ids = await placeOrders(shop, ORDERS_TO_READ)
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(Math.random() * items.length)]
  const make: Record<Kind, () => Spec> = {
    'availability, cached': () => availability(shop, pick(shop.skus) ?? ''),
    'reserve 3 SKUs': () => reserve(shop, basket(shop)),
    'place an order of 3 lines': () => order(shop),
    'read an order': () => ({
      ...{ method: 'GET', path: `/v1/orders/${pick(ids)}`, key: shop.secret_key },
    }),
  }
  const dealt = (Object.keys(SHARES) as Kind[]).flatMap((kind) =>
    Array.from({ length: (CARDS * SHARES[kind]) / 100 }, () => ({ kind, spec: make[kind]() })),
  )
  const timed_ms = seconds * 1_000
  const before = cpuTime(server.pid())
  const result = await generator.run({
    port: Number(server.product.port),
    clients: CLIENTS,
    cards: dealt.map(({ spec }) => toRaw(spec)),
    kinds: dealt.map(({ kind }) => kind),
    draw: 'random',
    rest_ms: 0,
    key: crypto.randomUUID(),
    ramp_ms: RAMP_MS,
    timed_ms,
  })
  const after = cpuTime(server.pid())
  await settle(shop)
  return summary(
    result,
    seconds,
    after === undefined || before === undefined ? undefined : after - before,
  )
}

function summary(result: LoadResult, seconds: number, cpu: number | undefined): Mixed {
  const { latencies, by_kind, statuses, first_failure } = result
  const timed_ms = seconds * 1_000
  const answers = Object.values(statuses).reduce((sum, each) => sum + each, 0)
  const kinds = Object.entries(SHARES).map(([kind, share]) => ({
    kind,
    share,
    run: runOf(by_kind[kind] ?? new Float64Array(), timed_ms, undefined),
  }))
  const whole = runOf(latencies, timed_ms, cpu === undefined ? undefined : cpu / answers)
  return { seconds, clients: CLIENTS, whole, kinds, statuses, first_failure }
}
