// The server is killed while returns come in and money goes back: all of it happens, and once.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectBalanced, listAll } from '../races/books.ts'
import type { Answer } from '../races/client.ts'
import { openShop, type Shop, succeeded } from '../races/shop.ts'
import type { Order } from '../races/wire.ts'
import { createWorld, type World } from './world.ts'

const KILLS = process.env.LONG ? 40 : 3
/** A refund whose gateway was not asked before the crash is looked after within some minutes. */
const SETTLED_WITHIN_MS = process.env.LONG ? 300_000 : 0
const CLIENTS = 8
const STOCK = 10_000
const SHORTEST_RUN_MS = 300
const LONGEST_RUN_MS = 1_500
const TIMEOUT_MS = KILLS * 15_000 + 300_000

interface Refunded extends Order {
  fulfillments: { id: string }[]
  refunds: { id: string; amount: number; status: string }[]
}
interface Note {
  number: string
  refund_id: string
  amount: number
}

let world: World
let shop: Shop
let sku: string
beforeAll(async () => {
  world = await createWorld()
  shop = await openShop(world)
  sku = (await shop.stock(STOCK))[0] ?? ''
  const policy = { refund_trigger: 'on_receipt', approval: { automatic: true } }
  succeeded(await shop.office.put('/v1/return_policies/default', policy))
})
afterAll(() => world?.close())

/** Says it again until it is answered: the same intent each time. */
async function post<Body>(path: string, body: object): Promise<Body> {
  const key = crypto.randomUUID()
  const send = (): Promise<Answer<Body>> => shop.office.post<Body>(path, body, key)
  const answer = await world.settle(send, { patient: true, onWait: () => {} })
  if (!answer) throw new Error(`${path} was given up.`)
  return succeeded(answer)
}

/** Two units are sold and come back, one of them broken. */
async function visit(): Promise<string> {
  const order = await post<Refunded>('/v1/orders', {
    currency: 'EUR',
    customer: { email: 'ada@example.com', name: 'Ada Lovelace' },
    lines: [{ sku, quantity: 2, unit_price: 1_000 }],
    payment: { gateway: 'test', token: 'tok_ok' },
  })
  const line_id = order.lines[0]?.id
  await post(`/v1/fulfillments/${order.fulfillments[0]?.id}/ship`, { carrier: 'DHL' })
  const { id } = await post<{ id: string }>('/v1/returns', {
    ...{ order_id: order.id, resolution: 'refund' },
    lines: [{ line_id, quantity: 2, reason: 'unwanted' }],
  })
  const came = (disposition: string) => ({ line_id, quantity: 1, disposition })
  await post(`/v1/returns/${id}/receive`, { location_id: 'berlin', lines: [came('restock')] })
  await post(`/v1/returns/${id}/receive`, { location_id: 'berlin', lines: [came('damaged')] })
  return order.id
}

/** Every order, once no refund is pending any more, or time is up. */
async function readSettled(): Promise<Refunded[]> {
  const give_up_at = performance.now() + SETTLED_WITHIN_MS
  for (;;) {
    const orders = await listAll<Refunded>(shop, '/v1/orders')
    const pending = orders.some(({ refunds }) => refunds.some(({ status }) => status === 'pending'))
    if (!pending || performance.now() > give_up_at) return orders
    await sleep(1_000)
  }
}

it(`receives and refunds once through ${KILLS} crashes`, { timeout: TIMEOUT_MS }, async () => {
  const done: string[] = []
  let is_ending = false
  const client = async () => {
    while (!is_ending) done.push(await visit())
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, client))
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(SHORTEST_RUN_MS + Math.random() * (LONGEST_RUN_MS - SHORTEST_RUN_MS))
    await world.crash(async () => {})
  }
  is_ending = true
  await clients

  expect(world.failures).toEqual([])
  expect(done.length).toBeGreaterThan(0)
  const orders = await readSettled()
  expect(orders.map(({ id }) => id).sort()).toEqual(done.toSorted())
  expect(orders.map(({ refunds }) => refunds.map(({ amount }) => amount))).toEqual(
    orders.map(() => [1_000, 1_000]),
  )
  const refunds = orders.flatMap((order) => order.refunds)
  const told = refunds.filter(({ status }) => status === 'succeeded')
  const others = refunds.length - told.length
  const pending = refunds.filter(({ status }) => status === 'pending').length
  expect([others, pending]).toEqual([pending, SETTLED_WITHIN_MS > 0 ? 0 : pending])
  const notes = await listAll<Note>(shop, '/v1/credit_notes')
  expect(notes.map(({ refund_id }) => refund_id).sort()).toEqual(told.map(({ id }) => id).sort())
  const numbers = notes.map(({ number }) => Number(/\d+$/.exec(number)?.[0]))
  expect(numbers.sort((a, b) => a - b)).toEqual(notes.map((_, index) => index + 1))

  await expect
    .poll(() => shop.office.get(`/v1/inventory/${sku}`), { timeout: 90_000, interval: 250 })
    .toMatchObject({
      body: { on_hand: STOCK, reserved: 0, committed: 0, damaged: done.length },
    })
  await expectBalanced(shop, sku)
})
