/** What every operation refuses, and in which order: the first that applies is the answer. */
import { env, exports } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { anyone, client, ORIGIN, operator, read, request } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api, secret_key: key, storefront } = merchant
const adjustments = '/v1/inventory/adjustments'
const big = `"${'x'.repeat(1024 * 1024)}"`
const text = { 'content-type': 'text/plain' }
const idempotent = { 'idempotency-key': 'k-1' }

it.each([
  ['404 before 401', 'POST', '/v1/nothing', { body: '{' }, 404, 'path_not_found'],
  ['405 before 401', 'POST', '/v1/skus', { body: '{' }, 405, 'method_not_allowed'],
  ['401 before 413', 'PUT', '/v1/skus/A', { body: big }, 401, 'key_missing'],
  [
    '403 before 413',
    'PUT',
    '/v1/skus/A',
    { body: big, key: merchant.publishable_key },
    403,
    'wrong_key_kind',
  ],
  ['413 before 415', 'PUT', '/v1/skus/A', { body: big, key, headers: text }, 413, 'body_too_large'],
  [
    '415 before 400',
    'PUT',
    '/v1/skus/A',
    { body: '{', key, headers: text },
    415,
    'unsupported_media_type',
  ],
  [
    '400 malformed before its missing key',
    'POST',
    adjustments,
    { body: '{', key },
    400,
    'malformed_json',
  ],
  [
    '400 missing key before 422',
    'POST',
    adjustments,
    { body: '{}', key },
    400,
    'idempotency_key_missing',
  ],
  [
    '400 before 422 in the query',
    'GET',
    '/v1/skus?cursor=x.y&limit=101',
    { key },
    400,
    'cursor_invalid',
  ],
  ['422', 'POST', adjustments, { body: '{}', key, headers: idempotent }, 422, 'invalid_request'],
  [
    '422 before 412',
    'PUT',
    '/v1/skus/A',
    { body: '{}', key, headers: { 'if-match': '"7"' } },
    422,
    'invalid_request',
  ],
  [
    '404 before 412',
    'DELETE',
    '/v1/skus/NEVER',
    { key, headers: { 'if-match': '"7"' } },
    404,
    'not_found',
  ],
])(
  'answers %s',
  async (_, method, path, {
    body,
    ...options
  }: { body?: string; key?: string; headers?: Record<string, string> }, status, code) => {
    const answer = await request(method, path, body, options)

    expect([answer.status, answer.code]).toEqual([status, code])
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  },
)

it.each([
  ['no scheme', { authorization: 'hf_sk_x' }, 'key_missing'],
  ['another scheme', { authorization: 'Basic aGVsbG8=' }, 'key_missing'],
  ['no key', { authorization: 'Bearer ' }, 'key_missing'],
  ['half a key', { authorization: `Bearer ${key.slice(0, 20)}` }, 'key_invalid'],
  [
    'a typo',
    { authorization: `Bearer ${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}` },
    'key_invalid',
  ],
  ['the operator’s token', { authorization: `Bearer ${env.ADMIN_TOKEN}` }, 'wrong_key_kind'],
])('refuses %s', async (_, headers, code) => {
  const answer = await anyone.get('/v1/skus', headers)

  expect([answer.status, answer.code]).toEqual([code === 'wrong_key_kind' ? 403 : 401, code])
  expect(answer.headers.get('www-authenticate')).toBe(
    answer.status === 401 ? 'Bearer realm="holdfast"' : null,
  )
})

it('reads the scheme of a key in any case', async () => {
  expect((await anyone.get('/v1/skus', { authorization: `bEARER ${key}` })).status).toBe(200)
})

it('refuses a key that is well formed but nobody’s', async () => {
  const { formatKey } = await import('../../../api/domain/access/api-key')
  const unknown = formatKey('secret', new Uint8Array(30).fill(1))

  const answer = await client(unknown).get('/v1/skus')

  expect([answer.status, answer.code]).toEqual([401, 'key_invalid'])
})

it.each([
  ['in one header', 'a b'],
  ['empty', ''],
  ['too long', 'x'.repeat(256)],
  ['not ASCII', 'caf\u00e9'],
  ['sent twice', ['a', 'b']],
])('refuses an Idempotency-Key %s', async (_, value) => {
  const headers = new Headers({
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
  })
  for (const each of [value].flat()) headers.append('idempotency-key', each)

  const sent = new Request(ORIGIN + adjustments, { method: 'POST', headers, body: '{}' })
  const answer = await read(await exports.default.fetch(sent))

  expect([answer.status, answer.code]).toEqual([400, 'idempotency_key_invalid'])
})

it('accepts an Idempotency-Key of 255 visible characters', async () => {
  const answer = await api.post(adjustments, {}, { 'idempotency-key': '~'.repeat(255) })

  expect([answer.status, answer.code]).toEqual([422, 'invalid_request'])
})

it('counts a body that does not say how long it is', async () => {
  const stream = (bytes: number) =>
    new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < bytes; sent += 65_536)
          controller.enqueue(new Uint8Array(65_536).fill(32))
        controller.close()
      },
    })
  const send = async (bytes: number) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const init = { method: 'PUT', headers, body: stream(bytes) }
    return read(await exports.default.fetch(new Request(`${ORIGIN}/v1/skus/A`, init)))
  }

  expect((await send(1024 * 1024)).code).toBe('malformed_json')
  expect((await send(1024 * 1024 + 65_536)).code).toBe('body_too_large')
})

it.each([
  ['nothing', ''],
  ['half an object', '{"title":'],
  ['a trailing comma', '{"title":"A",}'],
  ['two objects', '{"title":"A"}{}'],
  ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
])('refuses %s for JSON', async (_, body) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const sent = new Request(`${ORIGIN}/v1/skus/A`, { method: 'PUT', headers, body })
  const answer = await read(await exports.default.fetch(sent))

  expect([answer.status, answer.code]).toEqual([400, 'malformed_json'])
})

it.each(['application/json; charset=utf-8', 'Application/JSON', 'application/merge-patch+json'])(
  'takes %s for JSON',
  async (type) => {
    expect(
      (await api.put('/v1/skus/A', { title: 'A' }, { 'content-type': type })).status,
    ).toBeLessThan(300)
  },
)

it.each(['null', '[]', '"text"', '1'])('refuses the body %s', async (body) => {
  const answer = await request('PUT', '/v1/skus/A', body, { key })

  expect([answer.status, answer.code]).toEqual([422, 'invalid_request'])
})

it('points at fields whose names need escaping', async () => {
  const answer = await api.put('/v1/skus/A', {
    title: 'A',
    'a/b~c': 1,
    __proto__: null,
    constructor: 1,
  })

  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({
    errors: [{ pointer: '/a~1b~0c' }, { pointer: '/constructor' }],
  })
})

it('refuses the operator’s token for a merchant’s operations and a page’s key for a server’s', async () => {
  expect((await operator.get('/v1/skus')).code).toBe('wrong_key_kind')
  expect((await storefront.get('/v1/skus')).code).toBe('wrong_key_kind')
})
