import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectBooks, readCounters, units } from '../races/books.ts'
import { openShop, type Shop, succeeded } from '../races/shop.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

/** The sweep runs every minute; after it, its work takes a moment. */
const SWEPT_WITHIN_MS = 70_000

let server: TestServer
let shop: Shop

beforeAll(async () => {
  server = await startTestServer()
  shop = await openShop(server)
})
afterAll(() => server?.stop())

it('scheduled work wakes the objects whose tasks nobody told them of', async () => {
  const [sku = ''] = await shop.stock(1)
  const { id } = succeeded(await shop.order([[sku, 1]]))
  // Its object has told D1 everything: nothing but the sweep makes it ask again.
  await expectBooks(shop, { [sku]: units(1, { committed: 1 }) })
  await decideInSilence(id)

  await expect
    .poll(() => readCounters(shop, sku), { timeout: SWEPT_WITHIN_MS, interval: 500 })
    .toEqual(units(1))
})

/** Writes the task that a cancellation writes, as one did whose Worker died before it could poke. */
async function decideInSilence(order_id: string): Promise<void> {
  const database = await server.miniflare.getD1Database('DB')
  await database
    .prepare(
      `INSERT INTO stock_tasks (merchant_id, sku, sequence, operation_id, task, created_at)
       SELECT orders.merchant_id, allocations.sku, 1, 'cancel.' || orders.id,
              json_object('type', 'cancel', 'attempt_id', orders.attempt_id, 'order_id', orders.id,
                'units', json_array(json_object('location_id', allocations.location_id,
                  'quantity', allocations.quantity))),
              0
       FROM orders JOIN allocations ON allocations.order_id = orders.id WHERE orders.id = ?`,
    )
    .bind(order_id)
    .run()
}
