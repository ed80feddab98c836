import { expect, it } from 'vitest'
import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api, storefront } = merchant
await putLocation(merchant, 'berlin', { priority: 1 })
await putLocation(merchant, 'paris', { priority: 2 })

let keys = 0
const key = () => ({ 'idempotency-key': `reserve-${++keys}` })
let skus = 0

/** A SKU of its own, with units per location. */
async function sku(units: Record<string, number>) {
  const code = `SKU-${++skus}`
  await putSku(merchant, code)
  for (const [location_id, quantity] of Object.entries(units)) {
    await adjustStock(merchant, code, location_id, quantity)
  }
  return code
}

const reserve = (lines: object[], headers = key(), ttl_seconds = 600) =>
  storefront.post('/v1/reservations', { lines, ttl_seconds }, headers)
const stock = async (code: string) => (await api.get(`/v1/inventory/${code}`)).body

it.each([
  ['an unknown SKU', [{ sku: 'NOPE', quantity: 1 }], 422, 'unknown_sku'],
  ['no lines', [], 422, 'invalid_request'],
  ['a quantity of 0', [{ sku: 'A', quantity: 0 }], 422, 'invalid_request'],
  ['half a unit', [{ sku: 'A', quantity: 1.5 }], 422, 'invalid_request'],
])('refuses %s', async (_, lines, status, code) => {
  const answer = await reserve(lines)

  expect([answer.status, answer.code]).toEqual([status, code])
})

it('refuses an unknown location', async () => {
  const answer = await reserve([
    { sku: await sku({ berlin: 1 }), quantity: 1, location_id: 'rome' },
  ])

  expect([answer.status, answer.code]).toEqual([422, 'unknown_location'])
})

it('sums the lines of one SKU: 5 + 5 of 5 hold nothing', async () => {
  const a = await sku({ berlin: 5 })

  const answer = await reserve([
    { sku: a, quantity: 5 },
    { sku: a, quantity: 5 },
  ])

  expect([answer.status, answer.code]).toEqual([409, 'insufficient_stock'])
  expect(answer.body.shortages).toEqual([{ sku: a, requested: 10, available: 5 }])
  expect(await stock(a)).toMatchObject({ reserved: 0, available: 5 })
})

it('lists every short SKU and holds none', async () => {
  const [a, b, c] = [await sku({ berlin: 1 }), await sku({ berlin: 1 }), await sku({ berlin: 9 })]

  const answer = await reserve([a, b, c].map((code) => ({ sku: code, quantity: 2 })))

  expect(answer.body.shortages).toEqual([
    { sku: a, requested: 2, available: 1 },
    { sku: b, requested: 2, available: 1 },
  ])
  expect(await stock(c)).toMatchObject({ reserved: 0, available: 9 })
})

it('takes preferred locations first, and splits where one has not enough', async () => {
  const a = await sku({ berlin: 1, paris: 1 })

  const { status, body } = await reserve([{ sku: a, quantity: 2 }])

  expect(status).toBe(201)
  expect(body).toMatchObject({
    status: 'held',
    lines: [
      {
        sku: a,
        quantity: 2,
        allocations: [
          { location_id: 'berlin', quantity: 1 },
          { location_id: 'paris', quantity: 1 },
        ],
      },
    ],
  })
})

it('takes units of the location that is asked for, and of no other', async () => {
  const a = await sku({ berlin: 5, paris: 1 })

  const held = await reserve([{ sku: a, quantity: 1, location_id: 'paris' }])
  const short = await reserve([{ sku: a, quantity: 1, location_id: 'paris' }])

  expect(held.body.lines).toMatchObject([{ allocations: [{ location_id: 'paris', quantity: 1 }] }])
  expect(short.body.shortages).toEqual([{ sku: a, requested: 1, available: 0 }])
})

it('does not promise what is at a location that is inactive or does not ship', async () => {
  await putLocation(merchant, 'closed', { active: false })
  await putLocation(merchant, 'showroom', { ships: false })
  const a = await sku({ closed: 5, showroom: 5 })

  const answer = await reserve([{ sku: a, quantity: 1 }])

  expect(answer.body.shortages).toEqual([{ sku: a, requested: 1, available: 0 }])
})

it('explodes kits into components', async () => {
  const [a, b] = [await sku({ berlin: 7 }), await sku({ berlin: 5 })]
  const components = [
    { sku: a, quantity: 2 },
    { sku: b, quantity: 1 },
  ]
  await putSku(merchant, 'KIT', { components })
  const availability = await storefront.get('/v1/availability?sku=KIT')
  expect(availability.data).toEqual([{ sku: 'KIT', available: 3, in_stock: true }])

  const short = await reserve([
    { sku: 'KIT', quantity: 3 },
    { sku: a, quantity: 2 },
  ])
  const held = await reserve([
    { sku: 'KIT', quantity: 3 },
    { sku: a, quantity: 1 },
  ])

  expect(short.body.shortages).toEqual([{ sku: a, requested: 8, available: 7 }])
  expect(held.status).toBe(201)
  expect(held.body.lines).toMatchObject([
    { sku: 'KIT', allocations: [{ location_id: 'berlin', quantity: 9 }] },
    { sku: a, allocations: [{ location_id: 'berlin', quantity: 1 }] },
  ])
  expect(await stock(a)).toMatchObject({ reserved: 7, available: 0 })
  expect(await stock(b)).toMatchObject({ reserved: 3, available: 2 })
})

it('answers a retry the same, and says so', async () => {
  const [a, b] = [await sku({ berlin: 5 }), await sku({ berlin: 5 })]
  const [lines, headers] = [[a, b].map((code) => ({ sku: code, quantity: 1 })), key()]

  const first = await reserve(lines, headers)
  const second = await reserve(lines, headers)

  expect(second.status).toBe(201)
  expect(second.body).toEqual(first.body)
  expect(first.headers.get('idempotent-replayed')).toBe(null)
  expect(second.headers.get('idempotent-replayed')).toBe('true')
  expect(await stock(a)).toMatchObject({ reserved: 1 })
})

it('refuses the same key for another body that shares a SKU', async () => {
  const [a, headers] = [await sku({ berlin: 5 }), key()]
  await reserve([{ sku: a, quantity: 1 }], headers)

  const answer = await reserve([{ sku: a, quantity: 2 }], headers)

  expect([answer.status, answer.code]).toEqual([422, 'idempotency_key_reused'])
  expect(await stock(a)).toMatchObject({ reserved: 1 })
})

it('runs a refused request again when it is retried', async () => {
  const [a, b, headers] = [await sku({ berlin: 1 }), await sku({ berlin: 5 }), key()]
  const lines = [
    { sku: a, quantity: 2 },
    { sku: b, quantity: 1 },
  ]
  expect((await reserve(lines, headers)).status).toBe(409)
  expect((await reserve(lines, headers)).status).toBe(409)
  await adjustStock(merchant, a, 'berlin', 5)

  const answer = await reserve(lines, headers)

  expect(answer.status).toBe(201)
  expect(answer.headers.get('idempotent-replayed')).toBe(null)
  expect(await stock(a)).toMatchObject({ reserved: 2 })
  expect(await stock(b)).toMatchObject({ reserved: 1 })
})

it('says what became of a reservation when its key is used again', async () => {
  const a = await sku({ berlin: 5 })
  const [released, expired] = [key(), key()]
  const line = { sku: a, quantity: 1 }
  const { body } = await reserve([line], released)
  await storefront.delete(`/v1/reservations/${body.id}`)
  await reserve([line], expired, 1)

  expect((await reserve([line], released)).code).toBe('reservation_released')
  await expect
    .poll(async () => (await reserve([line], expired, 1)).code, { timeout: 3_000 })
    .toBe('reservation_expired')
  expect(await stock(a)).toMatchObject({ reserved: 0, available: 5 })
})

it('holds a hundred lines of SKUs with the longest codes', async () => {
  const codes = Array.from({ length: 100 }, (_, n) => `${n}-`.padEnd(64, 'x'))
  await Promise.all(codes.map((code) => putSku(merchant, code)))
  const lines = codes.map((code) => ({ sku: code, location_id: 'berlin', delta: 1 }))
  await api.post('/v1/inventory/adjustments', { reason: 'received', lines }, key())

  const held = await reserve(codes.map((code) => ({ sku: code, quantity: 1 })))

  expect(held.status).toBe(201)
  expect(String(held.body.id).length).toBeLessThanOrEqual(2_048)
  const read = await storefront.get(`/v1/reservations/${held.body.id}`)
  expect(read.body).toEqual(held.body)
})
