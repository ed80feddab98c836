import { expect, it } from 'vitest'
import { createMerchant } from '../../support/worker/merchant'

const merchant = await createMerchant({ name: 'Bakery', slug: 'bakery' })
const { api, storefront } = merchant

it.each([
  ['the currency', { currency: 'USD' }, '/currency'],
  ['the slug', { slug: 'other' }, '/slug'],
  ['a name of nothing', { name: '' }, '/name'],
  ['a country that is none', { country: 'ZZ' }, '/country'],
  ['a contact that is no address', { contact_email: 'nobody' }, '/contact_email'],
  ['a time zone that is none', { time_zone: 'CEST/nowhere' }, '/time_zone'],
])('refuses to change %s', async (_, body, pointer) => {
  const answer = await api.patch('/v1/settings', body)

  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ pointer }] })
})

it('refuses publishable keys', async () => {
  const answer = await storefront.get('/v1/settings')

  expect([answer.status, answer.code]).toEqual([403, 'wrong_key_kind'])
})

it('changes what is given and leaves the rest', async () => {
  const before = await api.get('/v1/settings')
  const changed = await api.patch('/v1/settings', { time_zone: 'Europe/Berlin' })
  const stale = await api.patch('/v1/settings', { name: 'X' }, { 'if-match': '"1"' })
  const after = await api.get('/v1/settings')

  expect([before.headers.get('etag'), after.headers.get('etag')]).toEqual(['"1"', '"2"'])
  expect(changed.status).toBe(200)
  expect([stale.status, stale.code]).toEqual([412, 'version_stale'])
  expect(after.body).toEqual({
    ...before.body,
    time_zone: 'Europe/Berlin',
    version: 2,
    updated_at: changed.body.updated_at,
  })
})

it('takes an address to tell things to, and forgets it', async () => {
  const { body } = await api.patch('/v1/settings', { contact_email: 'tech@bakery.example' })
  expect(body).toMatchObject({ contact_email: 'tech@bakery.example' })
  const cleared = await api.patch('/v1/settings', { contact_email: null })
  expect(cleared.body).toMatchObject({ contact_email: null })
})

it('announces the change, and counts every one of parallel ones', async () => {
  const other = await createMerchant()
  const names = ['a', 'b', 'c', 'd']
  await Promise.all(names.map((name) => other.api.patch('/v1/settings', { name })))

  expect((await other.api.get('/v1/settings')).body).toMatchObject({ version: 5 })
  const { data } = await other.api.get('/v1/events?type=merchant.updated')
  expect(data.map((event) => event.data?.version)).toEqual([2, 3, 4, 5])
})
