import { expect, it } from 'vitest'
import { anyone } from '../../support/worker/api'
import { createMerchant, putSku } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api, storefront } = merchant

const tooMany = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`key ${n}`, '']))

it.each([
  ['no title', {}, '/title'],
  ['an unknown field', { title: 'A', colour: 'red' }, '/colour'],
  ['a negative price', { title: 'A', price: -1 }, '/price'],
  ['half a cent', { title: 'A', price: 0.5 }, '/price'],
  ['a price beyond 2^53', { title: 'A', price: 2 ** 53 }, '/price'],
  ['a currency that is none', { title: 'A', price: 1, currency: 'EUX' }, '/currency'],
  ['a country that is none', { title: 'A', country_of_origin: 'UK' }, '/country_of_origin'],
  ['an image that is no URL', { title: 'A', image_url: 'javascript:alert(1)' }, '/image_url'],
  ['half a surrogate pair', '{"title":"\\ud800"}', '/title'],
  ['null for a price', { title: 'A', price: null }, '/price'],
  ['51 metadata keys', { title: 'A', metadata: tooMany }, '/metadata'],
  ['a long metadata key', { title: 'A', metadata: { ['k'.repeat(41)]: '' } }, /^\/metadata/],
  ['a long metadata value', { title: 'A', metadata: { k: 'v'.repeat(501) } }, '/metadata/k'],
  ['an unknown policy', { title: 'A', backorder: { policy: 'maybe' } }, '/backorder/policy'],
  [
    'no component of a component',
    { title: 'A', components: [{ sku: 'B' }] },
    '/components/0/quantity',
  ],
  [
    'a day that does not exist',
    { title: 'A', backorder: { policy: 'preorder', available_on: '2027-02-30' } },
    '/backorder/available_on',
  ],
])('refuses %s', async (_, body, pointer) => {
  const answer = await api.put('/v1/skus/A', body)

  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({
    code: 'invalid_request',
    errors: [{ pointer: typeof pointer === 'string' ? pointer : expect.stringMatching(pointer) }],
  })
})

it.each(['%20', 'a%2Fb', 'caf%C3%A9', 'x'.repeat(65)])('refuses the code %s', async (code) => {
  const answer = await api.put(`/v1/skus/${code}`, { title: 'A' })

  expect([answer.status, answer.code]).toEqual([422, 'invalid_request'])
  expect((await api.get(`/v1/skus/${code}`)).status).toBe(404)
})

it('refuses callers that are none of the merchant’s servers', async () => {
  const nobody = await anyone.put('/v1/skus/A', { title: 'A' })
  const page = await storefront.put('/v1/skus/A', { title: 'A' })
  const reader = await storefront.get('/v1/skus')

  expect([nobody.status, nobody.code]).toEqual([401, 'key_missing'])
  expect([page.status, page.code]).toEqual([403, 'wrong_key_kind'])
  expect([reader.status, reader.code]).toEqual([403, 'wrong_key_kind'])
})

it('creates a SKU with what a merchant leaves out filled in', async () => {
  const created = await api.put('/v1/skus/MUG', { title: 'Mug', price: 1299 })

  expect(created.status).toBe(201)
  expect(created.headers.get('etag')).toBe('"1"')
  expect(created.body).toEqual({
    sku: 'MUG',
    title: 'Mug',
    price: 1299,
    currency: 'EUR',
    returnable: true,
    final_sale: false,
    components: [],
    backorder: { policy: 'deny' },
    metadata: {},
    version: 1,
    created_at: expect.stringMatching(/\.\d{3}Z$/),
    updated_at: expect.stringMatching(/\.\d{3}Z$/),
  })
  const read = await api.get('/v1/skus/MUG')
  expect(read.body).toEqual(created.body)
  expect(read.headers.get('etag')).toBe('"1"')
})

it('keeps everything a merchant says, and clears what the next one leaves out', async () => {
  const everything = {
    title: 'T-shirt “M”, 👩‍👩‍👧 \u0000 <b>',
    price: 0,
    cost: 300,
    currency: 'JPY',
    barcode: '4006381333931',
    weight_grams: 180,
    length_mm: 300,
    width_mm: 200,
    height_mm: 20,
    hs_code: '6109.10.00',
    country_of_origin: 'PT',
    image_url: 'https://shop.example/t.jpg?size=large',
    returnable: false,
    final_sale: true,
    components: [{ sku: 'MUG', quantity: 2 }],
    backorder: { policy: 'preorder', limit: 10, available_on: '2027-01-15' },
    metadata: { shelf: 'A3', 'naïve key': '' },
  }

  const full = await api.put('/v1/skus/SHIRT', everything)
  const bare = await api.put('/v1/skus/SHIRT', { title: 'Bare' })

  expect([full.status, bare.status]).toEqual([201, 200])
  expect(full.body).toMatchObject(everything)
  expect((await api.get('/v1/skus/SHIRT')).body).toEqual(bare.body)
  const { created_at, updated_at, ...rest } = bare.body
  expect(rest).toEqual({
    sku: 'SHIRT',
    title: 'Bare',
    returnable: true,
    final_sale: false,
    components: [],
    backorder: { policy: 'deny' },
    metadata: {},
    version: 2,
  })
  expect(created_at).toBe(full.body.created_at)
})

it('honours If-Match: a stale one is refused and changes nothing', async () => {
  await putSku(merchant, 'LOCKED')
  const put = (tag: string, title: string) =>
    api.put('/v1/skus/LOCKED', { title }, { 'if-match': tag })

  const current = await put('"1"', 'second')
  const stale = await put('"1"', 'third')
  const weak = await put('W/"2"', 'third')
  const listed = await put('"7", "2"', 'third')
  const any = await put('*', 'fourth')
  const absent = await api.put('/v1/skus/ABSENT', { title: 'A' }, { 'if-match': '*' })

  expect([current.status, stale.status, weak.status]).toEqual([200, 412, 412])
  expect([stale.code, stale.headers.get('etag')]).toEqual(['version_stale', '"2"'])
  expect([listed.status, any.status]).toEqual([200, 200])
  expect([absent.status, absent.code]).toEqual([412, 'version_stale'])
  expect((await api.get('/v1/skus/LOCKED')).body).toMatchObject({ title: 'fourth', version: 4 })
})

it('counts every one of parallel changes, and lets one of those with If-Match win', async () => {
  await putSku(merchant, 'RACED')
  const titles = Array.from({ length: 8 }, (_, n) => `title ${n}`)

  const free = await Promise.all(titles.map((title) => api.put('/v1/skus/RACED', { title })))
  const guarded = await Promise.all(
    titles.map((title) => api.put('/v1/skus/RACED', { title }, { 'if-match': '"9"' })),
  )

  expect(free.map(({ body }) => Number(body.version)).sort((a, b) => a - b)).toEqual([
    2, 3, 4, 5, 6, 7, 8, 9,
  ])
  expect(guarded.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)])
  expect((await api.get('/v1/skus/RACED')).body).toMatchObject({ version: 10 })
})

it('creates a SKU once when two ask at the same time', async () => {
  const answers = await Promise.all([putSku(merchant, 'TWIN'), putSku(merchant, 'TWIN')])

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 201])
})

it('does not show one merchant’s SKUs to another', async () => {
  const other = await createMerchant()
  const foreign = await other.api.get('/v1/skus/MUG')
  const never = await other.api.get('/v1/skus/NEVER')

  const strip = ({ body }: typeof foreign) => ({ ...body, request_id: '' })
  expect([foreign.status, foreign.code]).toEqual([404, 'not_found'])
  expect(strip(foreign)).toEqual(strip(never))
  expect((await other.api.get('/v1/skus')).data).toEqual([])
})

it('pages through SKUs without skipping or repeating one, whatever comes and goes', async () => {
  const other = await createMerchant()
  for (const code of ['b', 'd', 'f', 'h']) await putSku(other, code)

  const first = await other.api.get('/v1/skus?limit=2')
  await putSku(other, 'a')
  await putSku(other, 'e')
  await other.api.delete('/v1/skus/b')
  const second = await other.api.get(`/v1/skus?limit=2&cursor=${first.body.next_cursor}`)
  const third = await other.api.get(`/v1/skus?limit=2&cursor=${second.body.next_cursor}`)

  const codes = [first, second, third].map(({ data }) => data.map(({ sku }) => sku))
  expect(codes).toEqual([['b', 'd'], ['e', 'f'], ['h']])
  expect(third.body.next_cursor).toBeNull()
})

it('announces each change once, gapless and in order', async () => {
  const other = await createMerchant()
  await putSku(other, 'A')
  await putSku(other, 'A', { title: 'Second' })
  await other.api.delete('/v1/skus/A')
  const again = await putSku(other, 'A')

  const { data } = await other.api.get('/v1/events?type=sku.*')
  expect(again.body).toMatchObject({ version: 4 })
  expect(data).toMatchObject([
    { sequence: 2, type: 'sku.created', object_id: 'A', data: { title: 'A', version: 1 } },
    { sequence: 3, type: 'sku.updated', object_id: 'A', data: { title: 'Second', version: 2 } },
    { sequence: 4, type: 'sku.deleted', object_id: 'A', data: { title: 'Second', version: 2 } },
    { sequence: 5, type: 'sku.created', object_id: 'A', data: { title: 'A', version: 4 } },
  ])
})
