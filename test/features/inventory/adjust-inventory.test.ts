import { expect, it } from 'vitest'
import { createShop } from '../orders/support'

const { api, storefront, key, sku, stock, audit } = await createShop()
const adjust = (lines: object[], headers = key(), change: object = {}) =>
  api.post('/v1/inventory/adjustments', { reason: 'count', lines, ...change }, headers)
const at = (code: string, change: object) => ({ sku: code, location_id: 'berlin', ...change })

it.each([
  ['a set without what is expected', { set: 5 }, 'expected_missing'],
  ['neither delta nor set', {}, 'invalid_request'],
  ['both delta and set', { delta: 1, set: 1, expected: 0 }, 'invalid_request'],
  ['a delta with an expectation', { delta: 1, expected: 0 }, 'invalid_request'],
  ['a bucket that is computed', { bucket: 'reserved', delta: 1 }, 'invalid_request'],
  ['a negative count', { set: -1, expected: 0 }, 'invalid_request'],
  ['half a unit', { delta: 0.5 }, 'invalid_request'],
])('refuses %s', async (_, change, code) => {
  const answer = await adjust([at(await sku({}), change)])

  expect([answer.status, answer.code]).toEqual([422, code])
})

it('refuses an unknown SKU and an unknown location, with pointers', async () => {
  const a = await sku({})

  const unknown_sku = await adjust([at(a, { delta: 1 }), at('NOPE', { delta: 1 })])
  const unknown_location = await adjust([{ sku: a, location_id: 'rome', delta: 1 }])

  expect(unknown_sku.code).toBe('unknown_sku')
  expect(unknown_sku.body.errors).toMatchObject([{ pointer: '/lines/1/sku' }])
  expect(unknown_location.code).toBe('unknown_location')
  expect(unknown_location.body.errors).toMatchObject([{ pointer: '/lines/0/location_id' }])
  expect(await stock(a)).toMatchObject({ on_hand: 0, version: 0 })
})

it('refuses 1,001 lines and 101 SKUs', async () => {
  const many = await adjust(Array(1_001).fill(at('A', { delta: 1 })))
  const wide = await adjust(Array.from({ length: 101 }, (_, n) => at(`S${n}`, { delta: 1 })))

  expect([many.status, many.code]).toEqual([422, 'invalid_request'])
  expect([wide.status, wide.code]).toEqual([422, 'invalid_request'])
})

it('refuses a set whose expectation is stale, and says what is there', async () => {
  const a = await sku({ berlin: 3 })

  const answer = await adjust([at(a, { set: 5, expected: 4 })])

  expect([answer.status, answer.code]).toEqual([409, 'stale_quantity'])
  expect(answer.body).toMatchObject({ current: 3, bucket: 'on_hand' })
  expect(await stock(a)).toMatchObject({ on_hand: 3 })
})

it.each([
  ['more than is on hand', { delta: -4 }],
  ['more damaged units than are there', { bucket: 'damaged', delta: 4 }],
  ['damaged units that are not', { bucket: 'damaged', delta: -1 }],
])('refuses to take away %s', async (_, change) => {
  const a = await sku({ berlin: 3 })

  const answer = await adjust([at(a, change)])

  expect([answer.status, answer.code]).toEqual([409, 'negative_quantity'])
  expect(await stock(a)).toMatchObject({ on_hand: 3, damaged: 0, available: 3 })
})

it('sets with an expectation, or without looking', async () => {
  const a = await sku({ berlin: 3 })

  const expected = await adjust([at(a, { set: 5, expected: 3 })])
  const blind = await adjust([at(a, { set: 7, expected: null })])

  expect([expected.status, blind.status]).toEqual([201, 201])
  expect(blind.body.lines).toMatchObject([{ status: 'applied', on_hand: 7, available: 7 }])
})

it('keeps every bucket, and what is left of them', async () => {
  const a = await sku({ berlin: 10 })

  const { body } = await adjust([
    at(a, { bucket: 'damaged', delta: 2 }),
    at(a, { bucket: 'quality_control', delta: 1 }),
    at(a, { bucket: 'safety_stock', delta: 3 }),
    at(a, { bucket: 'incoming', delta: 20 }),
  ])

  const level = { on_hand: 10, damaged: 2, quality_control: 1, safety_stock: 3, incoming: 20 }
  expect(body.lines).toMatchObject(Array(4).fill({ ...level, available: 4 }))
  expect(await stock(a)).toMatchObject({ ...level, available: 4 })
  expect(await audit(a)).toMatchObject({ balanced: true, entries: 5 })
})

it('applies all lines of a SKU or none, and each SKU for itself', async () => {
  const [a, b] = [await sku({ berlin: 1 }), await sku({ berlin: 1 })]

  const { status, body } = await adjust([
    at(a, { delta: 5 }),
    at(b, { delta: 5 }),
    at(b, { delta: -100 }),
  ])

  expect(status).toBe(201)
  expect(body.lines).toMatchObject([
    { sku: a, status: 'applied', on_hand: 6 },
    { sku: b, status: 'refused', code: 'negative_quantity' },
    { sku: b, status: 'refused', code: 'negative_quantity' },
  ])
  expect(await stock(b)).toMatchObject({ on_hand: 1 })
})

it('answers a retry the same, and changes nothing twice', async () => {
  const [a, headers] = [await sku({}), key()]
  const first = await adjust([at(a, { delta: 5 })], headers)
  await adjust([at(a, { delta: 1 })])

  const second = await adjust([at(a, { delta: 5 })], headers)

  expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 'true'])
  expect(second.body).toEqual(first.body)
  expect(await stock(a)).toMatchObject({ on_hand: 6 })
})

it('refuses the same key for another body, and takes it again after a refusal', async () => {
  const [a, b, headers] = [await sku({}), await sku({}), key()]
  expect((await adjust([at(a, { delta: -1 })], headers)).status).toBe(409)

  const first = await adjust([at(a, { delta: 1 })], headers)
  const other = await adjust([at(b, { delta: 1 })], headers)

  expect(first.status).toBe(201)
  expect([other.status, other.code]).toEqual([422, 'idempotency_key_reused'])
  expect(await stock(b)).toMatchObject({ on_hand: 0 })
})

it('shows the change at once: in stock, in availability, in the list and in the feed', async () => {
  const a = await sku({})
  await storefront.get(`/v1/availability?sku=${a}`)
  const { body } = await adjust([at(a, { delta: 8 })])

  const [available, list, feed] = await Promise.all([
    storefront.get(`/v1/availability?sku=${a}`),
    api.get(`/v1/inventory?sku=${a}`),
    api.get('/v1/events?after=0&limit=100&type=inventory.adjusted'),
  ])

  expect(available.data).toEqual([{ sku: a, available: 8, in_stock: true }])
  expect(list.data).toMatchObject([{ sku: a, location_id: 'berlin', on_hand: 8 }])
  expect(feed.data.map(({ data }) => data?.adjustment_id)).toContain(body.id)
})

it('keeps the units of a count below what is promised, and blocks new holds', async () => {
  const a = await sku({ berlin: 5 })
  const line = { sku: a, quantity: 4 }
  await storefront.post('/v1/reservations', { lines: [line] }, key())

  await adjust([at(a, { set: 1, expected: 5 })])

  expect(await stock(a)).toMatchObject({ on_hand: 1, reserved: 4, available: -3 })
  const availability = await storefront.get(`/v1/availability?sku=${a}`)
  expect(availability.data).toEqual([{ sku: a, available: 0, in_stock: false }])
  const refused = await storefront.post(
    '/v1/reservations',
    { lines: [{ sku: a, quantity: 1 }] },
    key(),
  )
  expect(refused.body.shortages).toEqual([{ sku: a, requested: 1, available: 0 }])
  const feed = await api.get('/v1/events?after=0&limit=100&type=inventory.shortage')
  expect(feed.data).toMatchObject([{ data: { sku: a, available: -3 } }])
})
