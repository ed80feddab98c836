import { expect, it } from 'vitest'
import { client, operator } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api } = merchant
const create = async (body: object = {}, by = api) =>
  (await by.post('/v1/api_keys', { kind: 'secret', ...body })).body
const roll = (id: string, body: object = {}, by = api) => by.post(`/v1/api_keys/${id}/roll`, body)
const find = async (id: string) =>
  (await api.get('/v1/api_keys?limit=100')).data.find((key) => key.id === id)

it.each([
  ['a negative overlap', { expires_in_seconds: -1 }],
  ['an overlap of more than 30 days', { expires_in_seconds: 2_592_001 }],
  ['half a second', { expires_in_seconds: 0.5 }],
])('refuses %s', async (_, body) => {
  const { id } = await create()

  expect(await roll(id, body)).toMatchObject({ status: 422, code: 'invalid_request' })
  expect(await find(id)).toMatchObject({ expires_at: null, replaced_by: null })
})

it('refuses what is not there, or another merchant’s', async () => {
  const other = await createMerchant()
  const { id } = await create({}, other.api)

  expect([(await roll('key_never')).code, (await roll(id)).code]).toEqual([
    'not_found',
    'not_found',
  ])
})

it('refuses to roll a key that has ended', async () => {
  const { id } = await create()
  await api.delete(`/v1/api_keys/${id}`)
  const rolled = await create()
  await roll(rolled.id, { expires_in_seconds: 0 })

  expect([(await roll(id)).code, (await roll(rolled.id)).code]).toEqual(['key_ended', 'key_ended'])
})

it('refuses to hand out more than the key that asks may do', async () => {
  const strong = await create({ scopes: ['orders:read', 'orders:write'] })
  const weak = await create({ scopes: ['keys:write', 'orders:read'] })

  const answer = await roll(strong.id, {}, client(weak.key))

  expect([answer.status, answer.code]).toEqual([403, 'scope_missing'])
  expect(await find(strong.id)).toMatchObject({ replaced_by: null })
})

it('answers a new key that may do the same; both work for the overlap', async () => {
  const old = await create({ name: 'ERP', scopes: ['catalog:read', 'keys:write'] })

  const rolled = await roll(old.id, { expires_in_seconds: 3_600 }, client(old.key))

  expect([rolled.status, rolled.headers.get('cache-control')]).toEqual([201, 'no-store'])
  const { id, key } = rolled.body
  expect(rolled.body).toMatchObject({
    ...{ name: 'ERP', scopes: ['catalog:read', 'keys:write'], expires_at: null },
    ...{ rate_class: 'standard', hint: key.slice(-4) },
  })
  const left = Date.parse((await find(old.id)).expires_at) - Date.parse(rolled.body.created_at)
  expect(left).toBe(3_600_000)
  expect(await find(old.id)).toMatchObject({ replaced_by: id, revoked_at: null })
  for (const each of [old.key, key]) expect((await client(each).get('/v1/skus')).status).toBe(200)
})

it('ends the old key at once without an overlap', async () => {
  const old = await create()
  await client(old.key).get('/v1/skus')

  const rolled = await roll(old.id, { expires_in_seconds: 0 })

  expect((await client(old.key).get('/v1/skus')).code).toBe('key_invalid')
  expect((await client(rolled.body.key).get('/v1/skus')).status).toBe(200)
})

it('never prolongs a key', async () => {
  const expires_at = new Date(Date.now() + 60_000).toISOString()
  const old = await create({ expires_at })

  await roll(old.id, { expires_in_seconds: 86_400 })

  expect((await find(old.id)).expires_at).toBe(expires_at)
})

it('can be revoked all the same, each step with an event of its own', async () => {
  const old = await create()
  await roll(old.id)
  await api.delete(`/v1/api_keys/${old.id}`)

  expect((await client(old.key).get('/v1/skus')).code).toBe('key_invalid')
  const { data } = await api.get('/v1/events?type=api_key.*&limit=100')
  const types = data.filter(({ object_id }) => object_id === old.id).map(({ type }) => type)
  expect(types).toEqual(['api_key.created', 'api_key.rolled', 'api_key.revoked'])
})

it('makes a key for each who asks at the same time, and remembers the last', async () => {
  const old = await create()

  const answers = await Promise.all([roll(old.id), roll(old.id), roll(old.id)])

  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  const ids = answers.map(({ body }) => body.id)
  expect(new Set(ids).size).toBe(3)
  expect(ids).toContain((await find(old.id)).replaced_by)
})

it.each([
  ['in the past', '2020-01-01T00:00:00.000Z'],
  ['no time', 'tomorrow'],
])('refuses an expiry %s', async (_, expires_at) => {
  const answer = await api.post('/v1/api_keys', { kind: 'secret', expires_at })

  expect(answer.body).toMatchObject({
    code: 'invalid_request',
    errors: [{ pointer: '/expires_at' }],
  })
})

it('grants at most its own rate class; the operator grants any', async () => {
  const beyond = await api.post('/v1/api_keys', { kind: 'secret', rate_class: 'raised' })
  const below = await create({ rate_class: 'reduced' })
  const granted = await operator.post(`/v1/merchants/${merchant.id}/api_keys`, {
    kind: 'secret',
    rate_class: 'raised',
  })
  const inherited = await create({ rate_class: 'raised' }, client(granted.body.key))
  const rolled = await roll(inherited.id)

  expect([beyond.status, beyond.code]).toEqual([403, 'rate_class_not_allowed'])
  expect(below.rate_class).toBe('reduced')
  expect(inherited.rate_class).toBe('raised')
  expect(rolled.code).toBe('rate_class_not_allowed')
})
