import { expect, it } from 'vitest'
import { client, request } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'

const merchant = await createMerchant()
const origin = 'https://shop.example'
const created = await merchant.api.post('/v1/api_keys', { kind: 'publishable', origins: [origin] })
const page = client(String(created.body.key))
const path = '/v1/availability?sku=A'

const allowed = ({ headers }: { headers: Headers }) => headers.get('access-control-allow-origin')

it('lets pages of a registered origin read the answer, and no others', async () => {
  const registered = await page.get(path, { origin })
  const foreign = await page.get(path, { origin: 'https://evil.example' })
  const sandboxed = await page.get(path, { origin: 'null' })

  expect([registered.status, allowed(registered)]).toEqual([200, origin])
  expect(registered.headers.get('vary')).toMatch(/origin/i)
  expect(registered.headers.get('access-control-expose-headers')).toContain('Request-Id')
  for (const refused of [foreign, sandboxed]) {
    expect([refused.status, refused.code]).toEqual([403, 'origin_not_allowed'])
    expect(allowed(refused)).toBeNull()
  }
})

it('lets them read problems, too', async () => {
  const refused = await page.get('/v1/availability', { origin })

  expect([refused.status, allowed(refused)]).toEqual([422, origin])
})

it('takes a request without an origin for a server’s', async () => {
  const answer = await page.get(path)

  expect([answer.status, allowed(answer)]).toEqual([200, null])
})

it('has no origins for a key without any, and none for secret keys', async () => {
  const bare = await merchant.storefront.get(path, { origin })
  const secret = await merchant.api.get(path, { origin })

  expect([bare.status, bare.code]).toEqual([403, 'origin_not_allowed'])
  expect([secret.status, allowed(secret)]).toEqual([200, null])
})

const preflight = (path: string, headers: Record<string, string>) =>
  request('OPTIONS', path, undefined, { headers })

it('answers preflights of paths that pages may use', async () => {
  const answer = await preflight('/v1/reservations', {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization, content-type, idempotency-key',
  })

  expect([answer.status, allowed(answer)]).toEqual([204, origin])
  expect(answer.headers.get('access-control-allow-methods')).toContain('POST')
  expect(answer.headers.get('access-control-allow-headers')).toMatch(
    /Authorization.*Idempotency-Key/,
  )
})

it('does not invite pages to what only servers do', async () => {
  const answer = await preflight('/v1/skus', { origin, 'access-control-request-method': 'GET' })

  expect([answer.status, allowed(answer)]).toEqual([405, null])
})
