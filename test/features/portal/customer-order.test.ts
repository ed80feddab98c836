import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { anyone } from '../../support/worker/api'
import { signInto } from './customers'
import { openShop } from './shop-with-order'

let shop: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  shop = await openShop()
})

const address = {
  name: 'Ada',
  line1: 'Torstraße 2',
  city: 'Berlin',
  postal_code: '10119',
  country: 'DE',
}
const pick = (order_id: string) =>
  env.DB.prepare("UPDATE fulfillments SET status = 'picking', held_from = NULL WHERE order_id = ?")
    .bind(order_id)
    .run()

it('shows its customer the whole order, and nobody else', async () => {
  const [ada, bob] = [await signInto(shop), await signInto(shop)]
  const { status, headers, body } = await ada.get('order')

  expect([status, headers.get('cache-control'), headers.get('etag')]).toEqual([
    200,
    'no-store',
    '"1"',
  ])
  expect(body).toMatchObject({
    id: ada.id,
    number: ada.number,
    status: 'open',
    currency: 'EUR',
    total: 2500,
    customer: { email: ada.email },
    lines: [{ title: 'ROLL of rye', quantity: 4, total: 2000 }, { quantity: 1 }],
    actions: { cancel: true, address: true, return: false, claim: false, withdraw: false },
    returns: [],
    claims: [],
  })
  expect((await bob.get('order')).body.id).toBe(bob.id)
  for (const cookie of [
    '',
    'x=y',
    `__Host-portal-${shop.slug}=`,
    `__Host-portal-${shop.slug}=${'x'.repeat(43)}`,
  ]) {
    const refused = await anyone.get(`/portal/${shop.slug}/api/order`, { cookie })
    expect([refused.status, refused.code]).toEqual([401, 'session_missing'])
  }
})

it('ends a session in time, whatever the browser keeps', async () => {
  const ada = await signInto(shop)
  await env.DB.prepare(
    'UPDATE portal_sessions SET created_at = 0, expires_at = ? WHERE order_id = ?',
  )
    .bind(Date.now(), ada.id)
    .run()

  expect((await ada.get('order')).code).toBe('session_missing')
})

it('cancels once, whatever is sent again, and not what is canceled', async () => {
  const ada = await signInto(shop)
  const key = { 'idempotency-key': 'cancel-once' }
  const without = await ada.post('order/cancel', {}, {})
  const first = await ada.post('order/cancel', { note: 'Twice' }, key)
  const again = await ada.post('order/cancel', { note: 'Twice' }, key)
  const other = await ada.post('order/cancel', { note: 'Else' }, key)
  const anew = await ada.post('order/cancel', {})

  expect([without.status, without.code]).toEqual([400, 'idempotency_key_missing'])
  expect([first.status, first.body.status, first.body.actions.cancel]).toEqual([
    200,
    'canceled',
    false,
  ])
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
  expect(again.text).toBe(first.text)
  expect([other.status, other.code]).toEqual([422, 'idempotency_key_reused'])
  expect([anew.status, anew.code]).toEqual([409, 'illegal_transition'])
  expect(await ada.order()).toMatchObject({ cancel_reason: 'customer', cancel_note: 'Twice' })
})

it('changes the address, from the version that was seen', async () => {
  const ada = await signInto(shop)
  const changed = await ada.patch('order/address', address, { 'if-match': '"1"' })
  const stale = await ada.patch('order/address', address, { 'if-match': '"1"' })
  const strange = await ada.patch('order/address', { ...address, country: 'Germany', note: 'x' })

  expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"'])
  expect(changed.body.shipping_address).toEqual(address)
  expect([stale.status, stale.code]).toEqual([412, 'version_stale'])
  expect(strange.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/country',
    '/note',
  ])
  expect((await ada.order()).shipping_address).toEqual(address)
})

it('changes nothing once picking has begun', async () => {
  const ada = await signInto(shop)
  await pick(ada.id)
  const canceled = await ada.post('order/cancel', {})
  const moved = await ada.patch('order/address', address)

  expect([canceled.status, canceled.code]).toEqual([409, 'too_late_to_change'])
  expect([moved.status, moved.code]).toEqual([409, 'too_late_to_change'])
  expect((await ada.get('order')).body.actions).toMatchObject({ cancel: false, address: false })
  expect(await ada.order()).toMatchObject({ status: 'open', shipping_address: null })
})

it('lets customers change only what the merchant lets them change', async () => {
  const strict = await openShop()
  const policy = { customer_changes: { cancel: false, address: true } }
  const put = await strict.api.put('/v1/return_policies/default', policy)
  expect(put.status).toBeLessThan(300)
  const ada = await signInto(strict)

  expect((await ada.get('order')).body.actions).toMatchObject({ cancel: false, address: true })
  expect((await ada.post('order/cancel', {})).code).toBe('too_late_to_change')
  expect((await ada.patch('order/address', address)).status).toBe(200)
})

it.each([
  ['another site', { origin: 'https://evil.test' }],
  ['a frame without an origin', { origin: 'null' }],
  ['a sibling of the site', { origin: 'https://evil.holdfast.test' }],
  ['the same host by another way', { origin: 'http://holdfast.test' }],
  ['a form elsewhere', { 'sec-fetch-site': 'cross-site' }],
])('does nothing for %s', async (_, headers) => {
  const ada = await signInto(shop)
  const asked = { ...headers, 'idempotency-key': 'forged' }
  const answers = [
    await ada.post('order/cancel', {}, asked),
    await ada.patch('order/address', address, headers),
    await ada.post('returns', {}, asked),
    await ada.post('claims', {}, asked),
    await ada.post('withdrawals', {}, asked),
  ]

  expect(answers.map(({ status, code }) => [status, code])).toEqual(
    answers.map(() => [403, 'cross_site_request']),
  )
  expect(await ada.order()).toMatchObject({ status: 'open', version: 1 })
})

it('takes nothing that a form elsewhere could send: JSON only', async () => {
  const ada = await signInto(shop)
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const headers = { 'content-type': type, 'idempotency-key': 'a-form' }
    expect((await ada.post('order/cancel', '{}', headers)).status).toBe(415)
  }
})
