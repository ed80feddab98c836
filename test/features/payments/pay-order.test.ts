import { expect, it } from 'vitest'
import { anyone } from '../../support/worker/api'
import { createPayingShop, forgetAnswer, later } from './support'

const { api, key, order, sku, stock, paid, read, post } = await createPayingShop()

it('authorizes, captures and opens an order that is paid at once', async () => {
  const { status, body, sku: code } = await paid({ gateway: 'test', token: 'tok_ok' })

  expect(status).toBe(201)
  expect(body).toMatchObject({ status: 'open', payment_status: 'paid', expires_at: null })
  expect(body.payments).toMatchObject([
    { gateway: 'test', status: 'captured', amount: 1000, authorized: 1000, captured: 1000 },
  ])
  expect(body.payments[0].operations).toMatchObject([
    { type: 'authorize', status: 'succeeded' },
    { type: 'capture', status: 'succeeded' },
  ])
  expect(body.fulfillments).toMatchObject([{ status: 'open', holds: [] }])
  await expect.poll(() => stock(code)).toMatchObject({ committed: 1, reserved: 0 })
  const timeline = await api.get(`/v1/orders/${body.id}/events`)
  expect(timeline.data.map(({ type }) => type)).toEqual([
    'order.placed',
    'fulfillment.created',
    'payment.authorized',
    'fulfillment.open',
    'order.updated',
    'payment.captured',
    'order.updated',
  ])
})

it('answers the same order again, and charges once', async () => {
  const code = await sku({ berlin: 5 })
  const headers = key()
  const lines = [{ sku: code, quantity: 1, unit_price: 1000 }]
  const payment = { gateway: 'test', token: 'tok_ok' }

  const answers = await Promise.all(
    Array.from({ length: 5 }, () => order(lines, { payment }, headers)),
  )
  const last = await order(lines, { payment }, headers)

  for (const { status, code: problem } of answers) {
    expect([201, 409]).toContain(status)
    if (status === 409) expect(problem).toBe('idempotency_in_progress')
  }
  expect(last.status).toBe(201)
  expect(last.headers.get('idempotent-replayed')).toBe('true')
  const done = answers.filter(({ status }) => status === 201)
  expect(done.length).toBeGreaterThan(0)
  for (const { body } of done) expect(body).toEqual(last.body)
  expect(await read(last.body.id)).toEqual(last.body)
  await expect.poll(() => stock(code)).toMatchObject({ committed: 1, available: 4 })
})

it('refuses a declined payment, and its stock is free', async () => {
  const code = await sku({ berlin: 1 })
  const lines = [{ sku: code, quantity: 1, unit_price: 1000 }]
  const headers = key()
  const external_id = 'cart-1'
  const declined = { payment: { gateway: 'test', token: 'tok_declined' }, external_id }

  const first = await order(lines, declined, headers)
  expect([first.status, first.code]).toEqual([402, 'payment_declined'])
  expect(first.body).toMatchObject({ decline_code: 'card_declined' })
  expect(await stock(code)).toMatchObject({ committed: 0, reserved: 0, available: 1 })

  const again = await order(lines, declined, headers)
  expect([again.status, again.code]).toEqual([402, 'payment_declined'])
  expect(again.headers.get('idempotent-replayed')).toBeNull()
  const other = { payment: { gateway: 'test', token: 'tok_ok' }, external_id }
  const paid = await order(lines, other)
  expect([paid.status, paid.body.payment_status]).toEqual([201, 'paid'])

  const { data } = await api.get('/v1/orders?status=canceled')
  const ended = data.filter(({ lines: [line] }) => line.sku === code)
  expect(ended).toHaveLength(2)
  expect(ended[0]).toMatchObject({ cancel_reason: 'payment_declined', payment_status: 'voided' })
})

it('keeps an order pending whose customer has more to do, until it is done', async () => {
  const { body, sku: code } = await paid({ gateway: 'test', token: 'tok_3ds' })

  expect(body).toMatchObject({ status: 'pending', payment_status: 'pending' })
  const [payment] = body.payments
  expect(payment).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect' } })
  expect(body.fulfillments).toMatchObject([{ status: 'on_hold', holds: ['awaiting_payment'] }])
  const minutes = (Date.parse(body.expires_at) - Date.parse(body.created_at)) / 60_000
  expect(minutes).toBeCloseTo(60, 1)

  const done = await anyone.post(payment.next_action.url, { outcome: 'succeeded' })
  expect(done.status).toBe(200)
  const order = await read(body.id)
  expect(order).toMatchObject({ status: 'open', payment_status: 'paid', expires_at: null })
  expect(order.fulfillments).toMatchObject([{ status: 'open' }])
  await expect.poll(() => stock(code)).toMatchObject({ committed: 1 })
})

it('lets another payment follow one whose customer was not who they said', async () => {
  const { body } = await paid({ gateway: 'test', token: 'tok_3ds' })
  await anyone.post(body.payments[0].next_action.url, { outcome: 'failed' })
  expect(await read(body.id)).toMatchObject({ status: 'open', payment_status: 'pending' })

  const { status } = await post(body.id, 'payments', { gateway: 'test', token: 'tok_ok' })

  expect(status).toBe(201)
  expect(await read(body.id)).toMatchObject({ status: 'open', payment_status: 'paid' })
})

it('ends an order that nobody paid in time: the gateway first, then the stock', async () => {
  const { body, sku: code } = await paid({ gateway: 'test', token: 'tok_3ds' })
  await later(59)
  expect(await read(body.id)).toMatchObject({ status: 'pending' })

  await later(61)

  const ended = await read(body.id)
  expect(ended).toMatchObject({ status: 'canceled', cancel_reason: 'payment_expired' })
  expect(ended.payments).toMatchObject([{ status: 'expired', authorized: 0 }])
  await expect.poll(() => stock(code), { timeout: 10_000 }).toMatchObject({ available: 5 })
  const late = await anyone.post(body.payments[0].next_action.url, { outcome: 'succeeded' })
  expect(late.status).toBe(200)
  expect(await read(body.id)).toEqual(ended)
})

it('releases no stock of an order whose gateway has not said that it was canceled', async () => {
  const { body, sku: code } = await paid({ gateway: 'test', token: 'tok_3ds+void_unsent' })

  await later(61)
  expect(await read(body.id)).toMatchObject({ status: 'pending' })
  expect(await stock(code)).toMatchObject({ available: 4 })

  await later(63)
  expect(await read(body.id)).toMatchObject({
    status: 'canceled',
    payments: [{ status: 'expired' }],
  })
  await expect.poll(() => stock(code), { timeout: 10_000 }).toMatchObject({ available: 5 })
})

it('completes an order whose customer paid and whose webhook never came', async () => {
  const { body } = await paid({ gateway: 'test', token: 'tok_3ds' })
  await anyone.post(body.payments[0].next_action.url, { notify: false })
  expect(await read(body.id)).toMatchObject({ status: 'pending' })

  await later(61)

  expect(await read(body.id)).toMatchObject({ status: 'open', payment_status: 'paid' })
})

it('keeps what the gateway never answered pending, looks it up and goes on', async () => {
  const { status, body } = await paid({ gateway: 'test', token: 'tok_timeout' })
  expect(status).toBe(201)
  expect(body).toMatchObject({ status: 'pending', payments: [{ status: 'pending' }] })

  await later(1)

  const order = await read(body.id)
  expect(order).toMatchObject({ status: 'open', payment_status: 'paid', total: 1000 })
  expect(order.payments).toMatchObject([{ status: 'captured', captured: 1000 }])
})

it.each([
  ['authorize_lost', { captured: 1000 }],
  ['authorize_unsent', { captured: 1000 }],
  ['capture_lost', { captured: 1000 }],
  ['capture_unsent', { captured: 1000 }],
])('charges once whatever is lost: %s', async (fault, amounts) => {
  const { body } = await paid({ gateway: 'test', token: `tok_ok+${fault}` })
  await later(1)
  await later(10)

  const order = await read(body.id)
  expect(order).toMatchObject({ status: 'open', payment_status: 'paid' })
  expect(order.payments).toMatchObject([amounts])
  expect(order.payments[0].operations.map(({ status }: { status: string }) => status)).toEqual([
    'succeeded',
    'succeeded',
  ])
})

it('captures later, in parts, and the same part never twice', async () => {
  const { body } = await paid({ gateway: 'test', token: 'tok_ok', capture: false })
  const payment_id = body.payments[0].id
  expect(body).toMatchObject({ status: 'open', payment_status: 'authorized' })
  expect(body.fulfillments).toMatchObject([{ status: 'open' }])

  const part = await post(body.id, 'captures', { payment_id, amount: 400 })
  expect(part.body).toMatchObject({ status: 'partially_captured', captured: 400 })
  expect(await read(body.id)).toMatchObject({ payment_status: 'partially_paid' })
  const too_much = await post(body.id, 'captures', { payment_id, amount: 601 })
  expect([too_much.status, too_much.code]).toEqual([422, 'exceeds_authorized'])
  expect(too_much.body).toMatchObject({ capturable: 600 })

  const rest = await post(body.id, 'captures', { payment_id })
  const again = await post(body.id, 'captures', { payment_id })
  expect(rest.body).toMatchObject({ status: 'captured', captured: 1000 })
  expect([again.status, again.body]).toEqual([201, rest.body])
  expect(await read(body.id)).toMatchObject({ payment_status: 'paid' })
})

it('takes several payments until nothing is due', async () => {
  const { body } = await order([{ sku: await sku({ berlin: 2 }), quantity: 1, unit_price: 1000 }])
  const pay = (change: object) => post(body.id, 'payments', { gateway: 'manual', ...change })

  expect((await pay({ amount: 300 })).body).toMatchObject({ amount: 300, status: 'captured' })
  expect(await read(body.id)).toMatchObject({ payment_status: 'partially_paid' })
  const more = await pay({ amount: 701 })
  expect([more.status, more.code, more.body.due]).toEqual([422, 'exceeds_due', 700])
  expect((await pay({ gateway: 'test', token: 'tok_ok' })).body).toMatchObject({ amount: 700 })
  const none = await pay({})
  expect([none.status, none.code]).toEqual([409, 'nothing_due'])
  const paid = await read(body.id)
  expect(paid).toMatchObject({ payment_status: 'paid', fulfillments: [{ status: 'open' }] })
})

it.each([
  ['on terms', { gateway: 'manual', terms: 'on_account' }, 'pending', 'open'],
  ['on delivery', { gateway: 'manual', token: 'cash_on_delivery' }, 'authorized', 'open'],
  ['by transfer', { gateway: 'manual' }, 'pending', 'on_hold'],
  ['at the counter', { gateway: 'manual', capture: true }, 'paid', 'open'],
])('takes an order that is paid %s', async (_, payment, payment_status, fulfillment) => {
  const { status, body } = await paid(payment)

  expect(status).toBe(201)
  expect(body).toMatchObject({ status: 'open', payment_status, expires_at: null })
  expect(body.fulfillments).toMatchObject([{ status: fulfillment }])
})

it.each([
  ['a gateway nobody set up', { gateway: 'stripe', token: 'pm_card' }, 422, 'gateway_disabled'],
  ['a test payment without token', { gateway: 'test' }, 422, 'token_missing'],
  [
    'terms of a gateway',
    { gateway: 'test', token: 'tok_ok', terms: 'on_account' },
    422,
    'invalid_request',
  ],
  ['an unknown gift card', { gateway: 'gift_card', token: 'XXXX-YYYY' }, 422, 'gift_card_invalid'],
  ['store credit nobody has', { gateway: 'store_credit' }, 422, 'store_credit_missing'],
  ['an unknown token', { gateway: 'test', token: 'tok_what' }, 402, 'payment_declined'],
])('refuses %s', async (_, payment, status, code) => {
  const answer = await paid(payment, { units: 1 })

  expect([answer.status, answer.code]).toEqual([status, code])
})

it('takes up a payment whose request died, with the same key, and charges once', async () => {
  const { body } = await order([{ sku: await sku({ berlin: 1 }), quantity: 1, unit_price: 1000 }])
  const headers = key('died')
  const wanted = { gateway: 'test', token: 'tok_timeout' }
  const first = await post(body.id, 'payments', wanted, headers)
  expect(first.body).toMatchObject({ status: 'pending' })
  await forgetAnswer('died', first.body.id, Date.now())
  const running = await post(body.id, 'payments', wanted, headers)
  expect([running.status, running.code]).toEqual([409, 'idempotency_in_progress'])
  expect(running.headers.get('retry-after')).toBe('1')
  await forgetAnswer('died', first.body.id, Date.now() - 60_000)

  const again = await post(body.id, 'payments', wanted, headers)

  expect(again.body).toMatchObject({ id: first.body.id, status: 'captured', captured: 1000 })
  expect((await read(body.id)).payments).toHaveLength(1)
  const other = await post(body.id, 'payments', { gateway: 'manual' }, headers)
  expect([other.status, other.code]).toEqual([422, 'idempotency_key_reused'])
})

it('gives up a payment that its customer left lying, and the order can be paid otherwise', async () => {
  const { body } = await order([{ sku: await sku({ berlin: 1 }), quantity: 1, unit_price: 1000 }])
  await post(body.id, 'payments', { gateway: 'test', token: 'tok_3ds' })
  const blocked = await post(body.id, 'payments', { gateway: 'manual' })
  expect([blocked.status, blocked.code]).toEqual([409, 'nothing_due'])

  await later(61)

  const left = await read(body.id)
  expect(left).toMatchObject({ status: 'open', payments: [{ status: 'expired' }] })
  expect((await post(body.id, 'payments', { gateway: 'manual' })).status).toBe(201)
})

it('captures once for many captures at once', async () => {
  const { body } = await paid({ gateway: 'test', token: 'tok_ok', capture: false })
  const payment_id = body.payments[0].id

  const answers = await Promise.all(
    Array.from({ length: 4 }, () => post(body.id, 'captures', { payment_id })),
  )

  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  const [payment] = (await read(body.id)).payments
  expect(payment).toMatchObject({ status: 'captured', captured: 1000 })
  const captures = payment.operations.filter(({ type }: { type: string }) => type === 'capture')
  expect(captures).toHaveLength(1)
})
