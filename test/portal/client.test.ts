import { afterEach, expect, it, vi } from 'vitest'
import { createClient } from '../../portal/client'

const asked = { number: 'HF-7K3M-9QXT', email: 'ada@example.com' }
const order = { number: asked.number, status: 'open', lines: [], parcels: [] }
const request_id = 'a-request'
const refused = (code: string, more: object = {}) => ({ code, request_id, ...more })

const answerWith = (status: number, body: unknown) =>
  vi.fn(
    async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
  )

afterEach(() => vi.unstubAllGlobals())

it.each([
  ['an order', 200, order, { type: 'done', body: order }],
  ['no order', 404, refused('order_not_found'), { type: 'refused', code: 'order_not_found' }],
  [
    'fields that are refused',
    422,
    refused('invalid_request', { errors: [{ pointer: '/email' }, { pointer: '/number' }] }),
    { type: 'refused', code: 'invalid_request', fields: ['/email', '/number'] },
  ],
  ['an order that is locked', 429, refused('lookup_locked'), { code: 'lookup_locked' }],
  ['too many requests', 429, '', { type: 'busy' }],
  ['a session that has ended', 401, refused('session_missing'), { type: 'signed_out' }],
  ['a failure', 500, { request_id }, { type: 'failed', reference: request_id }],
  ['a failure of something before the API', 502, '<html>', { type: 'failed' }],
  ['success that is none', 200, '<html>', { type: 'failed' }],
])('understands %s', async (_, status, body, answer) => {
  vi.stubGlobal('fetch', answerWith(status, body))

  expect(await createClient('demo', 'en').lookUp(asked)).toMatchObject(answer)
})

it('understands that nobody answers', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })

  expect(await createClient('demo', 'en').lookUp(asked)).toEqual({ type: 'unreachable' })
})

it('asks its own shop, in the language of the page', async () => {
  const fetch = answerWith(200, order)
  vi.stubGlobal('fetch', fetch)
  await createClient('demo', 'ar').lookUp(asked)

  expect(fetch).toHaveBeenCalledWith(
    '/portal/demo/api/lookup',
    expect.objectContaining({
      method: 'POST',
      headers: { 'accept-language': 'ar', 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    }),
  )
})

it('names its intents, so that they are not done twice', async () => {
  const fetch = answerWith(200, order)
  vi.stubGlobal('fetch', fetch)
  await createClient('demo', 'en').cancel({}, 'the-intent')

  expect(fetch).toHaveBeenCalledWith(
    '/portal/demo/api/order/cancel',
    expect.objectContaining({
      headers: expect.objectContaining({ 'idempotency-key': 'the-intent' }),
    }),
  )
})
