import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAudited } from './audit-log.ts'
import type { LoggedEvent } from './document.ts'
import { preparations } from './preparations/index.ts'
import { fill, nextKey, openShop, type Shop, stock } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.server.stop())

it('is a valid OpenAPI 3.1 document', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(shop.document) as never)

  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

it('names, tags and sums up every operation', () => {
  const names = shop.operations.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThan(25)
  for (const { name, summary, tags } of shop.operations) {
    expect(name).toMatch(/^[a-z][A-Za-z]+$/)
    expect([name, summary]).toEqual([name, expect.stringMatching(/^[A-Z].*[^.]$/)])
    expect([name, tags?.length]).toEqual([name, 1])
  }
})

it('names the scope of every operation that needs a merchant’s key', () => {
  const needy = shop.operations.filter(({ key }) => key === 'secret' || key === 'publishable')
  expect(needy.length).toBeGreaterThan(20)
  for (const { name, security, description, ...rest } of needy) {
    const scope = String((rest as Record<string, unknown>)['x-scope'])
    expect([name, scope]).toEqual([name, expect.stringMatching(/^[a-z_]+:(?:read|write)$/)])
    expect([name, Object.values(security?.[0] ?? {})]).toEqual([name, [[scope]]])
    expect([name, description]).toEqual([name, expect.stringContaining(`\`${scope}\``)])
  }
})

it('shows an example of every body and of every answer', () => {
  for (const { name, requestBody, body, responses } of shop.operations) {
    const is_json = requestBody?.content['application/json']
    if (is_json) expect([name, body]).toEqual([name, expect.any(Object)])
    for (const [status, { content = {} }] of Object.entries(responses)) {
      const types = Object.keys(content)
      const problem = ['application/problem+json']
      expect([name, status, types.length > 0]).toEqual([name, status, true])
      if (Number(status) >= 400) expect([name, status, types]).toEqual([name, status, problem])
    }
  }
})

it('every event of the log, and so every webhook, is as the document says', async () => {
  await stock(shop)
  const { document, judgeBody, merchant } = shop
  const answer = await shop.ask('GET', '/v1/events?limit=100', { key: merchant.secret_key })
  const { data } = (await answer.json()) as { data: LoggedEvent[] }

  expect(data.length).toBeGreaterThan(5)
  for (const { created_at, ...event } of data) {
    expect(Object.keys(document.webhooks)).toContain(event.type)
    const body = { ...event, timestamp: created_at }
    const wrong = judgeBody(['webhooks', event.type, 'post', 'requestBody'], body)
    expect([event.type, wrong]).toEqual([event.type, undefined])
  }
})

/** An order was placed with the SKU, nobody was told the number, and no gateway signed. */
const refused: Record<string, number> = {
  deleteSku: 409,
  lookUpOrder: 404,
  receiveGatewayWebhook: 401,
}

it('every example works as it stands, is answered as the document says, and audited if it writes', async () => {
  const parametersOf = await stock(shop)
  const { operator_token } = shop.server
  // What the examples of later operations need must not be gone: those that end things come last.
  const ends = ['deleteSku', 'revokeApiKey', 'releaseReservation', 'cancelOrder']
  const order = shop.operations.toSorted((a, b) => ends.indexOf(a.name) - ends.indexOf(b.name))
  for (const operation of order) {
    const { name, method, path, key, idempotent, body } = operation
    const own = await preparations[name]?.(shop)
    const query = name === 'readAvailability' ? '?sku=TSHIRT-M' : (own?.query ?? '')
    const parameters = { ...parametersOf(operation), ...own?.parameters }
    const answer = await shop.ask(method, fill(path, parameters) + query, {
      key: key === 'operator' ? operator_token : shop.merchant.secret_key,
      headers: {
        ...(idempotent && { 'idempotency-key': nextKey() }),
        ...(own?.upload && { 'content-type': own.upload.type }),
        ...own?.headers,
      },
      body: own?.upload?.bytes ?? own?.text ?? (body && JSON.stringify({ ...body, ...own?.body })),
    })
    const text = await answer.text()
    const type = answer.headers.get('content-type') ?? ''
    const content = /[/+]json/.test(type) ? JSON.parse(text) : text
    const expected = own?.status ?? refused[name] ?? 200
    const status = answer.ok ? 200 : answer.status
    expect([name, status]).toEqual([name, expected])
    expect([name, shop.judge(operation, answer.status, type, content)]).toEqual([name, undefined])
    expect([name, answer.headers.get('request-id')]).toEqual([name, expect.any(String)])
    if (answer.ok) await expectAudited(shop, operation, answer, content)
  }
})
