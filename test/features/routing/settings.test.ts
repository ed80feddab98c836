import { expect, it } from 'vitest'
import { createMerchant, putLocation } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api } = merchant
await putLocation(merchant, 'berlin')

const closest = [{ type: 'closest' }]

it.each([
  ['an unknown rule', { rules: [{ type: 'nearest' }] }, '/rules/0/type'],
  ['a field it does not know', { rules: [{ type: 'closest', km: 5 }] }, '/rules/0/km'],
  [
    'a market of no countries',
    { rules: [{ type: 'stay_in_market', markets: [[]] }] },
    '/rules/0/markets/0',
  ],
  ['no parcels', { rules: [], max_splits: 0 }, '/max_splits'],
  ['a parcel worth nothing', { rules: [], min_split_value: 0 }, '/min_split_value'],
  ['21 rules', { rules: Array(21).fill(closest[0]) }, '/rules'],
  [
    'days that end before they begin',
    { rules: [], transit: [{ min_days: 3, max_days: 2 }] },
    '/transit/0/max_days',
  ],
])('refuses %s', async (_, body, pointer) => {
  const answer = await api.put('/v1/routing', body)

  expect([answer.status, answer.code]).toEqual([422, 'invalid_request'])
  expect(answer.body.errors[0].pointer).toBe(pointer)
})

it('refuses locations that are not there, each by its place', async () => {
  const rules = [...closest, { type: 'ranked_locations', location_ids: ['berlin', 'atlantis'] }]
  const answer = await api.put('/v1/routing', { rules })

  expect([answer.status, answer.code]).toEqual([422, 'unknown_location'])
  expect(answer.body.errors).toMatchObject([{ pointer: '/rules/1/location_ids/1' }])
})

it('starts with the default rules, is replaced wholly, and says so', async () => {
  const fresh = await createMerchant()
  const before = await fresh.api.get('/v1/routing')
  const body = {
    rules: [{ type: 'stay_in_market', markets: [['DE', 'AT']] }, { type: 'cheapest' }],
    max_splits: 2,
    min_split_value: 1_500,
    transit: [{ service: 'express', countries: ['DE'], min_days: 1, max_days: 1 }],
    carrier_holidays: ['2026-12-25'],
  }
  const put = await fresh.api.put('/v1/routing', body, { 'if-match': '"1"' })
  const stale = await fresh.api.put('/v1/routing', body, { 'if-match': '"1"' })
  const cleared = await fresh.api.put('/v1/routing', { rules: closest })

  expect([before.status, before.headers.get('etag')]).toEqual([200, '"1"'])
  expect(before.body).toEqual({
    rules: [{ type: 'minimize_splits' }, { type: 'stay_in_market', markets: [] }, ...closest],
    transit: [],
    carrier_holidays: [],
    version: 1,
  })
  expect([put.status, put.headers.get('etag')]).toEqual([200, '"2"'])
  expect(put.body).toEqual({ ...body, version: 2 })
  expect([stale.status, stale.code]).toEqual([412, 'version_stale'])
  expect(cleared.body).toEqual({ rules: closest, transit: [], carrier_holidays: [], version: 3 })
  expect((await fresh.api.get('/v1/routing')).body).toEqual(cleared.body)
  const { data } = await fresh.api.get('/v1/events?type=routing.*')
  expect(data).toMatchObject([
    { type: 'routing.updated', object_id: fresh.id, data: { version: 2, max_splits: 2 } },
    { type: 'routing.updated', data: { version: 3 } },
  ])
  expect((await api.get('/v1/routing')).body.version).toBe(1)
})

it('keeps every change of several at once', async () => {
  const fresh = await createMerchant()
  const bodies = [1, 2, 3, 4].map((max_splits) => ({ rules: closest, max_splits }))
  const answers = await Promise.all(bodies.map((body) => fresh.api.put('/v1/routing', body)))

  expect(answers.map(({ body }) => body.version).sort()).toEqual([2, 3, 4, 5])
})
