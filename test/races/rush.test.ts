import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectBooks, units } from './books.ts'
import { tally } from './client.ts'
import { inParallel } from './repeat.ts'
import { openShop, type Shop } from './shop.ts'

let server: TestServer
let shop: Shop

beforeAll(async () => {
  server = await startTestServer()
  shop = await openShop(server, ['berlin', 'paris'])
})
afterAll(() => server?.stop())

it('sells 100 units to 100 of 1,000 buyers', async () => {
  const [sku = ''] = await shop.stock(100)

  const answers = await inParallel(1_000, () => shop.reserve([[sku, 1]]))

  expect(tally(answers)).toEqual({ 201: 100, '409 insufficient_stock': 900 })
  const won = answers.filter(({ status }) => status === 201)
  expect(new Set(won.map(({ body }) => body.id)).size).toBe(100)
  await expectBooks(shop, { [sku]: units(100, { reserved: 100 }) })
})

it('places 30 orders of 200 for 30 units', async () => {
  const [sku = ''] = await shop.stock(30)

  const answers = await inParallel(200, () => shop.order([[sku, 1]]))

  expect(tally(answers)).toEqual({ 201: 30, '409 insufficient_stock': 170 })
  await expectBooks(shop, { [sku]: units(30, { committed: 30 }) })
})

it('counts two lines of one SKU together and holds nothing of them', async () => {
  const [sku = ''] = await shop.stock(5)
  const lines = [
    [sku, 5],
    [sku, 5],
  ] as const

  const answers = [...(await inParallel(20, () => shop.order(lines))), await shop.reserve(lines)]

  expect(tally(answers)).toEqual({ '409 insufficient_stock': 21 })
  expect(answers[0]?.body.shortages).toEqual([{ sku, requested: 10, available: 5 }])
  await expectBooks(shop, { [sku]: units(5) })
})

it('takes one unit each from two locations that have one', async () => {
  const [sku = '', other = ''] = await shop.stock(1, 1)
  await shop.receive([sku, other].map((each) => ({ sku: each, location_id: 'paris', delta: 1 })))

  const held = await inParallel(20, () => shop.reserve([[sku, 2]]))
  const ordered = await inParallel(20, () => shop.order([[other, 2]]))

  for (const answers of [held, ordered]) {
    expect(tally(answers)).toEqual({ 201: 1, '409 insufficient_stock': 19 })
    const [line] = answers.find(({ status }) => status === 201)?.body.lines ?? []
    expect(line?.allocations).toEqual([
      { location_id: 'berlin', quantity: 1 },
      { location_id: 'paris', quantity: 1 },
    ])
  }
  await expectBooks(shop, { [sku]: units(2, { reserved: 2 }), [other]: units(2, { committed: 2 }) })
})
