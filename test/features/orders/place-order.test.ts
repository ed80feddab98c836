import { expect, it } from 'vitest'
import { createMerchant } from '../../support/worker/merchant'
import { createShop, lineOf } from './support'

const shop = await createShop()
const { api, key, sku, order, reserve, stock } = shop

it.each([
  ['an unknown currency', { currency: 'EUX' }, 'invalid_request'],
  ['an unknown channel', { channel: 'tv' }, 'unknown_channel'],
  ['a pickup nowhere', { delivery: { method: 'pickup' } }, 'invalid_request'],
  ['a discount above what is bought', { discount: 1_001 }, 'discount_too_large'],
  ['a field it does not know', { coupon: 'X' }, 'invalid_request'],
  ['an amount beyond 2^53', { discount: 2 ** 53 }, 'invalid_request'],
  ['no customer', { customer: undefined }, 'invalid_request'],
])('refuses %s', async (_, change, code) => {
  const answer = await order([lineOf(await sku({ berlin: 1 }))], change)

  expect([answer.status, answer.code]).toEqual([422, code])
})

it.each([
  ['ship_after', '9999-12-31T23:59:59Z'],
  ['ship_by', '9999-12-31T23:59:59-14:00'],
  ['ship_by', '0000-01-01T00:00:00+14:00'],
])('refuses a line whose %s is %s, from which no day can be told', async (name, at) => {
  const line = lineOf(await sku({ berlin: 1 }), 1, { [name]: at })

  const answer = await order([line])

  expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, `/lines/0/${name}`])
})

it('refuses a total beyond what money can count', async () => {
  const a = await sku({ berlin: 5 })

  const answer = await order([lineOf(a, 3, { unit_price: Number.MAX_SAFE_INTEGER })])

  expect([answer.status, answer.code]).toEqual([422, 'amount_too_large'])
  expect(await stock(a)).toMatchObject({ reserved: 0, available: 5 })
})

it('refuses what is not there, lists it, and keeps nothing', async () => {
  const [a, b] = [await sku({ berlin: 1 }), await sku({ berlin: 5 })]

  const answer = await order([lineOf(a, 2), lineOf(b, 2)])

  expect([answer.status, answer.code]).toEqual([409, 'insufficient_stock'])
  expect(answer.body.shortages).toEqual([{ sku: a, requested: 2, available: 1 }])
  expect(await stock(b)).toMatchObject({ reserved: 0, available: 5 })
})

it('places an order without a reservation, and commits its units', async () => {
  const a = await sku({ berlin: 1, paris: 2 })

  const { status, body, headers } = await order(
    [lineOf(a, 3, { discount: 100, tax: 50, properties: { engraving: 'A.L.' } })],
    { discount: 200, shipping: { service: 'express', amount: 500, tax: 95 } },
  )

  expect(status).toBe(201)
  expect(headers.get('etag')).toBe('"1"')
  expect(body).toMatchObject({
    number: expect.stringMatching(/^HF-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
    status: 'open',
    payment_status: 'pending',
    fulfillment_status: 'unfulfilled',
    subtotal: 3_000,
    discount: 300,
    tax: 145,
    shipping: { service: 'express', amount: 500, tax: 95 },
    total: 3_345,
    customer: { email: 'Ada@Example.com' },
    lines: [
      {
        sku: a,
        title: expect.stringMatching(/^Thing/),
        discount: 300,
        total: 2_750,
        properties: { engraving: 'A.L.' },
        allocations: [
          { location_id: 'berlin', quantity: 1 },
          { location_id: 'paris', quantity: 2 },
        ],
      },
    ],
  })
  expect((await api.get(`/v1/orders/${body.id}`)).body).toEqual(body)
  await expect
    .poll(() => stock(a), { timeout: 10_000 })
    .toMatchObject({ on_hand: 3, reserved: 0, committed: 3, available: 0 })
})

it('turns a reservation into an order, and the reservation is placed', async () => {
  const [a, b] = [await sku({ berlin: 5 }), await sku({ berlin: 5 })]
  const reservation = await reserve([
    { sku: a, quantity: 2 },
    { sku: b, quantity: 1 },
  ])

  const { status, body } = await order([lineOf(b), lineOf(a, 2)], {
    reservation_id: reservation.id,
  })

  expect(status).toBe(201)
  expect(await stock(a)).toMatchObject({ available: 3 })
  expect((await api.delete(`/v1/reservations/${reservation.id}`)).code).toBe('reservation_placed')
  const again = await order([lineOf(b), lineOf(a, 2)], { reservation_id: reservation.id })
  expect([again.status, again.code]).toEqual([409, 'reservation_placed'])
  await expect
    .poll(async () => (await api.get(`/v1/reservations/${reservation.id}`)).body.status, {
      timeout: 10_000,
    })
    .toBe('placed')
  expect(body.id).toMatch(/^ord_/)
})

it('orders what was reserved, no more and nothing else, and the hold survives the mistake', async () => {
  const [a, b] = [await sku({ berlin: 5 }), await sku({ berlin: 5 })]
  const { id: reservation_id } = await reserve([{ sku: a, quantity: 2 }])

  const answers = await Promise.all([
    order([lineOf(a, 3)], { reservation_id }),
    order([lineOf(a, 1)], { reservation_id }),
    order([lineOf(a, 2), lineOf(b)], { reservation_id }),
  ])

  expect(answers.map(({ code }) => code)).toEqual(Array(3).fill('reservation_mismatch'))
  expect((await order([lineOf(a, 1), lineOf(a, 1)], { reservation_id })).status).toBe(201)
})

it('refuses a released reservation, and one that never was', async () => {
  const a = await sku({ berlin: 5 })
  const { id } = await reserve([{ sku: a, quantity: 1 }])
  await api.delete(`/v1/reservations/${id}`)

  const released = await order([lineOf(a)], { reservation_id: id })
  const unknown = await order([lineOf(a)], { reservation_id: 'rsv_x' })

  expect([released.status, released.code]).toEqual([409, 'reservation_released'])
  expect([unknown.status, unknown.code]).toEqual([404, 'not_found'])
})

it('takes free units when the reservation has expired, as long as there are some', async () => {
  const [rich, poor] = [await sku({ berlin: 5 }), await sku({ berlin: 1 })]
  const [first, second] = [
    await reserve([{ sku: rich, quantity: 1 }], 1),
    await reserve([{ sku: poor, quantity: 1 }], 1),
  ]
  const status = async (id: unknown) => (await api.get(`/v1/reservations/${id}`)).body.status
  await expect.poll(() => status(first.id), { timeout: 3_000 }).toBe('expired')
  await expect.poll(() => status(second.id), { timeout: 3_000 }).toBe('expired')
  await reserve([{ sku: poor, quantity: 1 }])

  const placed = await order([lineOf(rich)], { reservation_id: first.id })
  const refused = await order([lineOf(poor)], { reservation_id: second.id })

  expect(placed.status).toBe(201)
  expect([refused.status, refused.code]).toEqual([409, 'insufficient_stock'])
})

it('answers a retry the same, at once and later', async () => {
  const [a, headers] = [await sku({ berlin: 1 }), key()]
  const first = await order([lineOf(a)], {}, headers)

  const second = await order([lineOf(a)], {}, headers)
  await expect.poll(() => stock(a), { timeout: 10_000 }).toMatchObject({ committed: 1 })
  const third = await order([lineOf(a)], {}, headers)

  expect([second.status, third.status]).toEqual([201, 201])
  expect(second.body).toEqual(first.body)
  expect(third.body).toEqual(first.body)
  expect(third.headers.get('idempotent-replayed')).toBe('true')
  expect(await stock(a)).toMatchObject({ on_hand: 1, reserved: 0, committed: 1 })
})

it('refuses the same key for another order, and takes nothing', async () => {
  const [a, b, headers] = [await sku({ berlin: 5 }), await sku({ berlin: 5 }), key()]
  await order([lineOf(a)], {}, headers)

  const sharing = await order([lineOf(a, 2)], {}, headers)
  const other = await order([lineOf(b)], {}, headers)

  expect([sharing.status, sharing.code]).toEqual([422, 'idempotency_key_reused'])
  expect([other.status, other.code]).toEqual([422, 'idempotency_key_reused'])
  expect(await stock(b)).toMatchObject({ reserved: 0, available: 5 })
})

it('knows an order by its external id', async () => {
  const a = await sku({ berlin: 1 })
  const change = { external_id: 'shop-1001' }
  const first = await order([lineOf(a)], change)

  const same = await order([lineOf(a)], change)
  const other = await order([lineOf(a)], { ...change, metadata: { gift: 'yes' } })

  expect([first.status, same.status]).toEqual([201, 200])
  expect(same.body.id).toEqual(first.body.id)
  expect([other.status, other.code]).toEqual([409, 'external_id_conflict'])
})

it('picks up at the location asked for, even one that does not ship', async () => {
  const { merchant } = shop
  await merchant.api.put('/v1/locations/counter', {
    name: 'Counter',
    kind: 'store',
    ships: false,
    pickup: true,
    address: { line1: 'x', city: 'Berlin', postal_code: '1', country: 'DE' },
  })
  const a = await sku({ berlin: 5, counter: 1 })
  const pickup = (location_id: string) => ({ delivery: { method: 'pickup', location_id } })

  const placed = await order([lineOf(a)], pickup('counter'))
  const short = await order([lineOf(a)], pickup('counter'))
  const nowhere = await order([lineOf(a)], pickup('berlin'))

  expect(placed.body.lines).toMatchObject([
    { allocations: [{ location_id: 'counter', quantity: 1 }] },
  ])
  expect(short.code).toBe('insufficient_stock')
  expect([nowhere.status, nowhere.code]).toEqual([409, 'unroutable'])
  expect(nowhere.body.dropped).toContainEqual({ location_id: 'berlin', reason: 'no_pickup' })
})

it('sells to a channel from its locations, less its buffer, at most its cap', async () => {
  const a = await sku({ berlin: 3, paris: 9 })
  await api.put('/v1/channels/market', {
    name: 'Market',
    kind: 'marketplace',
    location_ids: ['paris'],
    buffer: 2,
    cap: 5,
  })
  const told = await api.get(`/v1/availability?sku=${a}&channel=market`)
  expect(told.data).toMatchObject([{ available: 5 }])

  const above = await order([lineOf(a, 6)], { channel: 'market' })
  const within = await order([lineOf(a, 5)], { channel: 'market' })
  const left = await order([lineOf(a, 3)], { channel: 'market' })

  expect(above.code).toBe('insufficient_stock')
  expect(within.body.lines).toMatchObject([
    { allocations: [{ location_id: 'paris', quantity: 5 }] },
  ])
  expect(left.body.shortages).toMatchObject([{ requested: 3, available: 2 }])
})

it('shows an order to its merchant only', async () => {
  const { body } = await order([lineOf(await sku({ berlin: 1 }))])
  const other = await createMerchant()

  const answers = await Promise.all([
    other.api.get(`/v1/orders/${body.id}`),
    other.api.get('/v1/orders/ord_nothing'),
    other.api.post(`/v1/orders/${body.id}/cancel`, { reason: 'x' }, key()),
    other.api.get(`/v1/orders/${body.id}/events`),
  ])

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  const [foreign, missing] = answers.map(({ body: { request_id: _, ...rest } }) => rest)
  expect(foreign).toEqual(missing)
})
