import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectBooks, units } from './books.ts'
import { inParallel, times } from './repeat.ts'
import { type Lines, openShop, type Shop } from './shop.ts'

/** Races that run at the same time; each on SKUs of its own. */
const AT_ONCE = 10

let server: TestServer
let shop: Shop

beforeAll(async () => {
  server = await startTestServer()
  shop = await openShop(server)
})
afterAll(() => server?.stop())

/** Each racer: how it buys, and the SKUs of its cart by index. */
type Race = readonly (readonly ['reserve' | 'order', readonly number[]])[]

const buy = (how: 'reserve' | 'order', lines: Lines) =>
  how === 'order' ? shop.order(lines) : shop.reserve(lines)

/** What the buyers of one SKU have been promised so far. */
interface Promised {
  received: number
  reserved: number
  committed: number
}

/** One race on SKUs of which there is one unit each. Answers what was taken, by SKU. */
async function raceOnce(race: Race, skus: readonly string[]) {
  const carts = race.map(([how, cart]) => ({ how, skus: cart.map((each) => skus[each] ?? '') }))
  const answers = await Promise.all(
    carts.map((cart) =>
      buy(
        cart.how,
        cart.skus.map((sku) => [sku, 1] as const),
      ),
    ),
  )
  const won = carts.filter((_, racer) => answers[racer]?.status === 201)
  for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
    expect([status, body.code]).toEqual([409, 'insufficient_stock'])
  }
  return won
}

/** How often each number of winners came, and what the books have to say afterwards. */
async function repeat(race: Race, rounds: number) {
  const width = Math.max(...race.flatMap(([, cart]) => cart)) + 1
  const skus = await shop.stock(...times(AT_ONCE * width, () => 1))
  const promised = new Map<string, Promised>(
    skus.map((sku) => [sku, { received: 1, reserved: 0, committed: 0 }]),
  )
  const winners: Record<number, number> = {}
  for (let round = 0; round < rounds; round += AT_ONCE) {
    const won = await inParallel(AT_ONCE, (track) =>
      raceOnce(race, skus.slice(track * width, (track + 1) * width)),
    )
    for (const { length } of won) winners[length] = (winners[length] ?? 0) + 1
    const taken = won.flat().flatMap(({ how, skus: cart }) => cart.map((sku) => ({ how, sku })))
    for (const { how, sku } of taken) {
      const books = promised.get(sku)
      if (!books) continue
      books[how === 'order' ? 'committed' : 'reserved'] += 1
      books.received += 1
    }
    // One unit each again, for the next round.
    await shop.receive(taken.map(({ sku }) => ({ sku, location_id: 'berlin', delta: 1 })))
  }
  const expected = [...promised].map(([sku, { received, ...rest }]) => [sku, units(received, rest)])
  return { winners, expected: Object.fromEntries(expected) }
}

const ten = times(10, (index) => index)

it.each<[string, number, Race]>([
  [
    'two carts',
    200,
    [
      ['reserve', [0, 1]],
      ['reserve', [1, 0]],
    ],
  ],
  ['five carts', 50, times(5, (index) => ['reserve', [index % 2, 1 - (index % 2)]] as const)],
  [
    'three carts in a circle',
    100,
    [
      ['reserve', [0, 1]],
      ['reserve', [1, 2]],
      ['reserve', [2, 0]],
    ],
  ],
  [
    'two carts of ten SKUs',
    30,
    [
      ['reserve', ten],
      ['reserve', ten.toReversed()],
    ],
  ],
  [
    'two orders',
    100,
    [
      ['order', [0, 1]],
      ['order', [1, 0]],
    ],
  ],
  [
    'three orders in a circle',
    50,
    [
      ['order', [0, 1]],
      ['order', [1, 2]],
      ['order', [2, 0]],
    ],
  ],
  [
    'a cart and an order',
    100,
    [
      ['reserve', [0, 1]],
      ['order', [1, 0]],
    ],
  ],
])('of %s for the same last units exactly one wins', async (_, rounds, race) => {
  const { winners, expected } = await repeat(race, rounds)

  expect(winners).toEqual({ 1: rounds })
  await expectBooks(shop, expected)
})
