import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listAll, readAll, readCounters, readProjection } from '../races/books.ts'
import { openShop, type Shop, succeeded } from '../races/shop.ts'
import type { Order } from '../races/wire.ts'
import {
  expectAllBalanced,
  expectEnded,
  expectEvents,
  expectedCounters,
  expectKept,
  expectOrders,
  expectRemembered,
  sizeOf,
} from './checks.ts'
import { type Facts, noFacts } from './facts.ts'
import { expectLedger } from './ledger.ts'
import {
  type CreditNote,
  expectCreditNotes,
  expectGatewayAgrees,
  expectMoney,
  unsettled,
} from './money.ts'
import { visit } from './shoppers.ts'
import { createWorld, DOUBT_MAX_MS, type World } from './world.ts'

const KILLS = process.env.LONG ? 150 : 20
const CLIENTS = 32
/** Of load before each kill: from the middle of the recovery to well after it. */
const SHORTEST_RUN_MS = 300
const LONGEST_RUN_MS = 3_000
/** Until the shelf says what an order decided, however long ago the last crash was. */
const COMMITTED_MAX_MS = 20_000
/** If there is no money under way until then, it is killed without. */
const PAID_WITHIN_MS = 8_000
/** A job that runs every minute takes money up ten seconds after it was left lying. */
const SETTLED_MAX_MS = 180_000
const STEPS = ['authorized', 'captured', 'shipped', 'refunded', 'received'] as const
/** More time than everything takes; the assertions have bounds of their own. */
const TIMEOUT_MS = KILLS * 15_000 + 300_000

let world: World
let shop: Shop
let facts: Facts
let skus: string[]
/** What is for sale: the SKUs, and a kit of two of them. */
let catalog: string[]

beforeAll(async () => {
  world = await createWorld()
  shop = await openShop(world, ['berlin', 'paris'])
  facts = noFacts()
  // Plenty of some, so that much happens; few of others, so that they run out.
  const shelf = [2_000, 2_000, 2_000, 2_000, 2_000, 60, 40, 20]
  skus = await shop.stock(...shelf)
  for (const [index, sku] of skus.entries()) facts.received.set(sku, shelf[index] ?? 0)
  const components = skus.slice(0, 2).map((sku, index) => ({ sku, quantity: index + 1 }))
  succeeded(await shop.office.put('/v1/skus/KIT', { title: 'Kit', components }))
  catalog = [...skus, 'KIT']
})
afterAll(() => world?.close())

it(`remembers all it told through ${KILLS} crashes`, { timeout: TIMEOUT_MS }, async () => {
  const clients = startClients()

  for (let kill = 0; kill < KILLS; kill++) {
    const told = sizeOf(facts)
    // Now and then at any time, however early; else while somebody's money is under way.
    const run_ms = SHORTEST_RUN_MS + Math.random() * (LONGEST_RUN_MS - SHORTEST_RUN_MS)
    await (kill % 3 === 0 ? sleep(run_ms) : world.midPayment(PAID_WITHIN_MS))
    await world.crash(() => expectRemembered(shop, facts, told))
  }
  const last_restart = performance.now()
  // On a slow machine some of it may not have happened yet.
  const missing = () => STEPS.filter((type) => facts.steps.every((step) => step.type !== type))
  await expect.poll(missing, { timeout: SETTLED_MAX_MS, interval: 250 }).toEqual([])
  await clients.end()

  expect(world.failures).toEqual([])
  expect(world.databases().length).toBeGreaterThan(skus.length)
  expect(Object.values(world.figures.kills)).not.toContain(0)
  // A kill that cut nobody off shows nothing. Chance may give one, not many.
  expect(world.figures.idle_kills).toBeLessThanOrEqual(KILLS / 10)
  expect(world.figures.cut_off_money).toBeGreaterThan(0)

  // A job asks every minute what became of money whose client never came back.
  const readUnsettled = async () => unsettled(await listAll<Order>(shop, '/v1/orders'))
  await expect.poll(readUnsettled, { timeout: SETTLED_MAX_MS, interval: 1_000 }).toEqual([])
  const listed = await expectOrders(shop, facts)
  const expected = expectedCounters(skus, facts, listed, facts.kept.values())
  const left_ms = DOUBT_MAX_MS - (performance.now() - last_restart)
  await expect
    .poll(() => readAll(shop, skus, readCounters), {
      timeout: Math.max(left_ms, COMMITTED_MAX_MS),
      interval: 250,
    })
    .toEqual(expected)

  await expectKept(shop, facts.kept)
  for (const id of facts.kept.keys()) succeeded(await shop.release(id))
  const orders = await expectOrders(shop, facts)
  const in_the_end = expectedCounters(skus, facts, orders, [])
  expect(await readAll(shop, skus, readCounters)).toEqual(in_the_end)
  await expect
    .poll(() => readAll(shop, skus, readProjection), { timeout: 10_000 })
    .toEqual(in_the_end)
  await expectAllBalanced(shop, skus)
  await expectLedger(shop, skus, orders, facts)
  await expectEvents(shop, orders, facts)
  await expectEnded(shop, facts)
  expectMoney(orders, facts)
  expectCreditNotes(await listAll<CreditNote>(shop, '/v1/credit_notes'), orders)
  expectGatewayAgrees(await world.charges(), orders)
  const steps = countBy(facts.steps, ({ type }) => type)
  console.log(JSON.stringify({ ...world.figures, orders: orders.length, steps }))
})

const killsSoFar = () =>
  Object.values(world.figures.kills).reduce((total, kills) => total + kills, 0)

const countBy = <Item>(items: readonly Item[], nameOf: (item: Item) => string) =>
  Object.fromEntries([...Map.groupBy(items, nameOf)].map(([name, own]) => [name, own.length]))

/** Clients that go on until they are told to end; one that has to wait is replaced meanwhile. */
function startClients() {
  const visits = new Set<Promise<void>>()
  let is_ending = false

  async function client(): Promise<void> {
    while (!is_ending) {
      const waits = Promise.withResolvers<void>()
      const onWait = () => waits.resolve()
      // Those of the second half would have to be waited for in the end.
      const may_lose_answers = killsSoFar() < KILLS / 2
      const visitor = { world, shop, facts, skus, catalog, may_lose_answers, onWait }
      const done = visit(visitor).catch((error) => {
        world.failures.push(String(error))
      })
      visits.add(done)
      await Promise.race([done, waits.promise])
    }
  }

  const clients = Promise.all(Array.from({ length: CLIENTS }, client))
  return {
    async end() {
      is_ending = true
      await clients
      await Promise.all(visits)
    },
  }
}
