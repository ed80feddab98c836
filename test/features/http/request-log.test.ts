/** What is told of requests: enough to find one again, and nothing of what was in it. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { app } from '../../../api/app'
import { runSchedule } from '../../../api/jobs/schedule'
import { ORIGIN, read } from '../../support/worker/api'
import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'

const points: AnalyticsEngineDataPoint[] = []
const METRICS = {
  writeDataPoint: (point?: AnalyticsEngineDataPoint) => point && points.push(point),
}
const loud = { ...env, METRICS, REQUEST_LOG: '1' } as unknown as Env

const merchant = await createMerchant()
await putLocation(merchant, 'berlin')
await putSku(merchant, 'A')
await adjustStock(merchant, 'A', 'berlin', 50)
const { data: keys } = await merchant.api.get('/v1/api_keys')
const key_id = keys.find(({ kind }) => kind === 'secret').id

/** Every line that anything wrote. */
let lines: string[] = []
beforeEach(() => {
  lines = []
  points.length = 0
  for (const level of ['log', 'info', 'debug', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...args: unknown[]) => {
      lines.push(args.map(String).join(' '))
    })
  }
})
afterEach(() => {
  vi.restoreAllMocks()
})

interface Sent {
  key?: string | undefined
  body?: string
  headers?: Record<string, string>
}
async function send(method: string, path: string, { key, body, headers }: Sent = {}, to = loud) {
  const context = createExecutionContext()
  const request = new Request(ORIGIN + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(key && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  })
  const answer = await read(await app.fetch(request, to, context))
  await waitOnExecutionContext(context)
  return answer
}
const { secret_key: key } = merchant
const logged = () => lines.map((line) => JSON.parse(line))

it('tells of a request: what was asked of whom, by whom, and how it ended', async () => {
  const answer = await send('GET', '/v1/skus/A?x=1', { key })

  expect(logged()).toEqual([
    {
      ...{ method: 'GET', route: '/v1/skus/{sku}', status: 200 },
      duration_ms: expect.any(Number),
      ...{ request_id: answer.headers.get('request-id'), merchant_id: merchant.id, key_id },
    },
  ])
  expect(points).toEqual([
    {
      indexes: [merchant.id],
      blobs: ['request', 'GET', '/v1/skus/{sku}', key_id],
      doubles: [200, expect.any(Number)],
    },
  ])
})

it.each([
  ['GET', '/v1/nowhere', 404, 'unmatched'],
  ['PATCH', '/v1/skus/A', 405, 'unmatched'],
  ['GET', '/v1/skus', 401, '/v1/skus'],
  ['GET', '/portal/nobody/api/shop', 404, '/portal/{merchant_slug}/api/shop'],
])('tells once of %s %s, which is answered %i', async (method, path, status, route) => {
  await send(method, path)

  expect(logged()).toMatchObject([{ method, route, status, merchant_id: null, key_id: null }])
  expect(points).toHaveLength(1)
})

it.each(['off', '0', '', undefined])('logs nothing when the share is %s', async (REQUEST_LOG) => {
  await send('GET', '/v1/skus/A', { key }, { ...loud, REQUEST_LOG } as Env)

  expect(lines).toEqual([])
  expect(points).toHaveLength(1)
})

it('logs the share that is asked for, and every failure of the server', async () => {
  const random = vi.spyOn(Math, 'random')
  const half = { ...loud, REQUEST_LOG: '0.5' } as Env
  for (const drawn of [0.4, 0.6]) {
    random.mockReturnValueOnce(drawn)
    await send('GET', '/v1/skus/A', { key }, half)
  }
  expect(logged()).toHaveLength(1)

  random.mockReturnValue(0.6)
  const seeding = { ...half, DEMO_SEED: 'on' } as Env
  expect((await send('GET', '/readyz', {}, seeding)).status).toBe(503)
  expect(logged()).toMatchObject([{ status: 200 }, { route: '/readyz', status: 503 }])
})

it('works without a place to write points to', async () => {
  const { METRICS: _, ...bare } = loud

  expect((await send('GET', '/v1/skus/A', { key }, bare as Env)).status).toBe(200)
})

it('never writes anything personal, wherever it stands', async () => {
  const canary = 'canary-ada@example.com'
  const street = 'Canary Street 17'
  const address = { name: street, line1: street, city: street, postal_code: '1', country: 'DE' }
  const order = {
    currency: 'EUR',
    customer: { email: canary, name: street, phone: '+49 30 canary' },
    shipping_address: address,
    billing_address: address,
    lines: [{ sku: 'A', quantity: 1, unit_price: 1, properties: { engraving: canary } }],
    metadata: { [canary]: street },
    external_id: canary,
  }
  const encoded = encodeURIComponent(canary)
  let sent = 0
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) => {
    sent++
    return send('POST', path, {
      key,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'idempotency-key': canary, 'user-agent': canary, origin: canary, ...headers },
    })
  }
  const get = (path: string) => {
    sent++
    return send('GET', path, {
      key,
      headers: { 'cf-connecting-ip': '203.0.113.77', referer: canary },
    })
  }
  const placed = await post('/v1/orders', order)
  await post('/v1/orders', { ...order, currency: canary })
  await post('/v1/orders', JSON.stringify(order).slice(0, -1))
  await post('/v1/orders', { ...order, lines: [{ ...order.lines[0], quantity: 999 }] })
  await post(`/v1/orders/${placed.body.id}/cancel`, { reason: street, note: canary })
  await post('/v1/inventory/adjustments', {
    ...{ reason: canary, reference: street },
    lines: [{ sku: 'A', location_id: 'berlin', delta: 1 }],
  })
  await post(`/portal/${merchant.slug}/api/lookup`, { number: 'HF-0000-0000', email: canary })
  await post('/v1/api_keys', { kind: 'secret', name: canary })
  for (const path of [
    `/v1/orders?email=${encoded}`,
    `/v1/orders/${encoded}`,
    `/v1/skus/${encoded}`,
    `/${encoded}`,
    `/portal/${encoded}`,
    `/v1/reservations/${encoded}`,
  ]) {
    await get(path)
  }
  await runSchedule(loud)
  // What breaks is told of, too: a query that fails has the address among its parameters.
  await env.DB.exec('ALTER TABLE orders RENAME TO orders_away')
  const failed = await get(`/v1/orders?email=${encoded}`)
  await post('/v1/orders', { ...order, external_id: `${canary}-2` }, { 'idempotency-key': 'new' })
  await env.DB.exec('ALTER TABLE orders_away RENAME TO orders')

  expect([placed.status, failed.status]).toEqual([201, 500])
  const own = logged().filter((line) => 'route' in line)
  expect(own).toHaveLength(sent)
  expect(lines.some((line) => line.includes('no such table'))).toBe(true)
  const told = lines.join('\n') + JSON.stringify(points)
  expect(told).not.toMatch(/canary/i)
  expect(told).not.toContain('203.0.113')
  expect(told).not.toContain(key)
})
