import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Operation } from './document.ts'
import { type Asked, CUSTOMER, fill, nextKey, openShop, picture, type Shop, stock } from './shop.ts'

let shop: Shop
let parametersOf: (operation: Operation) => Record<string, string>
beforeAll(async () => {
  shop = await openShop()
  parametersOf = await stock(shop)
})
afterAll(() => shop?.server.stop())

/** Asks an operation with everything right, but for what the case changes. */
async function ask(operation: Operation, { key, body, headers }: Asked) {
  const path = fill(operation.path, parametersOf(operation))
  const response = await shop.ask(operation.method, path + queryOf(operation), {
    key,
    body: body ?? (operation.body && JSON.stringify(operation.body)),
    headers: {
      ...(operation.idempotent && { 'idempotency-key': nextKey() }),
      ...(operation.upload && { 'content-type': operation.upload }),
      ...headers,
    },
  })
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  return { response, type, problem: JSON.parse(text || '{}') as Record<string, unknown> }
}
const queryOf = ({ name }: Operation) => (name === 'readAvailability' ? '?sku=TSHIRT-M' : '')
const keyFor = ({ key }: Operation) => {
  if (key === 'operator') return shop.server.operator_token
  return key === 'customer' ? CUSTOMER : shop.merchant.secret_key
}

/** Each refusal of the contract: which operations it concerns, what is asked, what is answered. */
const refusals: {
  what: string
  concerns: (operation: Operation) => boolean
  change: (operation: Operation) => Asked
  status: number
  code: string | ((operation: Operation) => string)
}[] = [
  {
    what: 'no key',
    concerns: ({ key }) => key !== undefined,
    change: () => ({}),
    status: 401,
    code: ({ key }) => (key === 'customer' ? 'session_missing' : 'key_missing'),
  },
  {
    what: 'a key with a wrong checksum',
    concerns: ({ key }) => key !== undefined && key !== 'customer',
    change: () => ({ key: `${shop.merchant.secret_key.slice(0, -1)}~` }),
    ...{ status: 401, code: 'key_invalid' },
  },
  {
    what: 'a publishable key where a secret one is needed',
    concerns: ({ key }) => key === 'secret' || key === 'operator',
    change: () => ({ key: shop.merchant.publishable_key }),
    ...{ status: 403, code: 'wrong_key_kind' },
  },
  {
    what: 'the operator’s token where a merchant’s key is needed',
    concerns: ({ key }) => key === 'secret' || key === 'publishable',
    change: () => ({ key: shop.server.operator_token }),
    ...{ status: 403, code: 'wrong_key_kind' },
  },
  {
    what: 'another merchant’s object',
    concerns: ({ path, method, name, key }) =>
      path.startsWith('/v1') &&
      path.includes('{') &&
      method !== 'PUT' &&
      name !== 'getChannel' &&
      name !== 'getGateway' &&
      key !== undefined &&
      key !== 'operator',
    change: () => ({ key: shop.rival.secret_key }),
    ...{ status: 404, code: 'not_found' },
  },
  {
    what: 'a body over 1 MiB',
    concerns: ({ body }) => body !== undefined,
    change: (operation) => ({ key: keyFor(operation), body: ' '.repeat(1024 * 1024 + 1) }),
    ...{ status: 413, code: 'body_too_large' },
  },
  {
    what: 'a body that is not declared as JSON',
    concerns: ({ body }) => body !== undefined,
    change: (operation) => ({
      key: keyFor(operation),
      headers: { 'content-type': 'text/plain' },
    }),
    ...{ status: 415, code: 'unsupported_media_type' },
  },
  {
    what: 'malformed JSON',
    concerns: ({ body }) => body !== undefined,
    change: (operation) => ({ key: keyFor(operation), body: '{"lines": [' }),
    ...{ status: 400, code: 'malformed_json' },
  },
  {
    what: 'an empty body',
    concerns: ({ body }) => body !== undefined,
    change: (operation) => ({ key: keyFor(operation), body: '' }),
    ...{ status: 400, code: 'malformed_json' },
  },
  {
    what: 'an Idempotency-Key that is not visible ASCII',
    concerns: ({ idempotent }) => idempotent,
    change: (operation) => ({
      key: keyFor(operation),
      headers: { 'idempotency-key': 'one, two' },
    }),
    ...{ status: 400, code: 'idempotency_key_invalid' },
  },
  {
    what: 'an unknown field',
    concerns: ({ body }) => body !== undefined,
    change: (operation) => ({
      key: keyFor(operation),
      body: JSON.stringify({ ...operation.body, surprise: true }),
    }),
    ...{ status: 422, code: 'invalid_request' },
  },
  {
    what: 'a body that is a list',
    concerns: ({ body }) => body !== undefined,
    change: (operation) => ({ key: keyFor(operation), body: '[]' }),
    ...{ status: 422, code: 'invalid_request' },
  },
  {
    what: '101 lines',
    concerns: ({ name }) => name === 'reserveCart' || name === 'placeOrder',
    change: (operation) => ({
      key: keyFor(operation),
      body: JSON.stringify({
        ...operation.body,
        lines: Array(101).fill({ sku: 'TSHIRT-M', quantity: 1, unit_price: 1 }),
      }),
    }),
    ...{ status: 422, code: 'invalid_request' },
  },
]

it.each(refusals)('every operation refuses $what, and changes nothing', async (refusal) => {
  const { concerns, change, status, code } = refusal
  const concerned = shop.operations.filter(concerns)
  expect(concerned).not.toEqual([])
  const before = await picture(shop)

  for (const operation of concerned) {
    const { response, type, problem } = await ask(operation, change(operation))
    const expected = typeof code === 'string' ? code : code(operation)
    const about = `${operation.method} ${operation.path}`
    expect([about, response.status, problem.code]).toEqual([about, status, expected])
    expect([about, type]).toEqual([about, 'application/problem+json'])
    expect([about, shop.judge(operation, status, type, problem)]).toEqual([about, undefined])
    expect(problem.request_id).toBe(response.headers.get('request-id'))
    expect(problem.status).toBe(status)
    expect(problem.type).toBe(`${shop.server.url}/problems/${expected}`)
  }

  expect(await picture(shop)).toBe(before)
})

it('every idempotent operation needs its key', async () => {
  const idempotent = shop.operations.filter((operation) => operation.idempotent)
  expect(idempotent.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['reserveCart', 'placeOrder', 'cancelOrder', 'adjustInventory']),
  )
  for (const operation of idempotent) {
    const path = fill(operation.path, parametersOf(operation))
    const answer = await shop.ask(operation.method, path, {
      key: keyFor(operation),
      body: JSON.stringify(operation.body),
    })
    expect([operation.name, answer.status]).toEqual([operation.name, 400])
    expect(await answer.json()).toMatchObject({ code: 'idempotency_key_missing' })
  }
})

it('a path that is not there is a 404, a method that is not there a 405 with what is', async () => {
  const nowhere = await shop.ask('GET', '/v1/nowhere')
  expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([
    404,
    'application/problem+json',
  ])
  const paths = Map.groupBy(shop.operations, ({ path }) => path)
  for (const [path, operations] of paths) {
    const [first] = operations
    if (!first) continue
    const served = operations.map(({ method }) => method)
    const other = ['PATCH', 'PUT', 'DELETE', 'POST', 'GET'].find(
      (method) => !served.includes(method),
    )
    const answer = await shop.ask(String(other), fill(path, parametersOf(first)))
    const allow = answer.headers.get('allow')?.split(', ') ?? []
    expect([path, answer.status]).toEqual([path, 405])
    expect(allow).toEqual(expect.arrayContaining(served))
  }
})
