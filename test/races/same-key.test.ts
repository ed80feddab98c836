import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectBooks, listAll, readEvents, units } from './books.ts'
import { tally } from './client.ts'
import { expectOneResult, inParallel } from './repeat.ts'
import { openShop, type Shop, succeeded } from './shop.ts'
import type { Order } from './wire.ts'

const REPEATED = 50
const wanted = 2

let server: TestServer
let shop: Shop

beforeAll(async () => {
  server = await startTestServer()
  shop = await openShop(server)
})
afterAll(() => server?.stop())

/** Enough for one effect, where a second would be refused; and plenty, where it would show. */
const cases = [
  ['one SKU', 1, 0],
  ['one SKU of which there is plenty', 1, 200],
  ['three SKUs', 3, 0],
  ['three SKUs of which there is plenty', 3, 200],
] as const

async function cart(skus: number, spare: number) {
  const codes = await shop.stock(...Array.from({ length: skus }, () => wanted + spare))
  const expected = (promised: Parameters<typeof units>[1]) =>
    Object.fromEntries(codes.map((sku) => [sku, units(wanted + spare, promised)]))
  return { lines: codes.map((sku) => [sku, wanted] as const), expected }
}

it.each(cases)('one key reserves %s once', async (_, skus, spare) => {
  const { lines, expected } = await cart(skus, spare)
  const key = crypto.randomUUID()

  const { status } = await expectOneResult(201, REPEATED, () => shop.reserve(lines, { key }))

  expect(status).toBe('held')
  await expectBooks(shop, expected({ reserved: wanted }))
})

it.each(cases)('one key orders %s once', async (_, skus, spare) => {
  const { lines, expected } = await cart(skus, spare)
  const key = crypto.randomUUID()

  const { id } = await expectOneResult(201, REPEATED, () => shop.order(lines, {}, key))

  expect(await ordersAmong(id)).toBe(1)
  await expectBooks(shop, expected({ committed: wanted }))
})

it.each(cases)('one key orders a reservation of %s once', async (_, skus, spare) => {
  const { lines, expected } = await cart(skus, spare)
  const reservation_id = succeeded(await shop.reserve(lines)).id
  const key = crypto.randomUUID()

  const { id } = await expectOneResult(201, REPEATED, () =>
    shop.order(lines, { reservation_id }, key),
  )

  expect(await ordersAmong(id)).toBe(1)
  await expectBooks(shop, expected({ committed: wanted }))
})

it.each(cases)('one key adjusts %s once', async (_, skus, spare) => {
  const { lines, expected } = await cart(skus, spare)
  const adjusted = lines.map(([sku]) => ({ sku, location_id: 'berlin', delta: -1 }))
  const body = { reason: 'lost', lines: adjusted }
  const key = crypto.randomUUID()

  await expectOneResult(201, REPEATED, () =>
    shop.office.post('/v1/inventory/adjustments', body, key),
  )

  const left = Object.keys(expected({})).map((sku) => [sku, units(wanted + spare - 1)])
  await expectBooks(shop, Object.fromEntries(left))
})

it.each(cases)('one key cancels an order of %s once', async (_, skus, spare) => {
  const { lines, expected } = await cart(skus, spare)
  const { id } = succeeded(await shop.order(lines))
  const key = crypto.randomUUID()

  const { status } = await expectOneResult(200, REPEATED, () => shop.cancel(id, key))

  expect(status).toBe('canceled')
  const told = (await readEvents(shop)).filter(({ object_id }) => object_id === id)
  expect(told.map(({ type }) => type)).toEqual(['order.placed', 'order.canceled'])
  await expectBooks(shop, expected({}))
})

it('a key whose adjustment was refused for some and applied for others takes units once', async () => {
  const [sku = ''] = await shop.stock(0)
  const line = { sku, location_id: 'berlin', delta: -1 }
  const key = crypto.randomUUID()
  const take = () =>
    shop.office.post('/v1/inventory/adjustments', { reason: 'lost', lines: [line] }, key)

  // Units arrive while the requests run: before that they are refused.
  const [taken] = await Promise.all([
    inParallel(REPEATED, take),
    shop.receive([{ sku, location_id: 'berlin', delta: 10 }]),
  ])
  const later = await inParallel(10, take)

  const { 201: _, ...refused } = tally([...taken, ...later])
  const codes = ['409 negative_quantity', '409 idempotency_in_progress']
  expect(codes).toEqual(expect.arrayContaining(Object.keys(refused)))
  expect(tally(later)).toEqual({ 201: 10 })
  await expectBooks(shop, { [sku]: units(9) })
})

const ordersAmong = async (id: string) => {
  const orders = await listAll<Order>(shop, '/v1/orders')
  return orders.filter((order) => order.id === id).length
}
