import { expect, it } from 'vitest'
import { createMerchant, putLocation } from '../../support/worker/merchant'
import { createShop, lineOf } from '../orders/support'

const shop = await createShop()
const { merchant, api, order, sku, reserve, stock, audit, key } = shop
const berlin = { country: 'DE', city: 'Berlin', postal_code: '10119' }
const address = { name: 'Ada', line1: 'x', ...berlin }

const route = (rules: object[], change: object = {}) => api.put('/v1/routing', { rules, ...change })
const byDefault = () =>
  route([{ type: 'minimize_splits' }, { type: 'stay_in_market' }, { type: 'closest' }])

it('sends as few parcels as can be, moves what was held, and says why', async () => {
  const [a, b] = [await sku({ berlin: 1, paris: 3 }), await sku({ paris: 1 })]
  const { id: reservation_id } = await reserve([
    { sku: a, quantity: 3 },
    { sku: b, quantity: 1 },
  ])

  const placed = await order([lineOf(a, 3), lineOf(b)], {
    reservation_id,
    shipping_address: address,
  })
  const { status, body } = await api.get(`/v1/orders/${placed.body.id}/routing`)

  expect(placed.body.fulfillments).toMatchObject([{ location_id: 'paris' }])
  expect(status).toBe(200)
  expect(body).toMatchObject({
    destination: { country: 'DE', located_by: 'city' },
    optimal: true,
    parcels: [
      {
        location_id: 'paris',
        units: [
          { sku: a, quantity: 3 },
          { sku: b, quantity: 1 },
        ],
        value: 4_000,
      },
    ],
    rules: [
      {
        type: 'minimize_splits',
        plan_score: 1,
        ranks: [
          { location_id: 'paris', rank: 1, score: 0 },
          { location_id: 'berlin', rank: 2, score: 3 },
        ],
      },
      { type: 'stay_in_market' },
      { type: 'closest' },
    ],
    candidates: 2,
  })
  await expect
    .poll(() => stock(a), { timeout: 10_000 })
    .toMatchObject({ reserved: 0, committed: 3, available: 1 })
  expect(await audit(a)).toMatchObject({ balanced: true })
})

it('holds to the most parcels: refused at the check, and nothing is kept', async () => {
  await route([{ type: 'minimize_splits' }], { max_splits: 1 })
  const a = await sku({ berlin: 1, paris: 1 })

  const refused = await order([lineOf(a, 2)])
  expect(await stock(a)).toMatchObject({ reserved: 0, available: 2 })
  await byDefault()
  const split = await order([lineOf(a, 2)])

  expect([refused.status, refused.code]).toEqual([409, 'unroutable'])
  expect(split.body.lines[0].allocations).toEqual([
    { location_id: 'berlin', quantity: 1 },
    { location_id: 'paris', quantity: 1 },
  ])
})

it('checks what both parts of a split order are worth', async () => {
  await route([{ type: 'minimize_splits' }], { min_split_value: 50 })
  const [a, b] = [await sku({ berlin: 2 }), await sku({ paris: 2 })]
  const of = (price: number) =>
    order([lineOf(a, 1, { unit_price: 60 }), lineOf(b, 1, { unit_price: price })])

  const [allowed, refused] = [await of(60), await of(20)]
  await byDefault()

  expect(allowed.status).toBe(201)
  expect([refused.status, refused.code]).toEqual([409, 'unroutable'])
})

it('gives a location no more orders a day than it takes, however many come at once', async () => {
  await putLocation(merchant, 'small', { priority: -1, capacity_per_day: 1 })
  const a = await sku({ small: 9 })

  const rush = await Promise.all(Array.from({ length: 4 }, () => order([lineOf(a)])))
  const later = await order([lineOf(a)])
  const preview = await api.post('/v1/routing/preview', { lines: [{ sku: a, quantity: 1 }] })
  await putLocation(merchant, 'small', { priority: -1, capacity_per_day: 2 })
  const raised = await order([lineOf(a)])

  expect(rush.filter(({ status }) => status === 201)).toHaveLength(1)
  expect([later.status, later.code]).toEqual([409, 'unroutable'])
  expect(later.body.dropped).toContainEqual({ location_id: 'small', reason: 'capacity_reached' })
  expect([preview.status, preview.code]).toEqual([409, 'insufficient_stock'])
  expect(raised.status).toBe(201)
  await putLocation(merchant, 'small', { active: false })
})

it('records what is pinned, however many orders want the same units moved at once', async () => {
  const skus = [await sku({ berlin: 5, paris: 9 }), await sku({ berlin: 2, paris: 9 })]
  const lines = skus.map((code, index) => lineOf(code, index + 1))

  const answers = await Promise.all(Array.from({ length: 10 }, () => order(lines)))

  const placed = answers.filter(({ status }) => status === 201)
  expect(placed.length).toBeGreaterThan(0)
  expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([])
  for (const [index, code] of skus.entries()) {
    const recorded: Record<string, number> = {}
    for (const { location_id, quantity } of placed.flatMap(
      ({ body }) => body.lines[index].allocations,
    )) {
      recorded[location_id] = (recorded[location_id] ?? 0) + quantity
    }
    await expect
      .poll(() => stock(code), { timeout: 10_000 })
      .toMatchObject({ reserved: 0, committed: placed.length * (index + 1) })
    const levels: { location_id: string; committed: number; available: number }[] = (
      await stock(code)
    ).levels
    for (const { location_id, committed, available } of levels) {
      expect([location_id, committed]).toEqual([location_id, recorded[location_id] ?? 0])
      expect(available).toBeGreaterThanOrEqual(0)
    }
    expect(await audit(code)).toMatchObject({ balanced: true })
  }
})

it('promises when it leaves and arrives, by the days of each location and of the carrier', async () => {
  await putLocation(merchant, 'slow', { handling_days: 5, time_zone: 'Europe/Berlin' })
  await route([{ type: 'minimize_splits' }], { transit: [{ min_days: 1, max_days: 3 }] })
  const [a, b] = [await sku({ slow: 1 }), await sku({ berlin: 1 })]

  const { body } = await order([lineOf(a), lineOf(b, 1, { ship_by: '2031-01-01T00:00:00.000Z' })])
  const { body: routing } = await api.get(`/v1/orders/${body.id}/routing`)
  await byDefault()

  const of = (location_id: string) =>
    routing.parcels.find((parcel: { location_id: string }) => parcel.location_id === location_id)
  const work = (location_id: string) =>
    body.fulfillments.find((each: { location_id: string }) => each.location_id === location_id)
  const [slow, fast] = [of('slow').promise, of('berlin').promise]
  expect(slow.ship_by > fast.ship_by).toBe(true)
  expect(body.promise).toEqual({ ...slow, deliver_max: slow.deliver_max })
  expect(work('slow').ship_by).toBe(slow.ship_by)
  // What the merchant has said of a line stands.
  expect(work('berlin').ship_by).toBe('2031-01-01T00:00:00.000Z')
})

it('plans a cart, and an order anew, without effect', async () => {
  const a = await sku({ berlin: 2, paris: 5 })
  const { body: placed } = await order([lineOf(a, 2)], { shipping_address: address })
  await expect.poll(() => stock(a), { timeout: 10_000 }).toMatchObject({ committed: 2 })
  const before = await stock(a)
  const settings = { rules: [{ type: 'ranked_locations', location_ids: ['paris'] }] }

  const cart = await api.post('/v1/routing/preview', {
    destination: berlin,
    lines: [{ sku: a, quantity: 3, unit_price: 500 }],
  })
  const asItIs = await api.post(`/v1/orders/${placed.id}/routing/preview`, {})
  const other = await api.post(`/v1/orders/${placed.id}/routing/preview`, { settings })

  expect(cart.body).toMatchObject({ parcels: [{ location_id: 'paris', value: 1_500 }] })
  expect(asItIs.body).toMatchObject({ parcels: [{ location_id: 'berlin', value: 2_000 }] })
  expect(other.body).toMatchObject({ parcels: [{ location_id: 'paris' }] })
  expect({ ...(await stock(a)), as_of: null }).toEqual({ ...before, as_of: null })
})

it('refuses previews of what is not there', async () => {
  const a = await sku({ berlin: 1 })
  const preview = (body: object) => api.post('/v1/routing/preview', body)
  const rival = await createMerchant()
  const { body: placed } = await order([lineOf(a)])

  const short = await preview({ lines: [{ sku: a, quantity: 2 }] })
  const unknown = await preview({ lines: [{ sku: 'NOPE', quantity: 2 }] })
  const channel = await preview({ channel: 'tv', lines: [{ sku: a, quantity: 1 }] })
  const foreign = await rival.api.get(`/v1/orders/${placed.id}/routing`)
  const foreignPreview = await rival.api.post(`/v1/orders/${placed.id}/routing/preview`, {}, key())

  expect([short.status, short.code]).toEqual([409, 'insufficient_stock'])
  expect(short.body.shortages).toEqual([{ sku: a, requested: 2, available: 0 }])
  expect([unknown.code, channel.code]).toEqual(['unknown_sku', 'unknown_channel'])
  expect([foreign.status, foreignPreview.status]).toEqual([404, 404])
})
