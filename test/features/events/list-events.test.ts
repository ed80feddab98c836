import { expect, it } from 'vitest'
import { client } from '../../support/worker/api'
import { createMerchant, putLocation, putSku } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api, storefront } = merchant
await putLocation(merchant, 'berlin')
await putSku(merchant, 'A')
await putSku(merchant, 'A')
await putLocation(merchant, 'berlin')

it.each([
  ['a negative sequence', 'after=-1', '#query/after'],
  ['a sequence that is no number', 'after=x', '#query/after'],
  ['a sequence given twice', 'after=1&after=2', '#query/after'],
  ['a limit of 0', 'limit=0', '#query/limit'],
  ['a limit of 101', 'limit=101', '#query/limit'],
  ['half a limit', 'limit=1.5', '#query/limit'],
  ['an empty limit', 'limit=', '#query/limit'],
  ['a type that is none', 'type=SKU%25', '#query/type'],
])('refuses %s', async (_, query, pointer) => {
  const answer = await api.get(`/v1/events?${query}`)

  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ pointer }] })
})

it('refuses keys that may not read events', async () => {
  const scoped = await api.post('/v1/api_keys', { kind: 'secret', scopes: ['orders:read'] })

  const page = await storefront.get('/v1/events')
  const other = await client(String(scoped.body.key)).get('/v1/events')

  expect([page.status, page.code]).toEqual([403, 'wrong_key_kind'])
  expect([other.status, other.code]).toEqual([403, 'scope_missing'])
})

it.each([
  ['everything', '', [1, 2, 3, 4, 5]],
  ['what comes after a sequence', 'after=3', [4, 5]],
  ['a page', 'after=1&limit=2', [2, 3]],
  ['nothing after the last', 'after=1000', []],
  ['one type', 'type=sku.created', [3]],
  ['a family of types', 'type=sku.*', [3, 4]],
  ['a family after a sequence', 'type=sku.*&after=3', [4]],
  ['no family by half its name', 'type=sk.*', []],
  ['no type by its beginning', 'type=sku', []],
])('answers %s', async (_, query, sequences) => {
  const { status, data } = await api.get(
    `/v1/events?${query}&limit=5`.replace(/(limit=2)&.*/, '$1'),
  )

  expect(status).toBe(200)
  expect(
    data.filter(({ type }) => String(type) !== 'api_key.created').map(({ sequence }) => sequence),
  ).toEqual(sequences)
})

it('tells each event in full', async () => {
  const { data } = await api.get('/v1/events?after=1&limit=1')

  expect(data).toEqual([
    {
      id: expect.stringMatching(/^evt_/),
      sequence: 2,
      type: 'location.created',
      created_at: expect.stringMatching(/\.\d{3}Z$/),
      object_type: 'location',
      object_id: 'berlin',
      data: expect.objectContaining({ location_id: 'berlin', version: 1 }),
    },
  ])
})

it('numbers the events of a merchant without gaps, also when many are written at once', async () => {
  const other = await createMerchant()
  await Promise.all(Array.from({ length: 20 }, (_, n) => putSku(other, `sku-${n % 5}`)))

  const { data } = await other.api.get('/v1/events?limit=100')
  expect(data.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1))
})
