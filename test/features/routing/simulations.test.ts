import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { createMerchant, putLocation } from '../../support/worker/merchant'
import { createShop, lineOf } from '../orders/support'

const shop = await createShop()
const { merchant, api, order, sku } = shop
const period = { placed_after: '2020-01-01T00:00:00Z', placed_before: '2050-01-01T00:00:00Z' }
const simulate = (rules: object[], change: object = {}) =>
  api.post('/v1/routing/simulations', { rules, ...period, ...change })

/** How many rows each table has; what is written about a simulation is in its own. */
async function rows() {
  const tables = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'd1%'",
  ).all<{ name: string }>()
  const counts = await Promise.all(
    tables.results.map(async ({ name }) => {
      const row = await env.DB.prepare(`SELECT COUNT(*) AS rows FROM "${name}"`).first<{
        rows: number
      }>()
      return [name, row?.rows] as const
    }),
  )
  return Object.fromEntries(counts)
}

it('replays orders of a period under other rules, and touches nothing but its own table', async () => {
  await putLocation(merchant, 'berlin', { priority: 1, parcel_cost: 900 })
  await putLocation(merchant, 'paris', {
    priority: 2,
    parcel_cost: 400,
    address: { line1: 'x', city: 'Paris', postal_code: '75001', country: 'FR' },
  })
  const a = await sku({ berlin: 5, paris: 1 })
  const shipping_address = {
    name: 'A',
    line1: 'x',
    city: 'Berlin',
    postal_code: '10119',
    country: 'DE',
  }
  await order([lineOf(a)], { shipping_address })
  await order([lineOf(a)], { shipping_address })
  await order([lineOf(a)], { shipping_address, channel: 'web' })
  const before = await rows()

  const cheap = await simulate([{ type: 'cheapest' }])
  const same = await simulate([{ type: 'minimize_splits' }, { type: 'closest' }])
  const none = await simulate([{ type: 'closest' }], { placed_before: '2021-01-01T00:00:00Z' })

  expect(cheap.status).toBe(201)
  expect(cheap.body).toMatchObject({
    settings: { rules: [{ type: 'cheapest' }] },
    actual: { orders: 3, unfillable: 0, parcels: 3, cost: 2_700, in_market_share: 1 },
    // The first takes the only one in Paris: the others meet an empty shelf there.
    simulated: { orders: 3, unfillable: 0, parcels: 3, cost: 2_200, in_market_share: 0.6667 },
    changed: 1,
    skipped: 0,
  })
  expect(cheap.body.simulated.distance_km).toBeGreaterThan(cheap.body.actual.distance_km)
  expect(same.body.simulated).toEqual(same.body.actual)
  expect(none.body.actual).toMatchObject({ orders: 0, in_market_share: null })
  expect(await rows()).toEqual({ ...before, routing_simulations: 3 })
})

it('keeps simulations for their merchant only, newest first', async () => {
  const made = (await simulate([{ type: 'closest' }])).body
  const rival = await createMerchant()

  const { data } = await api.get('/v1/routing/simulations?limit=2')
  expect(data[0]).toEqual(made)
  expect((await api.get(`/v1/routing/simulations/${made.id}`)).body).toEqual(made)
  expect((await rival.api.get(`/v1/routing/simulations/${made.id}`)).status).toBe(404)
  expect((await rival.api.get('/v1/routing/simulations')).data).toEqual([])
})

it.each([
  [
    'a period that ends before it begins',
    { placed_before: '2019-01-01T00:00:00Z' },
    '/placed_before',
  ],
  ['a time that is none', { placed_after: 'yesterday' }, '/placed_after'],
])('refuses %s', async (_, change, pointer) => {
  const answer = await simulate([{ type: 'closest' }], change)

  expect([answer.status, answer.code]).toEqual([422, 'invalid_request'])
  expect(answer.body.errors[0].pointer).toBe(pointer)
})

it('compares the period’s ends as instants', async () => {
  const ends = {
    placed_after: '2026-01-01T01:00:00+02:00',
    placed_before: '2026-01-01T00:30:00Z',
  }

  const { status } = await simulate([{ type: 'closest' }], ends)
  const swapped = { placed_after: ends.placed_before, placed_before: ends.placed_after }

  expect([status, (await simulate([], swapped)).status]).toEqual([201, 422])
})
