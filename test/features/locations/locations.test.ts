import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { createMerchant, putLocation, warehouse } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api, storefront } = merchant
const { address } = warehouse

it.each([
  ['no kind', { name: 'A', address }, '/kind'],
  ['an unknown kind', { ...warehouse, kind: 'shed' }, '/kind'],
  ['an unknown field', { ...warehouse, city: 'Berlin' }, '/city'],
  [
    'an address without a country',
    { ...warehouse, address: { ...address, country: undefined } },
    '/address/country',
  ],
  [
    'a country that is none',
    { ...warehouse, address: { ...address, country: 'XX' } },
    '/address/country',
  ],
  [
    'an unknown field of the address',
    { ...warehouse, address: { ...address, zip: '1' } },
    '/address/zip',
  ],
  [
    'a latitude beyond the pole',
    { ...warehouse, address: { ...address, latitude: 91, longitude: 0 } },
    '/address/latitude',
  ],
  [
    'a latitude without a longitude',
    { ...warehouse, address: { ...address, latitude: 1 } },
    '/address',
  ],
  ['a cutoff that is no time', { ...warehouse, cutoff: '24:00' }, '/cutoff'],
  ['a time zone that is none', { ...warehouse, time_zone: 'Berlin' }, '/time_zone'],
  ['a broken priority', { ...warehouse, priority: 1.5 }, '/priority'],
  ['a negative cost', { ...warehouse, parcel_cost: -1 }, '/parcel_cost'],
  ['a day that is none', { ...warehouse, holidays: ['2026-02-30'] }, '/holidays/0'],
  ['negative handling days', { ...warehouse, handling_days: -1 }, '/handling_days'],
])('refuses %s', async (_, body, pointer) => {
  const answer = await api.put('/v1/locations/berlin', body)

  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ pointer }] })
})

it('refuses a publishable key and an id that is none', async () => {
  const page = await storefront.put('/v1/locations/berlin', warehouse)
  const spaced = await api.put('/v1/locations/ber%20lin', warehouse)

  expect([page.status, page.code]).toEqual([403, 'wrong_key_kind'])
  expect([spaced.status, spaced.code]).toEqual([422, 'invalid_request'])
})

it.each(['berlin-2', 'ber%20lin'])('answers 404 for %s', async (id) => {
  const answer = await api.get(`/v1/locations/${id}`)

  expect([answer.status, answer.code]).toEqual([404, 'not_found'])
})

it('creates a location with what is left out filled in, and replaces it wholly', async () => {
  const full = {
    ...warehouse,
    address: { ...address, line2: 'Hof', region: 'BE', latitude: 52.54, longitude: 13.34 },
    ships: false,
    pickup: true,
    priority: -3,
    active: false,
    time_zone: 'Europe/Berlin',
    cutoff: '14:00',
    handling_days: 2,
    parcel_cost: 490,
    cost_per_kg: 120,
    capacity_per_day: 40,
    holidays: ['2026-12-25'],
    metadata: { dock: '7' },
  }
  const created = await api.put('/v1/locations/berlin', full)
  const replaced = await api.put('/v1/locations/berlin', warehouse)

  expect([created.status, replaced.status]).toEqual([201, 200])
  expect(created.body).toMatchObject({ location_id: 'berlin', ...full, version: 1 })
  const { created_at, updated_at, ...rest } = replaced.body
  expect(rest).toEqual({
    location_id: 'berlin',
    ...warehouse,
    ships: true,
    pickup: false,
    priority: 0,
    active: true,
    handling_days: 0,
    parcel_cost: 0,
    cost_per_kg: 0,
    holidays: [],
    metadata: {},
    version: 2,
  })
  const read = await api.get('/v1/locations/berlin')
  expect([read.body, read.headers.get('etag')]).toEqual([replaced.body, '"2"'])
})

it('refuses a change made from an old version', async () => {
  await putLocation(merchant, 'versioned')
  await putLocation(merchant, 'versioned')

  const stale = await api.put('/v1/locations/versioned', warehouse, { 'if-match': '"1"' })
  const current = await api.put('/v1/locations/versioned', warehouse, { 'if-match': '"2"' })

  expect([stale.status, stale.code]).toEqual([412, 'version_stale'])
  expect([current.status, current.body.version]).toEqual([200, 3])
})

it('counts every one of parallel changes', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => putLocation(merchant, 'raced')))

  expect(answers.map(({ body }) => body.version).sort()).toEqual([1, 2, 3, 4, 5, 6])
})

it('lists a merchant’s own locations by id', async () => {
  const other = await createMerchant()
  for (const id of ['c', 'a', 'b']) await putLocation(other, id)

  const first = await other.api.get('/v1/locations?limit=2')
  const second = await other.api.get(`/v1/locations?limit=2&cursor=${first.body.next_cursor}`)

  expect(first.data.map(({ location_id }) => location_id)).toEqual(['a', 'b'])
  expect(second.data.map(({ location_id }) => location_id)).toEqual(['c'])
  expect(second.body.next_cursor).toBeNull()
  expect((await other.api.get('/v1/locations/berlin')).status).toBe(404)
})

it('announces what happened', async () => {
  const other = await createMerchant()
  await putLocation(other, 'berlin')
  await putLocation(other, 'berlin')

  const { data } = await other.api.get('/v1/events?type=location.*')
  expect(data).toMatchObject([
    { type: 'location.created', object_type: 'location', object_id: 'berlin' },
    { type: 'location.updated', object_id: 'berlin', data: { location_id: 'berlin', version: 2 } },
  ])
})

it('stops at 10,000 locations, but still lets them be changed', async () => {
  const other = await createMerchant()
  await putLocation(other, 'first')
  await env.DB.prepare(
    `WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 9999)
     INSERT INTO locations (merchant_id, location_id, name, kind, address, latitude, longitude,
       ships, pickup, priority, active, time_zone, cutoff, handling_days, metadata, version,
       created_at, updated_at)
     SELECT merchant_id, 'copy-' || n.value, name, kind, address, latitude, longitude, ships, pickup,
       priority, active, time_zone, cutoff, handling_days, metadata, version, created_at, updated_at
     FROM locations, n WHERE merchant_id = ?`,
  )
    .bind(other.id)
    .run()

  const beyond = await putLocation(other, 'one-more')
  const change = await putLocation(other, 'first')

  expect([beyond.status, beyond.code, beyond.body.limit]).toEqual([409, 'limit_reached', 10_000])
  expect(change.status).toBe(200)
})
