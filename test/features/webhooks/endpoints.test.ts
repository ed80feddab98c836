import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { client } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'
import { createBox } from '../../support/worker/webhooks'

const merchant = await createMerchant()
const { api } = merchant
const path = '/v1/webhook_endpoints'
const url = createBox('status/200').url

it.each([
  ['no URL', {}, '/url'],
  ['no pattern', { url, events: [] }, '/events'],
  ['a type there is not', { url, events: ['order.eaten'] }, '/events/0'],
  ['a pattern that matches nothing', { url, events: ['ord.*'] }, '/events/0'],
  ['half a star', { url, events: ['ord*'] }, '/events/0'],
  ['51 patterns', { url, events: Array(51).fill('*') }, '/events'],
  ['an unknown payload', { url, payload: 'some' }, '/payload'],
  ['a secret of one’s own', { url, secret: 'whsec_x' }, '/secret'],
])('refuses %s', async (_, body, pointer) => {
  const answer = await api.post(path, body)

  expect([answer.status, answer.code]).toEqual([422, 'invalid_request'])
  expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer }))
})

it.each([
  ['http://hooks.example.com/', 'not_https'],
  ['https://10.0.0.1/', 'address_not_public'],
  ['https://metadata.google.internal/', 'reserved_name'],
  ['https://user@hooks.example.com/', 'userinfo'],
  ['https://hooks.example.com:22/', 'port'],
  ['nonsense', 'malformed'],
])('refuses to send to %s, when set up and when changed', async (wrong, reason) => {
  const created = await api.post(path, { url: wrong })
  const { body } = await api.post(path, { url })
  const changed = await api.patch(`${path}/${body.id}`, { url: wrong })

  for (const answer of [created, changed]) {
    expect([answer.status, answer.code]).toEqual([422, 'webhook_url_refused'])
    expect(answer.body).toMatchObject({ reason, errors: [{ pointer: '/url' }] })
  }
  await api.delete(`${path}/${body.id}`)
})

it('shows the secret once, and never again', async () => {
  const created = await api.post(path, { url, events: ['order.*'], description: 'Desk' })
  const { id, secret } = created.body
  const read = await api.get(`${path}/${id}`)
  const list = await api.get(path)
  const log = await api.get(`/v1/events?type=webhook_endpoint.*&limit=100`)
  const stored = await env.DB.prepare('SELECT secrets FROM webhook_endpoints WHERE id = ?')
    .bind(id)
    .first<{ secrets: string }>()

  expect(created.status).toBe(201)
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(created.headers.get('cache-control')).toBe('no-store')
  expect(read.body).toEqual({ ...created.body, secret: undefined })
  expect(read.body).toMatchObject({
    id: expect.stringMatching(/^whk_/),
    status: 'enabled',
    payload: 'full',
    events: ['order.*'],
    secrets: [{ expires_at: null }],
  })
  for (const { text } of [read, list, log]) expect(text).not.toContain('whsec_')
  expect(stored?.secrets).not.toContain(secret.slice(6))
})

it('rotates: the old ones go on for a while, at most five sign', async () => {
  const { body } = await api.post(path, { url })
  const rotate = (fields: object) => api.post(`${path}/${body.id}/rotate_secret`, fields)
  const first = await rotate({})
  expect(first.status).toBe(200)
  expect(first.body.secret).not.toBe(body.secret)
  expect(first.body.secrets).toEqual([{ expires_at: null }, { expires_at: expect.any(String) }])
  for (let times = 0; times < 3; times++) await rotate({})

  const sixth = await rotate({})
  expect([sixth.status, sixth.code, sixth.body.limit]).toEqual([409, 'limit_reached', 5])
  const emergency = await rotate({ overlap_seconds: 0 })
  expect(emergency.body.secrets).toEqual([{ expires_at: null }])
  expect((await rotate({ overlap_seconds: 604_801 })).status).toBe(422)
})

it('changes what is given, from the version it was read at', async () => {
  const { body } = await api.post(path, { url, description: 'Old' })
  const stale = await api.patch(`${path}/${body.id}`, { description: 'x' }, { 'if-match': '"9"' })
  const changed = await api.patch(
    `${path}/${body.id}`,
    { events: ['sku.*'], status: 'disabled' },
    { 'if-match': '"1"' },
  )

  expect([stale.status, stale.code]).toEqual([412, 'version_stale'])
  expect(changed.status).toBe(200)
  expect(changed.headers.get('etag')).toBe('"2"')
  expect(changed.body).toMatchObject({
    description: 'Old',
    events: ['sku.*'],
    status: 'disabled',
    disabled_reason: 'merchant',
    disabled_at: expect.any(String),
  })
  const enabled = await api.patch(`${path}/${body.id}`, { status: 'enabled' })
  expect(enabled.body).toMatchObject({ disabled_reason: null, disabled_at: null, version: 3 })
})

it('tells every change in the log', async () => {
  const { body } = await api.post(path, { url })
  await api.patch(`${path}/${body.id}`, { description: 'x' })
  await api.post(`${path}/${body.id}/rotate_secret`, {})
  await api.delete(`${path}/${body.id}`)

  const { data } = await api.get('/v1/events?type=webhook_endpoint.*&limit=100')
  expect(data.filter(({ object_id }) => object_id === body.id).map(({ type }) => type)).toEqual(
    ['created', 'updated', 'secret_rotated', 'deleted'].map((verb) => `webhook_endpoint.${verb}`),
  )
})

it('a deleted one is gone', async () => {
  const { body } = await api.post(path, { url })
  const deleted = await api.delete(`${path}/${body.id}`)
  expect([deleted.status, deleted.body.id]).toEqual([200, body.id])

  const asked = await Promise.all([
    api.get(`${path}/${body.id}`),
    api.delete(`${path}/${body.id}`),
    api.patch(`${path}/${body.id}`, {}),
    api.post(`${path}/${body.id}/rotate_secret`, {}),
    api.post(`${path}/${body.id}/replay`, { from_sequence: 1 }),
    api.post(`${path}/${body.id}/test`, undefined),
    api.get(`${path}/${body.id}/deliveries`),
  ])
  expect(asked.map(({ status }) => status)).toEqual(Array(7).fill(404))
})

it('asks for a key that may', async () => {
  const scoped = await api.post('/v1/api_keys', { kind: 'secret', scopes: ['webhooks:read'] })
  const reader = client(String(scoped.body.key))

  expect((await reader.get(path)).status).toBe(200)
  expect(await reader.post(path, { url })).toMatchObject({ status: 403, code: 'scope_missing' })
  expect(await merchant.storefront.get(path)).toMatchObject({ code: 'wrong_key_kind' })
})

it('a merchant has 50 at most', async () => {
  const other = await createMerchant()
  const created = await Promise.all(Array.from({ length: 50 }, () => other.api.post(path, { url })))
  const one_more = await other.api.post(path, { url })
  const pages = await other.api.get(`${path}?limit=30`)

  expect(created.every(({ status }) => status === 201)).toBe(true)
  expect([one_more.status, one_more.code]).toEqual([409, 'limit_reached'])
  const rest = await other.api.get(`${path}?limit=30&cursor=${pages.body.next_cursor}`)
  expect([pages.data.length, rest.data.length]).toEqual([30, 20])
})
