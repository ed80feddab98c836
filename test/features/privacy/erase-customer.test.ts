import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { MerchantId } from '../../../api/domain/shared/ids'
import { archiveEvents } from '../../../api/jobs/archive-events'
import { stockName } from '../../../api/objects/stock-client'
import { createServices } from '../../../api/services'
import { createEndpoint, receive } from '../../support/worker/webhooks'
import { createShop, lineOf } from '../orders/support'
import { dumpD1, dumpFiles, dumpObject } from './dump'

const shop = await createShop()
const { api, key, sku, order, merchant, reserve } = shop

/** A word in every field in which a person, or somebody about a person, may write something. */
const canary = (field: string) => `canary-${field}`
const fields = ['name', 'phone', 'address', 'billing', 'property', 'note', 'holding', 'metadata']
const email = 'Canary-Email@Example.com'
const address = (name: string) => ({
  name: canary(name),
  line1: `${canary(name)} 1`,
  line2: canary(name),
  city: canary(name),
  region: canary(name),
  postal_code: canary(name),
  country: 'DE',
  phone: canary(name),
})
const person = {
  customer: { email, name: canary('name'), phone: canary('phone') },
  shipping_address: address('address'),
  billing_address: address('billing'),
  metadata: { gift: canary('metadata') },
}
const engraved = { properties: { engraving: canary('property') } }
const point = { latitude: 52.123_456, longitude: 13.654_321 }

const find = async (address: string) =>
  (await api.get(`/v1/customers?email=${encodeURIComponent(address)}`)).data[0]

it('refuses while an order is under way, and says nothing of who is not there', async () => {
  const code = await sku({ berlin: 5 })
  const placed = await order([lineOf(code)], { customer: { email: 'busy@example.com', name: 'B' } })
  const { id } = await find('busy@example.com')

  const refused = await api.post(`/v1/customers/${id}/erase`, undefined)
  expect([refused.status, refused.code]).toEqual([409, 'customer_has_open_orders'])
  expect(await find('busy@example.com')).toMatchObject({ id, erased_at: null, version: 1 })

  await api.post(`/v1/orders/${placed.body.id}/cancel`, { reason: 'x' }, key())
  expect((await api.post(`/v1/customers/${id}/erase`, undefined)).status).toBe(200)
  const nobody = await api.post('/v1/customers/cus_nobody/erase', undefined)
  expect([nobody.status, nobody.code]).toEqual([404, 'not_found'])
})

it('leaves no word of a person anywhere, and every amount where it was', async () => {
  const code = await sku({ berlin: 50 })
  const endpoint = await createEndpoint(merchant, 'status/200', {
    events: ['order.*', 'customer.*'],
  })
  const reservation = await reserve([{ sku: code, quantity: 1 }])
  const first = await order([lineOf(code, 1, engraved)], {
    ...person,
    reservation_id: reservation.id,
    shipping_address: { ...person.shipping_address, ...point },
  })
  expect(first.status).toBe(201)
  const second = await order([lineOf(code, 3, engraved)], person)
  const held = await api.post(
    `/v1/orders/${second.body.id}/hold`,
    { reason: 'incorrect_address', note: canary('holding') },
    key(),
  )
  expect(held.status).toBe(201)
  for (const { body } of [first, second]) {
    const path = `/v1/orders/${body.id}/cancel`
    const canceled = await api.post(path, { reason: 'unwanted', note: canary('note') }, key())
    expect(canceled.status).toBe(200)
  }
  const before = await find(email)
  await api.patch(`/v1/customers/${before.id}`, { metadata: { tier: canary('tier') } })
  await receive(endpoint, 6)

  const told = (await api.get(`/v1/customers/${before.id}/export`)).text
  for (const field of [...fields, 'tier']) expect(told).toContain(canary(field))
  expect(told).toContain(email)
  expect(await dumpD1()).toContain('canary')

  const erased = await api.post(`/v1/customers/${before.id}/erase`, undefined)
  expect(erased.body).toMatchObject({ customer_id: before.id, status: 'completed', orders: 2 })
  await receive(endpoint, 7)

  // Old events go into files, with whatever they say.
  const services = createServices(env)
  await archiveEvents({ ...services, now: () => Date.now() + 90 * 86_400_000 })
  const places = {
    d1: await dumpD1(),
    stock: await dumpObject(env.SKU_STOCK.getByName(stockName(merchant.id as MerchantId, code))),
    webhooks: await dumpObject(endpoint.stub),
    received: JSON.stringify(await endpoint.received()),
    files: await dumpFiles(),
  }
  for (const [place, text] of Object.entries(places)) {
    expect([place, text.length > 500]).toEqual([place, true])
    expect([place, text.match(/canary[\w@.-]*/i)?.[0]]).toEqual([place, undefined])
    expect([place, text.includes(String(point.latitude))]).toEqual([place, false])
  }

  const after = (await api.get(`/v1/customers/${before.id}`)).body
  const pseudonym = `${before.id}@erased.invalid`
  expect(after).toMatchObject({
    ...{ email: pseudonym, emails: [pseudonym], name: 'Erased', phone: null, metadata: {} },
    totals: before.totals,
    first_order_at: before.first_order_at,
    last_order_at: before.last_order_at,
    erased_at: expect.any(String),
    version: before.version + 2,
  })
  const read = (await api.get(`/v1/orders/${second.body.id}`)).body
  expect(read).toMatchObject({
    ...{ total: second.body.total, number: second.body.number, status: 'canceled' },
    customer: { email: pseudonym, name: 'Erased' },
    shipping_address: { name: 'Erased', country: 'DE' },
    holds: [{ reason: 'incorrect_address', note: null }],
    cancel_note: null,
    metadata: {},
    lines: [{ title: second.body.lines[0].title, properties: {} }],
  })
  expect((await api.get(`/v1/customers/${before.id}/orders`)).data).toHaveLength(2)
  expect(await find(email)).toBeUndefined()
})

it('asked again it answers the same; nothing can be kept of the customer any more', async () => {
  const code = await sku({ berlin: 5 })
  const headers = key('placed-once')
  const body = { customer: { email: 'again@example.com', name: 'Again' } }
  const placed = await order([lineOf(code)], body, headers)
  await api.post(`/v1/orders/${placed.body.id}/cancel`, { reason: 'x' }, key())
  const { id } = await find('again@example.com')

  const [one, two] = await Promise.all([
    api.post(`/v1/customers/${id}/erase`, undefined),
    api.post(`/v1/customers/${id}/erase`, undefined),
  ])
  const later = await api.post(`/v1/customers/${id}/erase`, undefined)
  expect([one.status, two.status, later.status]).toEqual([200, 200, 200])
  expect(later.body).toMatchObject({ customer_id: id, status: 'completed', orders: 1 })

  const patched = await api.patch(`/v1/customers/${id}`, { name: 'Ada' })
  expect([patched.status, patched.code]).toEqual([409, 'customer_erased'])
  await order([lineOf(code)], { customer: { email: 'other@example.com', name: 'O' } })
  const other = await find('other@example.com')
  const merged = await api.post(`/v1/customers/${other.id}/merge`, { from: id })
  expect([merged.status, merged.code]).toEqual([409, 'customer_erased'])

  // A retry that comes late does nothing twice.
  const retried = await order([lineOf(code)], body, headers)
  expect([retried.status, retried.code]).toEqual([422, 'idempotency_key_reused'])
  const anew = await order([lineOf(code)], body)
  expect(anew.status).toBe(201)
  const newcomer = await find('again@example.com')
  expect(newcomer.id).not.toBe(id)
  expect(newcomer.totals).toMatchObject([{ orders: 1 }])
})
