import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { createMerchant, putLocation } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api } = merchant
for (const id of ['berlin', 'hamburg']) await putLocation(merchant, id)

const pos = { name: 'Till', kind: 'pos' }

it.each([
  ['no kind', { name: 'Till' }, '/kind'],
  ['an unknown kind', { name: 'Till', kind: 'tv' }, '/kind'],
  ['an unknown field', { ...pos, priority: 1 }, '/priority'],
  ['a negative buffer', { ...pos, buffer: -1 }, '/buffer'],
  ['a broken cap', { ...pos, cap: 1.5 }, '/cap'],
  ['a location id that is none', { ...pos, location_ids: ['a b'] }, '/location_ids/0'],
])('refuses %s', async (_, body, pointer) => {
  const answer = await api.put('/v1/channels/till', body)

  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ pointer }] })
})

it('refuses unknown locations, each by its pointer', async () => {
  const location_ids = ['berlin', 'nowhere', 'hamburg', 'atlantis']

  const answer = await api.put('/v1/channels/till', { ...pos, location_ids })

  expect([answer.status, answer.code]).toEqual([422, 'unknown_location'])
  expect(answer.body).toMatchObject({
    location_id: 'nowhere',
    errors: [{ pointer: '/location_ids/1' }, { pointer: '/location_ids/3' }],
  })
})

it('refuses another merchant’s location, and an unknown channel', async () => {
  const other = await createMerchant()

  const foreign = await other.api.put('/v1/channels/till', { ...pos, location_ids: ['berlin'] })
  const unknown = await api.get('/v1/channels/nothing')

  expect([foreign.status, foreign.code]).toEqual([422, 'unknown_location'])
  expect([unknown.status, unknown.code]).toEqual([404, 'not_found'])
})

it('starts with the channel web, which can be changed', async () => {
  const { data } = await api.get('/v1/channels')
  const changed = await api.put('/v1/channels/web', { name: 'Shop', kind: 'web', cap: 10 })

  expect(data).toMatchObject([{ channel_id: 'web', kind: 'web', version: 1, buffer: 0 }])
  expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"'])
  expect(changed.body).toMatchObject({ cap: 10, version: 2 })
})

it('creates a channel and replaces it wholly', async () => {
  const full = {
    ...pos,
    location_ids: ['hamburg', 'berlin'],
    buffer: 2,
    cap: 0,
    metadata: { a: 'b' },
  }

  const created = await api.put('/v1/channels/till', full)
  const replaced = await api.put('/v1/channels/till', pos)

  expect([created.status, replaced.status]).toEqual([201, 200])
  expect(created.body).toMatchObject({ channel_id: 'till', ...full, version: 1 })
  expect(replaced.body).toEqual({
    channel_id: 'till',
    ...pos,
    buffer: 0,
    metadata: {},
    version: 2,
    created_at: created.body.created_at,
    updated_at: expect.any(String),
  })
  expect((await api.get('/v1/channels/till')).body).toEqual(replaced.body)
})

it('tells no locations from every location', async () => {
  const none = await api.put('/v1/channels/paused', { ...pos, location_ids: [] })

  expect((await api.get('/v1/channels/paused')).body).toMatchObject({ location_ids: [] })
  expect(none.status).toBe(201)
})

it('refuses a change made from an old version', async () => {
  await api.put('/v1/channels/versioned', pos)
  await api.put('/v1/channels/versioned', pos)

  const stale = await api.put('/v1/channels/versioned', pos, { 'if-match': '"1"' })

  expect([stale.status, stale.code]).toEqual([412, 'version_stale'])
})

it('stops at 1,000 channels', async () => {
  const other = await createMerchant()
  await env.DB.prepare(
    `WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 999)
     INSERT INTO channels
     SELECT merchant_id, 'copy-' || n.value, name, kind, location_ids, buffer, cap, metadata,
       version, created_at, updated_at
     FROM channels, n WHERE merchant_id = ?`,
  )
    .bind(other.id)
    .run()

  const beyond = await other.api.put('/v1/channels/till', pos)

  expect([beyond.status, beyond.code]).toEqual([409, 'limit_reached'])
})
