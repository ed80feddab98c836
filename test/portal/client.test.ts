import { afterEach, expect, it, vi } from 'vitest'
import { createClient } from '../../portal/client'

const asked = { number: 'HF-7K3M-9QXT', email: 'ada@example.com' }
const order = { number: asked.number, status: 'open', lines: [], parcels: [] }
const request_id = 'a-request'

const answerWith = (status: number, body: unknown) =>
  vi.fn(
    async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
  )

afterEach(() => vi.unstubAllGlobals())

it.each([
  ['an order', 200, order, { type: 'found', order }],
  ['no order', 404, { code: 'order_not_found' }, { type: 'not_found' }],
  [
    'fields that are refused',
    422,
    { errors: [{ pointer: '/email' }, { pointer: '/number' }, { pointer: '/other' }] },
    { type: 'refused', fields: ['number', 'email'] },
  ],
  ['too many requests', 429, '', { type: 'busy' }],
  ['a failure', 500, { request_id }, { type: 'failed', reference: request_id }],
  ['a failure of something before the API', 502, '<html>', { type: 'failed' }],
  ['success that is none', 200, '<html>', { type: 'failed' }],
])('understands %s', async (_, status, body, answer) => {
  vi.stubGlobal('fetch', answerWith(status, body))

  expect(await createClient('demo').lookUpOrder(asked)).toEqual(answer)
})

it('understands that nobody answers', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })

  expect(await createClient('demo').lookUpOrder(asked)).toEqual({ type: 'unreachable' })
  expect(await createClient('demo').findShop()).toEqual({ type: 'unreachable' })
})

it('asks its own shop', async () => {
  const fetch = answerWith(200, { name: 'Demo' })
  vi.stubGlobal('fetch', fetch)
  const client = createClient('demo')
  await client.findShop()
  await client.lookUpOrder(asked)

  expect(fetch).toHaveBeenCalledWith('/portal/demo/api/shop', expect.anything())
  expect(fetch).toHaveBeenCalledWith(
    '/portal/demo/api/lookup',
    expect.objectContaining({ method: 'POST', body: JSON.stringify(asked) }),
  )
})
