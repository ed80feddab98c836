import { expect, it } from 'vitest'
import { client, operator } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api, storefront } = merchant
const create = (body: object, by = api) => by.post('/v1/api_keys', body)

it.each([
  ['no kind', {}, '/kind'],
  ['an unknown kind', { kind: 'root' }, '/kind'],
  ['an unknown scope', { kind: 'secret', scopes: ['all'] }, '/scopes/0'],
  ['no scope', { kind: 'secret', scopes: [] }, '/scopes'],
  [
    'a scope that pages must not have',
    { kind: 'publishable', scopes: ['inventory:read', 'orders:read'] },
    '/scopes/1',
  ],
  ['origins of a secret key', { kind: 'secret', origins: ['https://shop.example'] }, '/origins'],
  [
    'an origin with a path',
    { kind: 'publishable', origins: ['https://shop.example/'] },
    '/origins/0',
  ],
  ['an origin without a scheme', { kind: 'publishable', origins: ['shop.example'] }, '/origins/0'],
  [
    'an origin with a default port',
    { kind: 'publishable', origins: ['https://shop.example:443'] },
    '/origins/0',
  ],
  [
    'an origin in capitals',
    { kind: 'publishable', origins: ['https://Shop.example'] },
    '/origins/0',
  ],
  ['an origin of everything', { kind: 'publishable', origins: ['*'] }, '/origins/0'],
  ['an origin of no web page', { kind: 'publishable', origins: ['file:///'] }, '/origins/0'],
])('refuses %s', async (_, body, pointer) => {
  const answer = await create(body)

  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ pointer }] })
})

it('refuses to grant what the key itself may not do', async () => {
  const limited = await create({ kind: 'secret', scopes: ['keys:write', 'orders:read'] })
  const weak = client(String(limited.body.key))

  const stronger = await create({ kind: 'secret', scopes: ['orders:read', 'orders:write'] }, weak)
  const page = await create({ kind: 'publishable' }, weak)
  const inherited = await create({ kind: 'secret' }, weak)

  expect([stronger.status, stronger.code]).toEqual([403, 'scope_missing'])
  expect([page.status, page.code]).toEqual([403, 'scope_missing'])
  expect([inherited.status, inherited.body.scopes]).toEqual([201, ['keys:write', 'orders:read']])
})

it('refuses publishable keys, and keys without the scope', async () => {
  const limited = await create({ kind: 'secret', scopes: ['orders:read'] })
  const weak = client(String(limited.body.key))

  expect((await create({ kind: 'publishable' }, storefront)).code).toBe('wrong_key_kind')
  expect((await create({ kind: 'publishable' }, weak)).code).toBe('scope_missing')
  expect((await weak.get('/v1/api_keys')).code).toBe('scope_missing')
})

it('refuses to revoke what is not the merchant’s', async () => {
  const other = await createMerchant()
  const { body } = await create({ kind: 'publishable' }, other.api)

  const foreign = await api.delete(`/v1/api_keys/${body.id}`)
  const never = await api.delete('/v1/api_keys/key_nothing')

  expect([foreign.status, never.status]).toEqual([404, 404])
  expect({ ...foreign.body, request_id: '' }).toEqual({ ...never.body, request_id: '' })
  expect((await other.api.get('/v1/api_keys')).data.at(-1)?.revoked_at).toBeNull()
})

it('shows a key once, and it works', async () => {
  const created = await create({ kind: 'secret', name: 'ERP', scopes: ['catalog:read'] })

  expect([created.status, created.headers.get('cache-control')]).toEqual([201, 'no-store'])
  const key = String(created.body.key)
  expect(created.body).toMatchObject({ name: 'ERP', hint: key.slice(-4), revoked_at: null })
  expect((await client(key).get('/v1/skus')).status).toBe(200)
  expect((await client(key).get('/v1/events')).code).toBe('scope_missing')
  const list = await api.get('/v1/api_keys?limit=100')
  expect(list.text).not.toContain(key.slice(0, -4))
  expect(list.text).not.toContain('hash')
})

it('revokes a key at once and for good; again, it answers the same', async () => {
  const { body } = await create({ kind: 'secret' })
  const doomed = client(String(body.key))
  const before = await doomed.get('/v1/skus')

  const revoked = await api.delete(`/v1/api_keys/${body.id}`)
  const after = await doomed.get('/v1/skus')
  const again = await api.delete(`/v1/api_keys/${body.id}`)

  expect([before.status, revoked.status]).toEqual([200, 200])
  expect(revoked.body).toMatchObject({ id: body.id, revoked_at: expect.stringMatching(/Z$/) })
  expect([after.status, after.code]).toEqual([401, 'key_invalid'])
  expect(again.body).toEqual(revoked.body)
})

it('revokes once when two ask at the same time', async () => {
  const { body } = await create({ kind: 'secret' })
  const revoke = () => api.delete(`/v1/api_keys/${body.id}`)

  const [first, second] = await Promise.all([revoke(), revoke()])

  expect(first?.body).toEqual(second?.body)
  const { data } = await api.get('/v1/events?type=api_key.revoked&limit=100')
  expect(data.filter(({ object_id }) => object_id === body.id)).toHaveLength(1)
})

it('lists keys, the revoked ones too, oldest first', async () => {
  const other = await createMerchant()
  const { body } = await create(
    { kind: 'publishable', origins: ['https://shop.example', 'http://localhost:3000'] },
    other.api,
  )
  await other.api.delete(`/v1/api_keys/${body.id}`)

  const { data } = await other.api.get('/v1/api_keys')

  expect(data).toHaveLength(3)
  // The first two are of the same moment.
  expect(data.slice(0, 2)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'secret', name: 'First key', revoked_at: null }),
      expect.objectContaining({ kind: 'publishable', name: 'First key', origins: [] }),
    ]),
  )
  expect(data[2]).toMatchObject({
    kind: 'publishable',
    origins: ['https://shop.example', 'http://localhost:3000'],
    revoked_at: expect.any(String),
  })
})

it('lets the operator help a merchant that has revoked its last key', async () => {
  const lost = await createMerchant()
  const { data } = await lost.api.get('/v1/api_keys')
  const secret = data.find(({ kind }) => kind === 'secret')
  await lost.api.delete(`/v1/api_keys/${secret?.id}`)

  const locked = await lost.api.get('/v1/skus')
  const helped = await operator.post(`/v1/merchants/${lost.id}/api_keys`, { kind: 'secret' })
  const nobody = await operator.post('/v1/merchants/mer_nobody/api_keys', { kind: 'secret' })

  expect(locked.status).toBe(401)
  expect((await client(String(helped.body.key)).get('/v1/skus')).status).toBe(200)
  expect([nobody.status, nobody.code]).toEqual([404, 'not_found'])
})
