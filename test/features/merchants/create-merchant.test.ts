import { expect, it } from 'vitest'
import { anyone, client, operator } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'

const shop = { name: 'Bakery', currency: 'EUR', country: 'DE' }

it.each([
  ['no name', { currency: 'EUR', country: 'DE' }, '/name'],
  ['an unknown field', { ...shop, logo: 'x' }, '/logo'],
  ['a currency that is none', { ...shop, currency: 'ZZZ' }, '/currency'],
  ['a currency in lower case', { ...shop, currency: 'eur' }, '/currency'],
  ['gold for a currency', { ...shop, currency: 'XAU' }, '/currency'],
  ['a country that is none', { ...shop, country: 'XX' }, '/country'],
  ['a time zone that is none', { ...shop, time_zone: 'Mars/Olympus' }, '/time_zone'],
  ['a slug with capitals', { ...shop, slug: 'Bakery' }, '/slug'],
])('refuses %s', async (_, body, pointer) => {
  const answer = await operator.post('/v1/merchants', body)

  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ pointer }] })
})

it('refuses everyone but the operator', async () => {
  const { secret_key, publishable_key } = await createMerchant()

  const none = await anyone.post('/v1/merchants', shop)
  const wrong = await client('something').post('/v1/merchants', shop)
  const secret = await client(secret_key).post('/v1/merchants', shop)
  const publishable = await client(publishable_key).post('/v1/merchants', shop)

  expect([none.status, none.code]).toEqual([401, 'key_missing'])
  expect([wrong.status, wrong.code]).toEqual([401, 'key_invalid'])
  expect([secret.status, secret.code]).toEqual([403, 'wrong_key_kind'])
  expect([publishable.status, publishable.code]).toEqual([403, 'wrong_key_kind'])
})

it.each(['taken', 'assets'])('refuses the slug %s, which is taken', async (slug) => {
  await operator.post('/v1/merchants', { ...shop, slug: 'taken' })

  const answer = await operator.post('/v1/merchants', { ...shop, slug })

  expect([answer.status, answer.code]).toEqual([409, 'slug_taken'])
})

it('creates a merchant whose keys work at once, with the channel web and one event', async () => {
  const created = await operator.post('/v1/merchants', { ...shop, slug: 'bakery' })

  expect([created.status, created.headers.get('cache-control')]).toEqual([201, 'no-store'])
  expect(created.body).toEqual({
    id: expect.stringMatching(/^mer_[0-9a-z]{26}$/),
    slug: 'bakery',
    ...shop,
    time_zone: 'UTC',
    secret_key: expect.stringMatching(/^hf_sk_[0-9A-Za-z]{36}$/),
    publishable_key: expect.stringMatching(/^hf_pk_[0-9A-Za-z]{36}$/),
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  })
  const api = client(String(created.body.secret_key))
  expect((await api.get('/v1/settings')).body).toMatchObject({ slug: 'bakery', version: 1 })
  expect((await api.get('/v1/channels/web')).body).toMatchObject({ kind: 'web', buffer: 0 })
  expect((await api.get('/v1/events')).data).toMatchObject([
    { sequence: 1, type: 'merchant.created', object_id: created.body.id },
  ])
})

it('derives a slug from the name, and tells two of the same name apart', async () => {
  const first = await operator.post('/v1/merchants', { ...shop, name: 'Bücher & Mehr' })
  const second = await operator.post('/v1/merchants', { ...shop, name: 'Bücher & Mehr' })
  const nameless = await operator.post('/v1/merchants', { ...shop, name: '本屋' })

  expect(first.body.slug).toBe('bucher-mehr')
  expect(second.body.slug).toMatch(/^bucher-mehr-[0-9a-z]{6}$/)
  expect(nameless.body.slug).toBe('shop')
})

it('gives one of two parallel requests the slug they both want', async () => {
  const want = () => operator.post('/v1/merchants', { ...shop, slug: 'wanted' })
  const answers = await Promise.all([want(), want(), want()])

  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
})
