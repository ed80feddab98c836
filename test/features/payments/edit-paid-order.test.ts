import { expect, it } from 'vitest'
import { anyone } from '../../support/worker/api'
import { lineOf } from '../orders/support'
import { createPayingShop, later } from './support'

const { api, key, order, sku, stock, read, post } = await createPayingShop()
const card = { gateway: 'test', token: 'tok_ok' }
const edit = (id: unknown, change: object, headers = key()) =>
  post(id, 'edits', { ...change, commit: true }, headers)

async function shirts(payment: object = card) {
  const code = await sku({ berlin: 9 })
  const { body } = await order([lineOf(code, 3)], { payment })
  return { code, body, line_id: body.lines[0].id as string }
}
const priced = (line_id: string, unit_price: number) => ({ lines: [{ line_id, unit_price }] })

it('gives a lower price back, as the preview says, and once for a request that is repeated', async () => {
  const { body, line_id } = await shirts()
  const cheaper = priced(line_id, 900)
  const headers = key()

  const preview = await post(body.id, 'edits', cheaper)
  const done = await edit(body.id, cheaper, headers)
  const again = await edit(body.id, cheaper, headers)
  const same = await edit(body.id, cheaper)

  expect(preview.body).toMatchObject({ committed: false, refund: 300, overpaid: 0, due: 0 })
  expect(done.body).toMatchObject({
    committed: true,
    refund: 300,
    overpaid: 0,
    payable_after: 2_700,
  })
  expect(again.body).toEqual(done.body)
  expect(same.body).toMatchObject({ refund: 0 })
  const paid = await read(body.id)
  expect(paid).toMatchObject({
    payment_status: 'partially_refunded',
    refunds: [{ status: 'succeeded', amount: 300, overpayment: 300, reason: 'edited' }],
    payments: [{ captured: 3_000, refunded: 300 }],
  })
  expect((await api.get(`/v1/orders/${body.id}/events?limit=100`)).data).toEqual(
    expect.arrayContaining([expect.objectContaining({ type: 'refund.succeeded' })]),
  )
})

it('gives units back that are taken out, and asks for what is put in later', async () => {
  const { code, body, line_id } = await shirts()
  const fewer = await edit(body.id, { lines: [{ line_id, quantity: 1 }] })
  expect(fewer.body).toMatchObject({ refund: 2_000 })
  await expect.poll(() => stock(code), { timeout: 10_000 }).toMatchObject({ available: 8 })

  const more = await edit(body.id, { add: [lineOf(code, 2, { unit_price: 400 })] })

  expect(more.body).toMatchObject({
    due: 800,
    refund: 0,
    order: { payment_status: 'partially_paid' },
  })
  const waiting = await read(body.id)
  expect(waiting.fulfillments).toMatchObject([{ status: 'on_hold', holds: ['awaiting_payment'] }])
  const paid = await post(body.id, 'payments', card)
  expect(paid.body).toMatchObject({ amount: 800, status: 'captured' })
  const open = await read(body.id)
  expect(open.fulfillments).toMatchObject([
    { status: 'open', lines: [{ quantity: 1 }, { quantity: 2 }] },
  ])
  const canceled = await post(body.id, 'cancel', { reason: 'x' })
  expect(canceled.body.payment_status).toBe('refunded')
  expect(canceled.body.payments).toMatchObject([
    { captured: 3_000, refunded: 3_000 },
    { captured: 800, refunded: 800 },
  ])
})

it('captures of an authorization only what the order costs by then', async () => {
  const { body, line_id } = await shirts({ ...card, capture: false })
  const done = await edit(body.id, priced(line_id, 500))
  expect(done.body).toMatchObject({ refund: 0, overpaid: 0, due: 0 })

  const captured = await post(body.id, 'captures', { payment_id: body.payments[0].id })

  expect(captured.body).toMatchObject({ captured: 1_500 })
  const paid = await read(body.id)
  expect(paid).toMatchObject({ payment_status: 'paid' })
  const more = await post(body.id, 'captures', { payment_id: body.payments[0].id })
  expect([more.status, more.code]).toEqual([409, 'nothing_due'])
})

it('takes of a customer who pays after the edit what it costs since', async () => {
  const { body, line_id } = await shirts({ gateway: 'test', token: 'tok_3ds' })
  await edit(body.id, priced(line_id, 700))

  await anyone.post(body.payments[0].next_action.url, { outcome: 'succeeded' })

  const paid = await read(body.id)
  expect(paid).toMatchObject({ status: 'open', payment_status: 'paid' })
  expect(paid.payments).toMatchObject([{ captured: 2_100, refunded: 0 }])
})

it.each(['refund_unsent', 'refund_lost'])(
  'sends what a gateway did not answer once: %s',
  async (fault) => {
    const { body, line_id } = await shirts({ gateway: 'test', token: `tok_ok+${fault}` })

    const done = await edit(body.id, priced(line_id, 999))

    expect(done.body).toMatchObject({ committed: true, refund: 3 })
    expect((await read(body.id)).refunds).toMatchObject([{ status: 'pending', amount: 3 }])
    await later(1)
    await later(2)
    const paid = await read(body.id)
    expect(paid.refunds).toMatchObject([{ status: 'succeeded', amount: 3 }])
    expect(paid.payments).toMatchObject([{ captured: 3_000, refunded: 3 }])
  },
)

it('gives back once what many edits at once make cheaper', async () => {
  const { body, line_id } = await shirts()
  const change = { ...priced(line_id, 800), version: (await read(body.id)).version }

  const answers = await Promise.all([1, 2, 3].map(() => edit(body.id, change)))

  expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([
    200,
    'order_changed',
    'order_changed',
  ])
  expect((await read(body.id)).payments).toMatchObject([{ captured: 3_000, refunded: 600 }])
})

it('gives back once what a cancellation, an edit and a refund at once all want back', async () => {
  const { body, line_id } = await shirts()

  const answers = await Promise.all([
    post(body.id, 'cancel', { reason: 'x' }),
    edit(body.id, priced(line_id, 500)),
    post(body.id, 'refunds', { reason: 'x', amount: 2_500 }),
  ])

  const allowed = [200, 201, 409, 422]
  expect(answers.filter(({ status }) => !allowed.includes(status))).toEqual([])
  const after = await read(body.id)
  expect(after.status).toBe('canceled')
  expect(after.payments).toMatchObject([{ captured: 3_000, refunded: 3_000 }])
  const refunds: { amount: number }[] = after.refunds
  expect(refunds.reduce((all, { amount }) => all + amount, 0)).toBe(3_000)
})

it('tells in its events, and in nothing else, where an order stands', async () => {
  const { body, line_id } = await shirts()
  await edit(body.id, priced(line_id, 900))
  const [work] = (await read(body.id)).fulfillments
  const sent = { carrier: 'DHL', lines: [{ line_id, quantity: 1 }] }
  await api.post(`/v1/fulfillments/${work.id}/ship`, sent, key())
  await edit(body.id, { lines: [{ line_id, quantity: 2 }] })
  await post(body.id, 'refunds', { reason: 'x', amount: 100 })

  const { data } = await api.get(`/v1/orders/${body.id}/events?limit=100`)

  interface Told {
    object_type: string
    object_id: string
    type: string
    data: Record<string, unknown>
  }
  const events = (data as (Told & { sequence: number })[]).toSorted(
    (one, other) => one.sequence - other.sequence,
  )
  const last = (type: string, id: unknown) =>
    events.findLast(({ object_type, object_id, data: { status } }) => {
      return object_type === type && object_id === id && status !== undefined
    })?.data
  const order = await read(body.id)
  const { status, payment_status, fulfillment_status } = order
  expect(last('order', body.id)).toMatchObject({ status, payment_status, fulfillment_status })
  for (const each of order.fulfillments) {
    expect([each.id, last('fulfillment', each.id)?.status]).toEqual([each.id, each.status])
  }
  for (const each of order.refunds) {
    expect([each.id, last('refund', each.id)?.status]).toEqual([each.id, 'succeeded'])
  }
  const captured = events.filter(({ type }) => type === 'payment.captured')
  expect(captured.map(({ data: { operation_amount } }) => operation_amount)).toEqual([3_000])
})
