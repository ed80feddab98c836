// After a race: do the counters say what the answers said, and does the ledger prove them?
import { expect } from 'vitest'
import { type Shop, succeeded } from './shop.ts'
import type { Audit, Counters, LoggedEvent, Order, Page } from './wire.ts'

/** What was decided in D1 shows in the counters by then. */
const SETTLED_WITHIN_MS = 10_000

export type Expected = Record<string, Counters>

/** The counters of a SKU that received units, of which some are promised; all at one instant. */
export const units = (on_hand: number, { reserved = 0, committed = 0 } = {}): Counters => ({
  on_hand,
  reserved,
  committed,
  available: on_hand - reserved - committed,
})

export async function expectBooks(shop: Shop, expected: Expected): Promise<void> {
  const skus = Object.keys(expected)
  for (const read of [readCounters, readProjection]) {
    await expect
      .poll(() => readAll(shop, skus, read), { timeout: SETTLED_WITHIN_MS, interval: 100 })
      .toEqual(expected)
  }
  for (const sku of skus) await expectBalanced(shop, sku)
  const orders = await listAll<Order>(shop, '/v1/orders')
  const placed = (await readEvents(shop)).filter(({ type }) => type === 'order.placed')
  expect(placed.map(({ object_id }) => object_id).sort()).toEqual(orders.map(({ id }) => id).sort())
}

export async function expectBalanced({ office }: Pick<Shop, 'office'>, sku: string) {
  const { body } = await office.get<Audit>(`/v1/inventory/${sku}/audit`)
  expect(body).toMatchObject({ sku, balanced: true, discrepancies: [] })
}

/** Counters of some SKUs, as the object or D1 has them. */
export const readAll = async (shop: Shop, skus: readonly string[], read: typeof readCounters) =>
  Object.fromEntries(
    await Promise.all(skus.map(async (sku) => [sku, await read(shop, sku)] as const)),
  )

/** Counters as the object that decides has them. */
export const readCounters = async ({ office }: Pick<Shop, 'office'>, sku: string) =>
  pick(succeeded(await office.get<Counters>(`/v1/inventory/${sku}`)))

/** Counters as D1 has been told, summed over the locations. */
export async function readProjection({ office }: Pick<Shop, 'office'>, sku: string) {
  const { data } = succeeded(await office.get<Page<Counters>>(`/v1/inventory?sku=${sku}&limit=100`))
  const sum = (name: keyof Counters) => data.reduce((total, level) => total + level[name], 0)
  return {
    on_hand: sum('on_hand'),
    reserved: sum('reserved'),
    committed: sum('committed'),
    available: sum('available'),
  }
}

const pick = ({ on_hand, reserved, committed, available }: Counters): Counters => ({
  on_hand,
  reserved,
  committed,
  available,
})

/** The whole log; its numbers have no gap, and no event is in it twice. */
export async function readEvents({ office }: Pick<Shop, 'office'>): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = []
  for (;;) {
    const after = events.at(-1)?.sequence ?? 0
    const path = `/v1/events?after=${after}&limit=100`
    const { data } = succeeded(await office.get<Page<LoggedEvent>>(path))
    if (data.length === 0) break
    events.push(...data)
  }
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1))
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  return events
}

export async function listAll<Item>({ office }: Pick<Shop, 'office'>, path: string) {
  const items: Item[] = []
  let cursor: string | null | undefined = ''
  while (cursor !== null && cursor !== undefined) {
    const query = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: Page<Item> = succeeded(await office.get<Page<Item>>(`${path}?limit=100${query}`))
    items.push(...page.data)
    cursor = page.next_cursor
  }
  return items
}
