import { expect, it } from 'vitest'
import { lineOf } from '../orders/support'
import { address, createReturnsDesk } from './support'

const desk = await createReturnsDesk({ window_days: 0, restocking_fee_bps: 2_000 })
const who = { name: 'Ada Lovelace', contact: 'ada@example.com' }
const withdraw = (order_id: string, change: object = {}, headers = desk.key()) =>
  desk.api.post('/v1/withdrawals', { order_id, ...who, ...change }, headers)

it('shows first, declares second, and pays in full when the goods are in', async () => {
  const { id, line_id, number } = await desk.sold(2, { shipping: { amount: 490 } }, {}, 10)
  expect(await desk.open(id, [{ line_id, quantity: 1, reason: 'x' }])).toMatchObject({
    body: { lines: [{ reason: 'window_closed' }] },
  })
  const shown = await withdraw(id)
  expect(shown).toMatchObject({
    status: 200,
    body: { id: null, status: 'draft', lines: [{ line_id, quantity: 2 }], acknowledgement: null },
  })
  expect(shown.body.statement).toContain(number)
  expect((await desk.read(id)).returns).toEqual([])

  const headers = desk.key()
  const declared = await withdraw(id, { confirm: true }, headers)
  expect(declared).toMatchObject({
    status: 201,
    body: { status: 'confirmed', statement: shown.body.statement, return_id: expect.any(String) },
  })
  expect((await withdraw(id, { confirm: true }, headers)).body).toEqual(declared.body)
  expect(await withdraw(id, { confirm: true })).toMatchObject({
    status: 422,
    code: 'withdrawal_nothing_left',
  })

  const ret = String(declared.body.return_id)
  const quoted = (await desk.api.get(`/v1/returns/${ret}`)).body
  expect(quoted.quote).toMatchObject({ goods: 2_000, outbound_shipping: 490, refund: 2_490 })
  expect(quoted.refund).toBe(0)
  const received = await desk.act(ret, 'receive', {
    location_id: 'berlin',
    lines: [{ line_id, quantity: 2, disposition: 'restock' }],
  })
  expect(received.body.refund).toBe(2_490)
  expect((await desk.read(id)).refunds).toMatchObject([
    { amount: 2_490, shipping: 490, deduction: 0 },
  ])
  expect((await desk.api.get('/v1/withdrawals')).data).toMatchObject([{ id: declared.body.id }])
  expect(await desk.events(id)).toContain('withdrawal.confirmed')
})

it('stops an order that has not left', async () => {
  const sku = await desk.sku({ berlin: 1 })
  const placed = await desk.order([lineOf(sku)], { shipping_address: address })
  const id = String(placed.body.id)
  await desk.pay(id)
  const declared = await withdraw(id, { confirm: true })
  expect(declared.body).toMatchObject({ lines: [], unsent: [{ quantity: 1 }], return_id: null })
  expect(await desk.read(id)).toMatchObject({
    status: 'on_hold',
    fulfillments: [{ status: 'on_hold' }],
  })
})

it('refuses after the time, and where there is no right', async () => {
  const late = await desk.sold(1, {}, {}, 15)
  expect(await withdraw(late.id)).toMatchObject({
    status: 422,
    code: 'withdrawal_closed',
    body: { deadline: expect.any(String) },
  })
  const abroad = await desk.sold(1, { shipping_address: { ...address, country: 'US' } })
  expect(await withdraw(abroad.id)).toMatchObject({
    status: 422,
    code: 'withdrawal_not_applicable',
  })
  expect(await withdraw('ord_nothing')).toMatchObject({ status: 404 })
})
