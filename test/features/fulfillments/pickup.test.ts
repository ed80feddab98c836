import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { runSchedule } from '../../../api/jobs/schedule'
import { anyone } from '../../support/worker/api'
import { adjustStock, putLocation, putSku } from '../../support/worker/merchant'
import { lineOf } from '../orders/support'
import { at, createShop, free, parcel } from './support'

const { api, key, sku, order, act, find, levels, merchant } = await createShop()
await putLocation(merchant, 'counter', { priority: 9, ships: false, pickup: true, kind: 'store' })
await api.put('/v1/channels/till', { name: 'Till', kind: 'pos', location_ids: ['counter'] })
const settled = { timeout: 10_000 }
const pickup = { delivery: { method: 'pickup', location_id: 'counter' } }

async function waiting(quantity = 1) {
  const a = await sku({ counter: quantity })
  const { body } = await order([free(a, quantity)], pickup)
  const [{ id }] = body.fulfillments
  return { a, order_id: body.id, id }
}

it('hands over to whoever has the code, and the units leave then', async () => {
  const { a, order_id, id } = await waiting(2)

  const ready = await act(id, 'ready')
  const wrong = await act(id, 'pick_up', { code: '0000-0000' })
  const typed = String(ready.body.pickup_code).toLowerCase().replace('-', ' ')
  const right = await act(id, 'pick_up', { code: typed })

  expect(ready.body).toMatchObject({ status: 'ready_for_pickup', method: 'pickup' })
  expect(ready.body.pickup_code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect([wrong.status, wrong.code, wrong.body.tries_left]).toEqual([422, 'wrong_code', 4])
  expect([right.status, right.body.status]).toEqual([200, 'picked_up'])
  expect(await find(order_id)).toMatchObject({ fulfillment_status: 'delivered', status: 'closed' })
  await expect.poll(() => levels(a), settled).toEqual({ counter: at(0, 0, 0) })
})

it('tells the code once, and keeps it nowhere', async () => {
  const { id } = await waiting()
  const headers = key()

  const first = await act(id, 'ready', {}, headers)
  const replayed = await act(id, 'ready', {}, headers)

  expect(replayed.body).toEqual(first.body)
  const code = String(first.body.pickup_code)
  expect((await api.get(`/v1/fulfillments/${id}`)).text).not.toContain(code)
  expect((await api.get('/v1/events?after=0&limit=100')).text).not.toContain(code)
  const kept = await env.DB.prepare(
    'SELECT group_concat(body) AS bodies FROM idempotency_keys',
  ).first<{ bodies: string }>()
  expect(kept?.bodies).not.toContain(code)
})

it('counts wrong codes, a retry once, until only another code helps', async () => {
  const { id } = await waiting()
  const { body } = await act(id, 'ready')
  const wrong = { code: 'AAAA-AAAA' }
  const headers = key()
  await act(id, 'pick_up', wrong, headers)
  const retried = await act(id, 'pick_up', wrong, headers)
  expect([retried.body.tries_left, retried.code]).toEqual([4, 'wrong_code'])

  const guesses = await Promise.all([1, 2, 3, 4, 5, 6].map(() => act(id, 'pick_up', wrong)))
  const locked = await act(id, 'pick_up', { code: body.pickup_code })

  expect(guesses.map(({ code }) => code).sort()).toEqual([
    ...Array(2).fill('pickup_locked'),
    ...Array(4).fill('wrong_code'),
  ])
  expect([locked.status, locked.code]).toEqual([409, 'pickup_locked'])
  const again = await act(id, 'ready')
  expect(again.body.pickup_code).not.toBe(body.pickup_code)
  const stale = await act(id, 'pick_up', { code: body.pickup_code })
  expect([stale.code, stale.body.tries_left]).toEqual(['wrong_code', 4])
  expect((await act(id, 'pick_up', { code: again.body.pickup_code })).status).toBe(200)
})

it('is handed over once, whoever comes at the same time', async () => {
  const { id } = await waiting()
  const { body } = await act(id, 'ready')

  const answers = await Promise.all(
    [1, 2, 3].map(() => act(id, 'pick_up', { code: body.pickup_code })),
  )

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
})

it('does not ship what is fetched, nor hand over what is shipped', async () => {
  const { id } = await waiting()
  const shipped = await act(id, 'ship', parcel)
  expect(shipped.body).toMatchObject({ code: 'illegal_transition', from: 'open' })
  expect(shipped.body.allowed).not.toContain('shipped')
  const { body } = await order([free(await sku({ berlin: 1 }))])
  const ready = await act(body.fulfillments[0].id, 'ready')
  expect([ready.status, ready.code]).toEqual([409, 'illegal_transition'])
})

it('sells at the counter: placed is handed over, stock and all', async () => {
  const a = await sku({ counter: 3 })

  const { status, body } = await order([free(a, 2)], { channel: 'till' })

  expect(status).toBe(201)
  expect(body).toMatchObject({
    status: 'closed',
    fulfillment_status: 'delivered',
    lines: [{ quantity_fulfilled: 2 }],
    fulfillments: [{ location_id: 'counter', method: 'pos', status: 'picked_up' }],
  })
  await expect.poll(() => levels(a), settled).toEqual({ counter: at(1, 0, 1) })
  const none = await order([free(a, 2)], { channel: 'till' })
  expect([none.status, none.code]).toEqual([409, 'insufficient_stock'])
})

it('hands nothing over for a payment that is declined, and sells it to the next card', async () => {
  const a = await sku({ counter: 1 })
  const sale = { channel: 'till', external_id: 'receipt-1' }
  const card = (name: string) => ({ ...sale, payment: { gateway: 'test', token: name } })

  const declined = await order([lineOf(a)], card('tok_declined'))

  expect([declined.status, declined.code]).toEqual([402, 'payment_declined'])
  await expect.poll(() => levels(a), settled).toEqual({ counter: at(1, 0, 1) })
  const paid = await order([lineOf(a)], card('tok_ok'))
  expect(paid.body).toMatchObject({
    ...{ status: 'closed', payment_status: 'paid', fulfillment_status: 'delivered' },
    fulfillments: [{ status: 'picked_up' }],
  })
  await expect.poll(() => levels(a), settled).toEqual({ counter: at(0, 0, 0) })
})

it('hands over what the customer had to confirm when it is paid, and not before', async () => {
  const a = await sku({ counter: 1 })
  const payment = { gateway: 'test', token: 'tok_3ds' }
  const { body } = await order([lineOf(a)], { channel: 'till', payment })
  expect(body).toMatchObject({
    ...{ status: 'pending', fulfillment_status: 'unfulfilled' },
    fulfillments: [{ status: 'on_hold', holds: ['awaiting_payment'] }],
  })
  await expect.poll(() => levels(a), settled).toEqual({ counter: at(1, 1, 0) })

  await anyone.post(body.payments[0].next_action.url, { outcome: 'succeeded' })

  expect(await find(body.id)).toMatchObject({ status: 'closed', fulfillment_status: 'delivered' })
  await expect.poll(() => levels(a), settled).toEqual({ counter: at(0, 0, 0) })
})

it('takes cash at the counter', async () => {
  const a = await sku({ counter: 1 })
  const { body } = await order([lineOf(a)], {
    channel: 'till',
    payment: { gateway: 'manual', capture: true },
  })
  expect(body).toMatchObject({ status: 'closed', payment_status: 'paid' })
})

const overdue = (id: unknown) =>
  env.DB.prepare('UPDATE fulfillments SET expires_at = ?1 WHERE id = ?2')
    .bind(Date.now() - 1, id)
    .run()

it('gives back what nobody fetched: the units, and what they cost', async () => {
  const [{ id, order_id, a }, other] = [await waiting(1), await waiting(1)]
  await act(id, 'ready', { expires_in_days: 1 })
  await act(other.id, 'ready')
  await overdue(id)

  await runSchedule(env)
  await runSchedule(env)

  expect(await find(order_id)).toMatchObject({
    status: 'canceled',
    cancel_reason: 'pickup_expired',
    amount_payable: 0,
    fulfillments: [{ status: 'canceled', reason: 'pickup_expired' }],
  })
  await expect.poll(() => levels(a), settled).toEqual({ counter: at(1, 0, 1) })
  expect((await act(id, 'pick_up', { code: '0000-0000' })).code).toBe('illegal_transition')
  expect((await find(other.order_id)).fulfillments[0].status).toBe('ready_for_pickup')
  const events = (await api.get(`/v1/orders/${order_id}/events?limit=100`)).data
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['fulfillment.pickup_expired', 'order.canceled']),
  )
})

it('pays back what nobody fetched, once', async () => {
  const a = await sku({ counter: 3 })
  const card = { gateway: 'test', token: 'tok_ok' }
  const paid = await order([lineOf(a, 2)], { ...pickup, payment: card, shipping: { amount: 5 } })
  const [{ id }] = paid.body.fulfillments
  await act(id, 'ready')
  await overdue(id)

  await Promise.all([runSchedule(env), runSchedule(env)])
  await runSchedule(env)

  expect(await find(paid.body.id)).toMatchObject({
    ...{ status: 'canceled', payment_status: 'refunded' },
    refunds: [{ status: 'succeeded', amount: 2_005, reason: 'pickup_expired' }],
    payments: [{ captured: 2_005, refunded: 2_005 }],
  })
  await expect.poll(() => levels(a), settled).toEqual({ counter: at(3, 0, 3) })
})

it('pays back only what was not fetched of an order whose rest was', async () => {
  const [a, b] = [await sku({ counter: 1 }), 'LATER']
  await putSku(merchant, b, { backorder: { policy: 'allow' } })
  const lines = [lineOf(a), lineOf(b, 1, { unit_price: 250 })]
  const card = { gateway: 'test', token: 'tok_ok' }
  const { body } = await order(lines, { ...pickup, payment: card })
  const [{ id }] = body.fulfillments
  const { pickup_code: code } = (await act(id, 'ready')).body
  await act(id, 'pick_up', { code })
  await adjustStock(merchant, b, 'counter', 1)
  const rest = (await find(body.id)).fulfillments[1]
  await act(rest.id, 'ready')
  await overdue(rest.id)

  await runSchedule(env)

  expect(await find(body.id)).toMatchObject({
    ...{ status: 'closed', payment_status: 'partially_refunded', amount_payable: 1_000 },
    refunds: [{ status: 'succeeded', amount: 250, lines: [{ quantity: 1 }] }],
  })
})

it('gives up what was only authorized for what nobody fetched', async () => {
  const a = await sku({ counter: 1 })
  const payment = { gateway: 'test', token: 'tok_ok', capture: false }
  const { body } = await order([lineOf(a)], { ...pickup, payment })
  const [{ id }] = body.fulfillments
  await act(id, 'ready')
  await overdue(id)

  await runSchedule(env)

  expect(await find(body.id)).toMatchObject({
    ...{ status: 'canceled', payment_status: 'voided' },
    payments: [{ status: 'voided', voided: 1_000, captured: 0 }],
  })
})
