import { afterAll, beforeAll, expect, expectTypeOf, it } from 'vitest'
import { createClient } from '../../api/client/src/client.ts'
import type { Order } from '../../api/client/src/operations.ts'
import { HoldfastError } from '../../api/client/src/problem.ts'
import { startTestServer, type TestMerchant, type TestServer } from '../support/server.ts'

let server: TestServer
let merchant: TestMerchant
beforeAll(async () => {
  server = await startTestServer()
  merchant = await server.createMerchant()
  const client = clientWith()
  const address = { line1: 'Torstraße 1', city: 'Berlin', postal_code: '10119', country: 'DE' }
  await client.putLocation({ location_id: 'berlin', name: 'Berlin', kind: 'warehouse', address })
  await client.putSku({ sku: 'MUG', title: 'Mug' })
  await client.adjustInventory({
    reason: 'received',
    lines: [{ sku: 'MUG', location_id: 'berlin', delta: 50 }],
  })
})
afterAll(() => server?.stop())

/** A client whose network can be told to misbehave, and whose waits are noted, not waited for. */
function clientWith(
  fetch: typeof globalThis.fetch = globalThis.fetch,
  pauses: number[] = [],
  key = merchant.secret_key,
) {
  const sleep = async (milliseconds: number) => {
    pauses.push(milliseconds)
  }
  return createClient({ base_url: server.url, key, fetch, sleep })
}

const order = (external_id?: string) => ({
  currency: 'EUR',
  customer: { email: 'ada@example.com', name: 'Ada Lovelace' },
  lines: [{ sku: 'MUG', quantity: 1, unit_price: 1_800 }],
  ...(external_id && { external_id }),
})

it('knows what each operation takes and answers', async () => {
  const client = clientWith()

  const placed = await client.placeOrder(order())
  expectTypeOf(placed).toEqualTypeOf<Order>()
  expect(await client.getOrder({ id: placed.id })).toEqual(placed)
  const { data } = await client.readAvailability({ sku: ['MUG', 'NONE'] })
  expect(data.map(({ sku, in_stock }) => [sku, in_stock])).toEqual([
    ['MUG', true],
    ['NONE', false],
  ])
})

it('acts once when the answer is lost, and gets it the next time', async () => {
  let lost = 0
  const pauses: number[] = []
  const client = clientWith(async (...request) => {
    const answer = await fetch(...request)
    if (lost++ < 2) throw new TypeError('connection lost')
    return answer
  }, pauses)

  const placed = await client.placeOrder(order('lost-1'))

  expect(lost).toBe(3)
  expect(pauses).toHaveLength(2)
  const found = await clientWith().listOrders({ email: 'ada@example.com', limit: 100 })
  expect(found.data.filter(({ external_id }) => external_id === 'lost-1')).toEqual([placed])
})

it('waits as long as it is told, and longer each time when it is not', async () => {
  const pauses: number[] = []
  const headers = { 'content-type': 'application/problem+json' }
  const problem = JSON.stringify({ status: 503, code: 'unavailable', detail: '…' })
  const told = [{ ...headers, 'retry-after': '7' }, headers, headers]
  const client = clientWith(async (...request) => {
    const next = told.shift()
    return next ? new Response(problem, { status: 503, headers: next }) : fetch(...request)
  }, pauses)

  await client.getSku({ sku: 'MUG' })

  expect(pauses[0]).toBe(7_000)
  expect(pauses[1]).toBeGreaterThanOrEqual(500)
  expect(pauses[2]).toBeGreaterThanOrEqual(1_000)
  expect(pauses).toHaveLength(3)
})

it('gives up in the end, with what the server said', async () => {
  const pauses: number[] = []
  const problem = { status: 500, code: 'internal_error', detail: 'It broke.' }
  const headers = { 'content-type': 'application/problem+json' }
  const client = clientWith(
    async () => new Response(JSON.stringify(problem), { status: 500, headers }),
    pauses,
  )

  await expect(client.placeOrder(order())).rejects.toMatchObject({
    code: 'internal_error',
    problem,
  })
  expect(pauses).toHaveLength(3)
})

it('does not ask again what will be refused again, nor what could act twice', async () => {
  const pauses: number[] = []
  let asked = 0
  const count: typeof fetch = (...request) => {
    asked++
    return fetch(...request)
  }
  const refused = clientWith(count, pauses).placeOrder({
    ...order(),
    lines: [{ sku: 'MUG', quantity: 1_000, unit_price: 1 }],
  })

  const error = await refused.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(HoldfastError)
  expect(error).toMatchObject({
    ...{ status: 409, code: 'insufficient_stock' },
    problem: { shortages: [{ sku: 'MUG', requested: 1_000 }] },
  })
  const cut = clientWith(async () => {
    asked++
    throw new TypeError('connection lost')
  }, pauses)
  await expect(cut.createApiKey({ kind: 'secret', name: 'x' })).rejects.toThrow('connection lost')
  expect([asked, pauses]).toEqual([2, []])
})

it('stops when its caller does', async () => {
  const abort = new AbortController()
  const client = clientWith(async (_url, init) => {
    abort.abort(new Error('enough'))
    init?.signal?.throwIfAborted()
    throw new Error('not reached')
  })

  await expect(client.getSku({ sku: 'MUG', signal: abort.signal })).rejects.toThrow('enough')
})

it('walks every page of a list', async () => {
  const client = clientWith()
  for (let n = 0; n < 5; n++) await client.putSku({ sku: `PAGE-${n}`, title: `Page ${n}` })

  const seen: string[] = []
  for await (const { sku } of client.iterate('listSkus', { limit: 2 })) seen.push(sku)

  expect(seen).toEqual(['MUG', ...Array.from({ length: 5 }, (_, n) => `PAGE-${n}`)])
})
