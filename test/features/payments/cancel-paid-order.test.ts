import { expect, it } from 'vitest'
import { anyone } from '../../support/worker/api'
import { createPayingShop, later } from './support'

const { api, key, order, sku, stock, paid, read, post } = await createPayingShop()

const card = { gateway: 'test', token: 'tok_ok' }
const cancel = (id: unknown, change: object = {}, headers = key()) =>
  post(id, 'cancel', { reason: 'changed my mind', ...change }, headers)

it('gives back what was captured, whole, and the stock with it', async () => {
  const { body, sku: code } = await paid(card)
  const headers = key()

  const canceled = await cancel(body.id, {}, headers)

  expect(canceled.status).toBe(200)
  expect(canceled.body).toMatchObject({
    status: 'canceled',
    payment_status: 'refunded',
    refunds: [{ status: 'succeeded', amount: 1000, reason: 'changed my mind' }],
  })
  await expect.poll(() => stock(code), { timeout: 10_000 }).toMatchObject({ available: 5 })
  expect((await cancel(body.id, {}, headers)).body).toEqual(canceled.body)
})

it('gives up what is only authorized', async () => {
  const { body } = await paid({ ...card, capture: false })

  const canceled = await cancel(body.id)

  expect(canceled.body).toMatchObject({ status: 'canceled', payment_status: 'voided' })
  expect(canceled.body.payments).toMatchObject([{ status: 'voided', voided: 1000, captured: 0 }])
  const captured = await post(body.id, 'captures', { payment_id: body.payments[0].id })
  expect([captured.status, captured.code]).toEqual([409, 'payment_not_capturable'])
})

it('cancels the gateway first where the customer may still pay', async () => {
  const { body } = await paid({ gateway: 'test', token: 'tok_3ds' })

  const canceled = await cancel(body.id)

  expect(canceled.body).toMatchObject({ status: 'canceled', payments: [{ status: 'voided' }] })
  await anyone.post(body.payments[0].next_action.url, {})
  expect(await read(body.id)).toEqual(canceled.body)
})

it('does not let stock go while nobody knows what became of the payment', async () => {
  const { body, sku: code } = await paid({ gateway: 'test', token: 'tok_3ds+void_unsent' })

  const refused = await cancel(body.id)

  expect([refused.status, refused.code]).toEqual([409, 'payment_in_progress'])
  expect(await stock(code)).toMatchObject({ available: 4 })
  await later(1)
  expect((await cancel(body.id)).body).toMatchObject({ status: 'canceled' })
})

it('returns what units cost that were canceled, and the rest with the rest', async () => {
  const code = await sku({ berlin: 5 })
  const lines = [{ sku: code, quantity: 5, unit_price: 550, discount: 275 }]
  const { body } = await order(lines, { shipping: { amount: 50 }, payment: card })
  expect(body.total).toBe(2525)
  const [{ id: line_id }] = body.lines

  const part = await cancel(body.id, { lines: [{ line_id, quantity: 2 }] })
  expect(part.body.refunds).toMatchObject([{ amount: 990, lines: [{ quantity: 2, amount: 990 }] }])
  expect(part.body).toMatchObject({ status: 'open', payment_status: 'partially_refunded' })
  const shown = await post(body.id, 'refunds/preview', {
    lines: [{ line_id, quantity: 3 }],
    shipping: true,
  })
  expect(shown.body).toMatchObject({ amount: 1535, shipping: 50, refundable_after: 0 })
  const whole = await cancel(body.id)
  expect(whole.body).toMatchObject({ status: 'canceled', payment_status: 'refunded' })
  expect(whole.body.refunds.map(({ amount }: { amount: number }) => amount)).toEqual([990, 1535])
})

it('takes the units again for money that came too late, if they are there', async () => {
  const { body, sku: code } = await paid({ gateway: 'test', token: 'tok_late' })
  await later(61)
  expect(await read(body.id)).toMatchObject({ status: 'canceled' })

  await anyone.post(body.payments[0].next_action.url, { outcome: 'succeeded' })

  const order = await read(body.id)
  expect(order).toMatchObject({ status: 'open', payment_status: 'paid', cancel_reason: null })
  expect(order.fulfillments.at(-1)).toMatchObject({ status: 'open', lines: [{ quantity: 1 }] })
  expect(order.lines).toMatchObject([{ quantity_canceled: 0, allocations: [{ quantity: 1 }] }])
  await expect
    .poll(() => stock(code), { timeout: 10_000 })
    .toMatchObject({ committed: 1, available: 4 })
})

it('takes the units again where the customer comes for them', async () => {
  const code = await sku({ berlin: 5, paris: 1 })
  const delivery = { method: 'pickup', location_id: 'paris' }
  const { body } = await order([{ sku: code, quantity: 1, unit_price: 1000 }], { delivery })
  await cancel(body.id)
  await expect.poll(() => stock(code), { timeout: 10_000 }).toMatchObject({ available: 6 })

  await post(body.id, 'payments', { gateway: 'manual' })

  const order_after = await read(body.id)
  expect(order_after.fulfillments.at(-1)).toMatchObject({ status: 'open', location_id: 'paris' })
})

it('holds an order for review whose units are gone, and sends the money back', async () => {
  const { body, sku: code } = await paid({ gateway: 'test', token: 'tok_late' }, { units: 1 })
  await later(61)
  await expect.poll(() => stock(code), { timeout: 10_000 }).toMatchObject({ available: 1 })
  await order([{ sku: code, quantity: 1, unit_price: 1 }])

  await anyone.post(body.payments[0].next_action.url, { outcome: 'succeeded' })

  const late = await read(body.id)
  expect(late).toMatchObject({
    status: 'canceled',
    payment_status: 'voided',
    holds: [{ reason: 'payment_review' }],
    payments: [{ status: 'voided', captured: 0 }],
  })
  const { data } = await api.get(`/v1/orders/${body.id}/events?limit=100`)
  expect(data.map(({ type }) => type)).toContain('payment.review_required')
})

it('books a transfer for an order that had ended, and gives it back', async () => {
  const code = await sku({ berlin: 1 })
  const { body } = await order([{ sku: code, quantity: 1, unit_price: 1000 }])
  await cancel(body.id)
  await expect.poll(() => stock(code), { timeout: 10_000 }).toMatchObject({ available: 1 })
  await order([{ sku: code, quantity: 1, unit_price: 1 }])

  const refused = await post(body.id, 'payments', card)
  expect([refused.status, refused.code]).toEqual([409, 'illegal_transition'])
  const { status } = await post(body.id, 'payments', { gateway: 'manual' })

  expect(status).toBe(201)
  expect(await read(body.id)).toMatchObject({
    status: 'canceled',
    payment_status: 'refunded',
    holds: [{ reason: 'payment_review' }],
    refunds: [{ status: 'succeeded', amount: 1000, reason: 'late_payment' }],
  })
})

it('ends an order whose customer paid while its payment was being given up', async () => {
  const { body, sku: code } = await paid({ gateway: 'test', token: 'tok_3ds+void_unsent' })
  await later(61)
  await anyone.post(body.payments[0].next_action.url, { outcome: 'succeeded' })

  await later(63)

  expect(await read(body.id)).toMatchObject({
    ...{ status: 'canceled', cancel_reason: 'payment_expired' },
    payments: [{ status: 'expired', authorized: 0, captured: 0 }],
  })
  await expect.poll(() => stock(code), { timeout: 10_000 }).toMatchObject({ available: 5 })
})

it('keeps an order whose customer paid after its payment had been given up, and takes it', async () => {
  const { body } = await paid({ gateway: 'test', token: 'tok_late+void_lost' })
  await later(61)
  const pay = () => anyone.post(body.payments[0].next_action.url, { outcome: 'succeeded' })
  await pay()
  await pay()

  expect(await read(body.id)).toMatchObject({ status: 'open', payment_status: 'paid' })
})
