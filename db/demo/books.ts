// Reads what the server says afterwards: stock, orders and audits.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Books, expectedOf, oversold, unitsOrdered } from './accounts.ts'
import { unitsBack } from './after-sale/money.ts'
import type { Order } from './after-sale/wire.ts'
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

/** Reads the stock until all of it is as it has to be in the end, or patience ends. */
async function settle(
  run: Run,
  skus: readonly string[],
  isSettled: (inventory: Inventory) => boolean,
): Promise<Map<string, Inventory>> {
  const give_up_at = Date.now() + LONGEST_SETTLING_MS
  const settled = new Map<string, Inventory>()
  let open = skus
  for (;;) {
    const read = await readInventory(run, open)
    for (const inventory of read) settled.set(inventory.sku, inventory)
    open = read.filter((inventory) => !isSettled(inventory)).map(({ sku }) => sku)
    if (open.length === 0 || Date.now() > give_up_at) return settled
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

export interface Account extends Books {
  /** Those of this run. */
  readonly orders: readonly Order[]
}

export async function keepBooks(
  run: Run,
  { before, received }: Imported,
  acknowledged: ReadonlySet<string>,
  sent: ReadonlyMap<string, number>,
): Promise<Account> {
  const since = Math.min(...before.map(({ as_of }) => Date.parse(as_of)))
  const orders = await listOrders(run, since, acknowledged)
  const [units, back, for_sale] = [
    unitsOrdered(orders),
    unitsBack(orders, 'all'),
    unitsBack(orders, 'for_sale'),
  ]
  const flowsOf = (sku: string) => ({
    received: received.get(sku) ?? 0,
    ordered: units.get(sku) ?? 0,
    sent: sent.get(sku) ?? 0,
    back: back.get(sku) ?? 0,
  })
  const started = new Map(before.map((inventory) => [inventory.sku, inventory]))
  const after = await settle(run, [...started.keys()], ({ sku, reserved, on_hand, committed }) => {
    const start = started.get(sku)
    if (!start) return true
    const expected = expectedOf(start, flowsOf(sku))
    const isDone = on_hand === expected.on_hand && committed === expected.committed
    return isDone && reserved <= start.reserved
  })
  const skus = await inParallel(before, run.concurrency, run.signal, async (start) => {
    const { sku } = start
    const { balanced, entries } = await run.client.expect<Audit>({
      kind: 'audit',
      method: 'GET',
      path: `/v1/inventory/${sku}/audit`,
      key: 'secret',
    })
    const flows = flowsOf(sku)
    const there = flows.received + (for_sale.get(sku) ?? 0)
    return {
      ...{ sku, before: start, after: after.get(sku) ?? start },
      ...flows,
      oversold: oversold(start, there, flows.ordered),
      ...{ balanced, entries },
    }
  })
  const listed = new Set(orders.map(({ id }) => id))
  return {
    skus,
    missing: [...acknowledged].filter((id) => !listed.has(id)),
    orders: orders.filter(({ id }) => acknowledged.has(id)),
  }
}
