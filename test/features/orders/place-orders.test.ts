import { expect, it } from 'vitest'
import { createShop, lineOf } from './support'

const { api, key, sku, stock, audit } = await createShop()
const customer = { email: 'ada@example.com', name: 'Ada Lovelace' }
const orderOf = (...lines: object[]) => ({ currency: 'EUR', customer, lines })
const place = (orders: unknown, headers = key()) =>
  api.post('/v1/orders/batch', { orders }, headers)

it.each([
  ['no order', []],
  ['101 orders', Array(101).fill({})],
  ['no list', {}],
  ['1,001 lines in all', Array(11).fill(orderOf(...Array(91).fill(lineOf('A'))))],
])('refuses %s as a whole', async (_, orders) => {
  const { status, code, body } = await place(orders)

  expect([status, code]).toEqual([422, 'invalid_request'])
  expect(body.errors).toMatchObject([{ pointer: '/orders' }])
})

it('needs a key', async () => {
  const answer = await api.post('/v1/orders/batch', { orders: [{}] })

  expect([answer.status, answer.code]).toEqual([400, 'idempotency_key_missing'])
})

it('answers each order for itself, with pointers into the batch', async () => {
  const [a, b] = [await sku({ berlin: 2 }), await sku({ berlin: 1 })]

  const { status, body } = await place([
    orderOf(lineOf(a)),
    orderOf(lineOf(b, 2)),
    'no order',
    orderOf(lineOf(a), lineOf(a, 0)),
    orderOf(lineOf('NOPE')),
    { ...orderOf(lineOf(a)), surprise: true },
    orderOf(lineOf(b)),
  ])

  expect(status).toBe(200)
  const { results } = body
  expect(results.map((each: { status: number }) => each.status)).toEqual([
    201, 409, 422, 422, 422, 422, 201,
  ])
  const problems = results.map((each: { problem?: object }) => each.problem)
  const [, short, text, quantity, unknown, surprise] = problems
  expect(short).toMatchObject({ code: 'insufficient_stock', shortages: [{ sku: b, requested: 2 }] })
  expect(text).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/orders/2' }] })
  expect(quantity.errors).toMatchObject([{ pointer: '/orders/3/lines/1/quantity' }])
  expect(unknown).toMatchObject({
    code: 'unknown_sku',
    errors: [{ pointer: '/orders/4/lines/0/sku' }],
  })
  expect(surprise.errors).toMatchObject([{ pointer: '/orders/5/surprise' }])
  expect(results[0].order).toMatchObject({ status: 'open', lines: [{ sku: a, quantity: 1 }] })
  expect(await audit(a)).toMatchObject({ balanced: true })
})

it('places what is left when it is sent again, and nothing twice', async () => {
  const [a, b, headers] = [await sku({ berlin: 5 }), await sku({}), key()]
  const orders = [orderOf(lineOf(a)), orderOf(lineOf(b)), orderOf(lineOf(a, 2))]
  const first = await place(orders, headers)
  await api.post(
    '/v1/inventory/adjustments',
    { reason: 'received', lines: [{ sku: b, location_id: 'berlin', delta: 1 }] },
    key(),
  )

  const second = await place(orders, headers)
  const changed = await place([orderOf(lineOf(a)), orderOf(lineOf(b)), orderOf(lineOf(a))], headers)

  const [one, , three] = first.body.results
  expect(second.body.results).toMatchObject([one, { status: 201 }, three])
  expect(changed.body.results).toMatchObject([
    one,
    { status: 201 },
    { status: 422, problem: { code: 'idempotency_key_reused' } },
  ])
  const { reserved, committed, on_hand } = await stock(a)
  expect([reserved + committed, on_hand]).toEqual([3, 5])
})

it('gives the last units to as many orders as there are, and says who they were in the log', async () => {
  const a = await sku({ berlin: 3 })

  const { body, headers } = await place(Array(8).fill(orderOf(lineOf(a))))

  const statuses = body.results.map((each: { status: number }) => each.status).sort()
  expect(statuses).toEqual([201, 201, 201, 409, 409, 409, 409, 409])
  const log = await api.get('/v1/audit_log?limit=100')
  const own = log.data.filter((entry) => entry.request_id === headers.get('request-id'))
  expect(own.map(({ operation }) => operation)).toEqual(Array(3).fill('placeOrders'))
})

it('keeps a key of a batch apart from the same key of an order', async () => {
  const [a, headers] = [await sku({ berlin: 2 }), key()]

  const alone = await api.post('/v1/orders', orderOf(lineOf(a)), headers)
  const batch = await place([orderOf(lineOf(a))], headers)

  expect(alone.status).toBe(201)
  expect(batch.body.results).toMatchObject([{ status: 201 }])
  expect(batch.body.results[0].order.id).not.toBe(alone.body.id)
})
