// Cached availability is read once for all who ask together, by the first of them: who may go away.
import { once } from 'node:events'
import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { type Answer, type Client, tally } from './client.ts'
import { inParallel, times } from './repeat.ts'
import { openShop, type Shop, succeeded } from './shop.ts'

const ROUNDS = 20
const TOGETHER = 20
/** Units are back within 10 s of a cancellation; a busy machine takes longer. */
const BACK_WITHIN_MS = 30_000

interface Availability {
  data: { sku: string; available: number; in_stock: boolean }[]
}

let server: TestServer
let shop: Shop
let storefront_key: string

beforeAll(async () => {
  server = await startTestServer()
  const createMerchant = async () => {
    const merchant = await server.createMerchant()
    storefront_key = merchant.publishable_key
    return merchant
  }
  shop = await openShop({ url: server.url, createMerchant })
})
afterAll(() => server?.stop())

const pathOf = (skus: readonly string[]) => `/v1/availability?sku=${skus.join('&sku=')}`
const read = (client: Client, skus: readonly string[]) => client.get<Availability>(pathOf(skus))

/** Asks on a connection of its own, which the server sees break when the visitor leaves. */
function visit(path: string) {
  const asked = request(server.url + path, {
    ...{ agent: false, headers: { authorization: `Bearer ${storefront_key}` } },
  })
  const answer = once(asked, 'response').then(async ([response]) => {
    const body = await json(response)
    return { status: response.statusCode, body } as Answer<Availability>
  })
  // Nobody waits for what is not answered to a visitor who left.
  answer.catch(() => undefined)
  const on_its_way = once(asked, 'finish')
  asked.end()
  return { answer, on_its_way, leave: () => asked.socket?.resetAndDestroy() }
}

it('answers all others when those who asked first go away', async () => {
  const [sku = ''] = await shop.stock(1)

  for (let round = 0; round < ROUNDS; round++) {
    // A write lets go of what was read before: the next question is asked of the database.
    await shop.receive([{ sku, location_id: 'berlin', delta: 1 }])
    // The first reads for itself, the second for all who come meanwhile.
    const gone = times(2, () => visit(pathOf([sku])))
    const waiting = times(TOGETHER, () => visit(pathOf([sku])))
    // They leave as soon as they have asked, or when all have.
    const before = round % 2 === 0 ? gone : [...gone, ...waiting]
    await Promise.all(before.map(({ on_its_way }) => on_its_way))
    for (const { leave } of gone) leave()
    const answers = await Promise.all(waiting.map(({ answer }) => answer))

    expect(tally(answers)).toEqual({ 200: TOGETHER })
    const data = [{ sku, available: round + 2, in_stock: true }]
    for (const { body } of answers) expect(body.data).toEqual(data)
  }
})

it('tells of units that are sold and come back while many ask and leave', async () => {
  const [sku = '', other = ''] = await shop.stock(5, 5)
  const ask = () => read(shop.storefront, [sku, other])
  const availableNow = async () => (await ask()).body.data.map(({ available }) => available)
  const leave = async () => {
    const gone = new AbortController()
    const asked = fetch(server.url + pathOf([sku, other]), {
      ...{ headers: { authorization: `Bearer ${storefront_key}` }, signal: gone.signal },
    }).catch(() => undefined)
    await ask()
    gone.abort()
    await asked
  }

  await inParallel(20, leave)
  const { id } = succeeded(await shop.order([[sku, 5]]))
  await inParallel(20, leave)
  expect(await availableNow()).toEqual([0, 5])
  succeeded(await shop.cancel(id))
  await inParallel(20, leave)

  await expect.poll(availableNow, { timeout: BACK_WITHIN_MS }).toEqual([5, 5])
})
