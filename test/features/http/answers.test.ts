/** What every answer has in common, also those the framework would give. */
import { expect, it } from 'vitest'
import { ORIGIN, request } from '../../support/worker/api'
import { createMerchant, putSku } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { secret_key: key } = merchant
await putSku(merchant, 'A')

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

it.each([
  ['success', 'GET', '/v1/skus/A'],
  ['a missing object', 'GET', '/v1/skus/B'],
  ['a missing path', 'GET', '/nothing'],
  ['a wrong method', 'POST', '/v1/skus/A'],
  ['a page', 'GET', '/problems'],
  ['a preflight', 'OPTIONS', '/v1/availability'],
  ['a head', 'HEAD', '/v1/skus/A'],
])('names the request of %s', async (_, method, path) => {
  const answer = await request(method, path, undefined, { key })

  expect(answer.headers.get('request-id')).toMatch(uuid)
  if (answer.code) expect(answer.body.request_id).toBe(answer.headers.get('request-id'))
})

it('explains a problem where its type says', async () => {
  const answer = await request('GET', '/v1/skus/B', undefined, { key })

  expect(answer.body).toEqual({
    type: `${ORIGIN}/problems/not_found`,
    title: 'Not found',
    status: 404,
    detail: expect.any(String),
    code: 'not_found',
    request_id: expect.stringMatching(uuid),
  })
  const page = await request('GET', String(answer.body.type).slice(ORIGIN.length))
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.text).toContain('not_found')
})

it.each([
  ['DELETE', '/v1/skus', 'GET, HEAD'],
  ['POST', '/v1/skus/A', 'PUT, GET, DELETE, HEAD'],
  ['DELETE', '/v1/inventory/adjustments', 'POST, GET, HEAD'],
  ['GET', '/v1/merchants', 'POST'],
  ['PUT', '/v1/settings', 'GET, PATCH, HEAD'],
  ['POST', '/healthz', 'GET, HEAD'],
  ['OPTIONS', '/v1/skus', 'GET, HEAD'],
  ['PROPFIND', '/v1/skus', 'GET, HEAD'],
])('refuses %s of %s, and names what it takes', async (method, path, allow) => {
  const answer = await request(method, path)

  expect([answer.status, answer.code]).toEqual([405, 'method_not_allowed'])
  expect(answer.headers.get('allow')).toBe(allow)
})

it.each(['/v1', '/v1/', '/v1/skus/', '/v1/skus/A/b', '/V1/skus', '/.env', '/v1/%E0%A4%A'])(
  'has nothing at %s',
  async (path) => {
    const answer = await request('GET', path, undefined, { key })

    expect([answer.status, answer.code]).toEqual([404, 'path_not_found'])
  },
)

it('serves a SKU whose code is the name of an operation', async () => {
  await putSku(merchant, 'adjustments')
  const answer = await request('GET', '/v1/inventory/adjustments', undefined, { key })

  expect([answer.status, answer.body.sku]).toEqual([200, 'adjustments'])
})

it('answers HEAD as GET, without a body', async () => {
  const get = await request('GET', '/v1/skus/A', undefined, { key })
  const head = await request('HEAD', '/v1/skus/A', undefined, { key })
  const missing = await request('HEAD', '/v1/skus/B', undefined, { key })

  expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', '"1"'])
  expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
  expect([missing.status, missing.text]).toEqual([404, ''])
})
