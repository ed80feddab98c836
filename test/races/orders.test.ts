import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectBooks, readEvents, units } from './books.ts'
import { tally } from './client.ts'
import { inParallel, times } from './repeat.ts'
import { openShop, type Shop, succeeded } from './shop.ts'

const ROUNDS = 40
/** Rounds that run at the same time. */
const AT_ONCE = 10

let server: TestServer
let shop: Shop

beforeAll(async () => {
  server = await startTestServer()
  shop = await openShop(server)
})
afterAll(() => server?.stop())

const linesOf = (skus: readonly string[]) => skus.map((sku) => [sku, 1] as const)

it.each([
  ['one SKU', 1],
  ['three SKUs', 3],
])('an external_id names one order of %s, whoever sends it', async (_, width) => {
  const skus = await shop.stock(...times(width, () => 50))
  const external_id = crypto.randomUUID()
  const place = () => shop.order(linesOf(skus), { external_id })

  const answers = await inParallel(50, place)
  await expect
    .poll(async () => tally(await inParallel(5, place)), { timeout: 10_000 })
    .toEqual({ 200: 5 })

  const { 200: _same = 0, '409 external_id_in_progress': _running = 0, ...first } = tally(answers)
  expect(first).toEqual({ 201: 1 })
  const ids = answers.filter(({ status }) => status < 300).map(({ body }) => body.id)
  expect(new Set(ids).size).toBe(1)
  await expectBooks(shop, Object.fromEntries(skus.map((sku) => [sku, units(50, { committed: 1 })])))
})

it('an external_id sent with different contents is placed once and conflicts for the others', async () => {
  const skus = await shop.stock(50, 50)
  const external_id = crypto.randomUUID()

  const answers = await inParallel(20, (index) =>
    shop.order([[skus[index % 2] ?? '', 1]], { external_id }),
  )

  const { 201: placed, ...others } = tally(answers)
  expect(placed).toBe(1)
  const allowed = ['200', '409 external_id_conflict', '409 external_id_in_progress']
  expect(allowed).toEqual(expect.arrayContaining(Object.keys(others)))
  const won = answers.find(({ status }) => status === 201)?.body.lines[0]?.sku
  await expectBooks(
    shop,
    Object.fromEntries(skus.map((sku) => [sku, units(50, { committed: Number(sku === won) })])),
  )
})

it.each([
  ['one SKU', 1],
  ['three SKUs', 3],
])('a reservation of %s is either ordered or released, never both or neither', async (_, width) => {
  const skus = await shop.stock(...times(width, () => ROUNDS))
  const outcomes: Record<string, number> = {}

  for (let round = 0; round < ROUNDS; round += AT_ONCE) {
    await inParallel(AT_ONCE, async (track) => {
      const { id } = succeeded(await shop.reserve(linesOf(skus)))
      const order = async () => {
        // Looks first, more or less often: so the order and the release meet anywhere.
        for (let looks = 0; looks < track % 4; looks++) await shop.find(id)
        return shop.order(linesOf(skus), { reservation_id: id })
      }
      const [released, ordered] = await Promise.all([shop.release(id), order()])
      const outcome = [ordered, released].flatMap((answer) => Object.keys(tally([answer])))
      outcomes[outcome.join()] = (outcomes[outcome.join()] ?? 0) + 1
    })
  }

  const placed = '201,409 reservation_placed'
  const released = '409 reservation_released,200'
  expect([placed, released]).toEqual(expect.arrayContaining(Object.keys(outcomes)))
  const committed = outcomes[placed] ?? 0
  await expectBooks(
    shop,
    Object.fromEntries(skus.map((sku) => [sku, units(ROUNDS, { committed })])),
  )
})

it.each([
  ['one SKU', 1],
  ['three SKUs', 3],
])('of many orders for one reservation of %s one is placed', async (_, width) => {
  const skus = await shop.stock(...times(width, () => 50))
  const { id } = succeeded(await shop.reserve(linesOf(skus)))
  const place = () => shop.order(linesOf(skus), { reservation_id: id })

  const answers = await inParallel(20, place)
  const later = await inParallel(5, place)

  const { 201: placed, ...others } = tally(answers)
  expect(placed).toBe(1)
  const allowed = ['409 reservation_placed', '409 idempotency_in_progress']
  expect(allowed).toEqual(expect.arrayContaining(Object.keys(others)))
  expect(tally(later)).toEqual({ '409 reservation_placed': 5 })
  await expectBooks(shop, Object.fromEntries(skus.map((sku) => [sku, units(50, { committed: 1 })])))
})

it('an order is canceled once, whoever asks', async () => {
  const [sku = ''] = await shop.stock(1)
  const { id } = succeeded(await shop.order([[sku, 1]]))

  const answers = await inParallel(20, () => shop.cancel(id))

  expect(tally(answers)).toEqual({ 200: 1, '409 illegal_transition': 19 })
  const told = (await readEvents(shop)).filter(({ object_id }) => object_id === id)
  expect(told.map(({ type }) => type)).toEqual(['order.placed', 'order.canceled'])
  await expectBooks(shop, { [sku]: units(1) })
})

it('units whose hold ends are had by its order or by another shopper, never by both or neither', async () => {
  const skus = await shop.stock(...times(ROUNDS, () => 1))
  const winners: Record<string, number> = {}
  const expected = Object.fromEntries(skus.map((sku) => [sku, units(1)]))

  await Promise.all(
    skus.map(async (sku, round) => {
      const held = succeeded(await shop.reserve([[sku, 1]], { ttl_seconds: 1 }))
      // From a little before the end of the hold to a little after.
      await until(Date.parse(held.expires_at) + round - ROUNDS / 2)
      const [ordered, reserved] = await Promise.all([
        shop.order([[sku, 1]], { reservation_id: held.id }),
        shop.reserve([[sku, 1]]),
      ])
      const outcome = Object.keys({ ...tally([ordered]), ...tally([reserved]) })
        .sort()
        .join()
      winners[outcome] = (winners[outcome] ?? 0) + 1
      expected[sku] = units(1, ordered.status === 201 ? { committed: 1 } : { reserved: 1 })
    }),
  )

  expect(winners).toEqual({ '201,409 insufficient_stock': ROUNDS })
  await expectBooks(shop, expected)
})

const until = (instant: number) =>
  new Promise((resolve) => setTimeout(resolve, instant - Date.now()))
