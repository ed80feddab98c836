import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api, storefront } = merchant
await putLocation(merchant, 'berlin')
await Promise.all(['A', 'B'].map((code) => putSku(merchant, code)))
await Promise.all(['A', 'B'].map((code) => adjustStock(merchant, code, 'berlin', 1_000)))

let keys = 0
const reserve = async (ttl_seconds = 600) => {
  const lines = ['A', 'B'].map((sku) => ({ sku, quantity: 1 }))
  const headers = { 'idempotency-key': `reservation-${++keys}` }
  return (await storefront.post('/v1/reservations', { lines, ttl_seconds }, headers)).body
}
const path = (id: unknown) => `/v1/reservations/${id}`
const reserved = async () => (await api.get('/v1/inventory/A')).body.reserved

it.each([
  ['one that never was', 'rsv_nothing'],
  ['an id that is no reservation’s', 'ord_1'],
])('does not know %s', async (_, id) => {
  const answers = await Promise.all([
    storefront.get(path(id)),
    storefront.delete(path(id)),
    storefront.post(`${path(id)}/extend`, { ttl_seconds: 60 }),
  ])

  expect(answers.map(({ code }) => code)).toEqual(['not_found', 'not_found', 'not_found'])
})

it('does not know a changed id, nor another merchant’s', async () => {
  const { id } = await reserve()
  const other = await createMerchant()

  expect((await storefront.get(path(`${String(id).slice(0, -1)}A`))).code).toBe('not_found')
  expect((await other.api.get(path(id))).code).toBe('not_found')
  expect((await other.api.delete(path(id))).code).toBe('not_found')
})

it('is released once, and again with the same answer', async () => {
  const before = await reserved()
  const { id } = await reserve()

  const first = await storefront.delete(path(id))
  const second = await storefront.delete(path(id))

  expect([first.status, first.body.status]).toEqual([200, 'released'])
  expect(second.body).toEqual(first.body)
  expect((await storefront.get(path(id))).body.status).toBe('released')
  expect(await reserved()).toEqual(before)
})

it('is prolonged from now on', async () => {
  const { id, expires_at } = await reserve(60)

  const { status, body } = await storefront.post(`${path(id)}/extend`, { ttl_seconds: 3_600 })

  expect([status, body.status]).toEqual([200, 'held'])
  expect(Date.parse(String(body.expires_at))).toBeGreaterThan(Date.parse(String(expires_at)))
  expect((await storefront.get(path(id))).body.expires_at).toEqual(body.expires_at)
})

it('keeps its units past the time it had before it was prolonged', async () => {
  const { id, expires_at } = await reserve(1)
  await storefront.post(`${path(id)}/extend`, { ttl_seconds: 600 })

  await expect
    .poll(() => Date.now(), { timeout: 3_000 })
    .toBeGreaterThan(Date.parse(String(expires_at)))

  expect((await storefront.get(path(id))).body.status).toBe('held')
})

it('cannot be prolonged when it is over', async () => {
  const [released, expiring] = [await reserve(), await reserve(1)]
  await storefront.delete(path(released.id))
  await expect
    .poll(async () => (await storefront.get(path(expiring.id))).body.status, { timeout: 3_000 })
    .toBe('expired')

  const answers = await Promise.all(
    [released, expiring].map(({ id }) =>
      storefront.post(`${path(id)}/extend`, { ttl_seconds: 60 }),
    ),
  )

  expect(answers.map(({ status, code }) => [status, code])).toEqual([
    [409, 'reservation_released'],
    [409, 'reservation_expired'],
  ])
})

it('counts for nothing on the path of a hold: D1 is not touched', async () => {
  await reserve()
  const statements: string[] = []
  const prepare = env.DB.prepare.bind(env.DB)
  env.DB.prepare = (query) => {
    statements.push(query)
    return prepare(query)
  }

  await reserve()
  env.DB.prepare = prepare

  expect(statements.filter((query) => /\b(?:skus|reservations|api_keys)\b/.test(query))).toEqual([])
})
