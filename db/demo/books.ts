// Reads what the server says afterwards: stock, orders and audits.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Books, type Order, oversold, unitsOrdered } from './accounts.ts'
import { inParallel } from './client.ts'
import { type Imported, type Inventory, type Run, readInventory } from './import.ts'

interface Audit {
  readonly sku: string
  readonly balanced: boolean
  readonly entries: number
}

// A server that was killed may leave a hold to its 90 s, and resolves a pin in doubt within as many.
const LONGEST_SETTLING_MS = 200_000
const POLL_MS = 500
const PAGE = 100
const MOST_PAGES = 10_000

/** Reads the stock until no hold of this run counts any more, or patience ends. */
export async function settle(run: Run, before: readonly Inventory[]): Promise<Inventory[]> {
  const reservedBefore = new Map(before.map(({ sku, reserved }) => [sku, reserved]))
  const give_up_at = Date.now() + LONGEST_SETTLING_MS
  const settled = new Map<string, Inventory>()
  let open = before.map(({ sku }) => sku)
  for (;;) {
    const read = await readInventory(run, open)
    for (const inventory of read) settled.set(inventory.sku, inventory)
    open = read
      .filter(({ sku, reserved }) => reserved > (reservedBefore.get(sku) ?? 0))
      .map(({ sku }) => sku)
    if (open.length === 0 || Date.now() > give_up_at) return [...settled.values()]
    await sleep(POLL_MS)
  }
}

/** Every order that may have taken units since `since`: those placed later, and those of this run. */
async function listOrders(run: Run, since: number, own: ReadonlySet<string>): Promise<Order[]> {
  // Clocks of two servers differ: ask from a little earlier, and choose here.
  const created_after = new Date(since - 5_000).toISOString()
  const orders = new Map<string, Order>()
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    run.signal.throwIfAborted()
    const query = new URLSearchParams({ limit: String(PAGE), created_after })
    if (cursor !== null) query.set('cursor', cursor)
    const list: { data: Order[]; next_cursor: string | null } = await run.client.expect({
      kind: 'list orders',
      method: 'GET',
      path: `/v1/orders?${query}`,
      key: 'secret',
    })
    for (const order of list.data) {
      if (own.has(order.id) || Date.parse(order.created_at) >= since) orders.set(order.id, order)
    }
    cursor = list.next_cursor
    if (cursor === null) return [...orders.values()]
  }
  throw new Error(`GET /v1/orders does not end after ${MOST_PAGES} pages.`)
}

export async function keepBooks(
  run: Run,
  { before, received }: Imported,
  acknowledged: ReadonlySet<string>,
): Promise<Books> {
  const after = new Map((await settle(run, before)).map((inventory) => [inventory.sku, inventory]))
  const since = Math.min(...before.map(({ as_of }) => Date.parse(as_of)))
  const orders = await listOrders(run, since, acknowledged)
  const units = unitsOrdered(orders)
  const skus = await inParallel(before, run.concurrency, run.signal, async (start) => {
    const { sku } = start
    const { balanced, entries } = await run.client.expect<Audit>({
      kind: 'audit',
      method: 'GET',
      path: `/v1/inventory/${sku}/audit`,
      key: 'secret',
    })
    const delivered = received.get(sku) ?? 0
    const ordered = units.get(sku) ?? 0
    return {
      sku,
      before: start,
      after: after.get(sku) ?? start,
      received: delivered,
      ordered,
      oversold: oversold(start, delivered, ordered),
      balanced,
      entries,
    }
  })
  const listed = new Set(orders.map(({ id }) => id))
  return { skus, missing: [...acknowledged].filter((id) => !listed.has(id)) }
}
