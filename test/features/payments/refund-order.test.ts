import { expect, it } from 'vitest'
import { createPayingShop, later } from './support'

const { api, key, order, sku, stock, paid, read, post } = await createPayingShop()

const card = { gateway: 'test', token: 'tok_ok' }
const refund = (id: unknown, body: object, headers = key()) =>
  post(id, 'refunds', { reason: 'test', ...body }, headers)
const preview = (id: unknown, body: object) => post(id, 'refunds/preview', body)

/** 3 × 1999 and 1 × 4500, 1000 off, 8.25 % tax, shipping 795. */
async function worked(payment: object) {
  const [a, b] = [await sku({ berlin: 3 }), await sku({ berlin: 1 })]
  const lines = [
    { sku: a, quantity: 3, unit_price: 1999, tax: 448 },
    { sku: b, quantity: 1, unit_price: 4500, tax: 336 },
  ]
  const { body } = await order(lines, { discount: 1000, shipping: { amount: 795 }, payment })
  const [L1, L2] = body.lines.map(({ id }: { id: string }) => id)
  return { ...body, L1, L2 }
}

it('refunds lines by slices, then the shipping, and not a cent more', async () => {
  const { id, total, L1, L2 } = await worked(card)
  expect(total).toBe(11_076)
  const steps = [
    [{ lines: [{ line_id: L1, quantity: 1 }] }, 1958],
    [{ lines: [{ line_id: L1, quantity: 2 }] }, 3916],
    [{ lines: [{ line_id: L2, quantity: 1 }] }, 4407],
    [{ shipping: 795 }, 795],
  ] as const
  for (const [body, amount] of steps) {
    const shown = await preview(id, body)
    const made = await refund(id, body)
    const { currency, lines, shipping, goodwill } = shown.body
    expect([shown.status, made.status, shown.body.amount]).toEqual([200, 201, amount])
    expect(made.body).toMatchObject({
      status: 'succeeded',
      currency,
      amount,
      lines,
      shipping,
      goodwill,
    })
  }
  const more = await refund(id, { amount: 1 })
  expect([more.status, more.code, more.body.refundable]).toEqual([422, 'exceeds_refundable', 0])
  const after = await read(id)
  expect(after).toMatchObject({ payment_status: 'refunded', payments: [{ refunded: 11_076 }] })
  expect(after.refunds).toHaveLength(4)
})

it('refunds everything at once, and the same request once', async () => {
  const { id, L1, L2 } = await worked(card)
  const lines = [
    { line_id: L1, quantity: 3 },
    { line_id: L2, quantity: 1 },
  ]
  const headers = key()
  const first = await refund(id, { lines, shipping: true }, headers)
  const again = await refund(id, { lines, shipping: true }, headers)

  expect(first.body.amount).toBe(11_076)
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(await read(id)).toMatchObject({ payments: [{ refunded: 11_076 }] })
})

it('lets two refunds at once both fit, or one of them win, and never gives back too much', async () => {
  const { body } = await paid(card)
  const amounts = [600, 600, 400, 300]

  const answers = await Promise.all(amounts.map((amount) => refund(body.id, { amount })))

  const given = answers.filter(({ status }) => status === 201)
  const back = given.reduce((all, answer) => all + answer.body.amount, 0)
  for (const { status, code } of answers) {
    if (status !== 201) expect([status, code]).toEqual([422, 'exceeds_refundable'])
  }
  expect(back).toBeGreaterThan(0)
  expect(back).toBeLessThanOrEqual(1000)
  expect(await read(body.id)).toMatchObject({ payments: [{ captured: 1000, refunded: back }] })
})

it('does not take a currency apart that has no smaller unit', async () => {
  const code = await sku({ berlin: 1 })
  const lines = [{ sku: code, quantity: 1, unit_price: 9899 }]
  const { body } = await order(lines, { currency: 'JPY', payment: card })

  const made = await refund(body.id, { lines: [{ line_id: body.lines[0].id, quantity: 1 }] })

  expect(made.body).toMatchObject({ amount: 9899, currency: 'JPY' })
})

it.each([
  ['refund_lost', 'succeeded', 1000],
  ['refund_unsent', 'succeeded', 1000],
])('gives back once whatever is lost: %s', async (fault, status, refunded) => {
  const { body } = await paid({ gateway: 'test', token: `tok_ok+${fault}` })
  const made = await refund(body.id, { amount: 1000 })
  expect(made.body).toMatchObject({ status: 'pending' })
  const more = await refund(body.id, { amount: 1 })
  expect([more.status, more.code]).toEqual([422, 'exceeds_refundable'])

  await later(24 * 60)

  expect(await read(body.id)).toMatchObject({
    refunds: [{ status, amount: 1000 }],
    payments: [{ refunded }],
  })
})

it('keeps what the gateway refused with the merchant, until it is sent again elsewhere', async () => {
  const { body } = await paid({ gateway: 'test', token: 'tok_ok+refund_refused' })
  const made = await refund(body.id, { amount: 700 })
  expect(made.body).toMatchObject({ status: 'failed', tenders: [{ status: 'failed' }] })
  expect(await read(body.id)).toMatchObject({ payment_status: 'paid' })

  const again = await post(body.id, `refunds/${made.body.id}/retry`, {
    destination: 'store_credit',
  })

  expect([again.status, again.body.status]).toEqual([201, 'succeeded'])
  const { data } = await api.get('/v1/store_credit?email=ada@example.com')
  expect(data).toMatchObject([{ currency: 'EUR', balance: 700 }])
  const unknown = await post(body.id, 'refunds/ref_none/retry', {})
  expect([unknown.status, unknown.code]).toEqual([404, 'unknown_refund'])
})

it('goes back over several payments in the order of the settings', async () => {
  const settings = await api.put('/v1/settings/payments', {
    refund_order: ['manual', 'card'],
    unpaid_expires_after_minutes: 30,
    late_payment: 'review',
  })
  expect(settings.body).toMatchObject({ version: 1, refund_order: ['manual', 'card'] })
  const { body } = await order([{ sku: await sku({ berlin: 1 }), quantity: 1, unit_price: 1000 }])
  await post(body.id, 'payments', { ...card, amount: 600 })
  await post(body.id, 'payments', { gateway: 'manual' })
  const [by_card, by_hand] = (await read(body.id)).payments

  const shown = await preview(body.id, { amount: 700 })
  const made = await refund(body.id, { amount: 700 })

  expect(shown.body.tenders).toEqual([
    { payment_id: by_hand.id, amount: 400 },
    { payment_id: by_card.id, amount: 300 },
  ])
  expect(made.body.tenders).toMatchObject(shown.body.tenders)
})

it('puts units back with a refund, as far as they had left', async () => {
  const { body, sku: code } = await paid(card)
  const [{ id: line_id }] = body.lines
  const entry = { line_id, quantity: 1, location_id: 'berlin', disposition: 'restock' }
  const lines = [{ line_id, quantity: 1 }]

  const early = await refund(body.id, { lines, restock: [entry] })
  expect([early.status, early.code]).toEqual([422, 'exceeds_fulfilled'])
  const nowhere = await refund(body.id, { lines, restock: [{ ...entry, location_id: 'x' }] })
  expect([nowhere.status, nowhere.code]).toEqual([422, 'unknown_location'])
  const shown = [entry, { ...entry, location_id: 'x' }].map((one) =>
    preview(body.id, { lines, restock: [one] }),
  )
  const codes = (await Promise.all(shown)).map(({ code: refusal }) => refusal)
  expect(codes).toEqual([early.code, nowhere.code])
  expect(await stock(code)).toMatchObject({ on_hand: 5 })
  expect(await read(body.id)).toMatchObject({ refunds: [], payment_status: 'paid' })
})

it.each([
  ['an unknown line', { lines: [{ line_id: 'lin_x', quantity: 1 }] }, 422, 'unknown_line'],
  ['nothing', {}, 422, 'nothing_to_refund'],
  ['a field that is none', { everything: true }, 422, 'invalid_request'],
])('refuses to refund %s', async (_, change, status, code) => {
  const { body } = await paid(card)

  const answer = await refund(body.id, change)

  expect([answer.status, answer.code]).toEqual([status, code])
  expect((await preview(body.id, change)).code).toBe(code)
})

it('holds an order for a person when all its money goes back before it has left', async () => {
  const { body } = await paid(card)
  await refund(body.id, { amount: 400 })
  expect(await read(body.id)).toMatchObject({ status: 'open', fulfillments: [{ status: 'open' }] })

  await refund(body.id, { amount: 600 })

  const held = await read(body.id)
  expect(held).toMatchObject({
    ...{ status: 'on_hold', payment_status: 'refunded', holds: [{ reason: 'payment_review' }] },
    fulfillments: [{ status: 'on_hold', holds: ['payment_review'] }],
  })
  await post(body.id, 'release', { hold_id: held.holds[0].id })
  expect(await read(body.id)).toMatchObject({ fulfillments: [{ status: 'open' }] })
})

it('holds nothing for money that goes back when all has left', async () => {
  const { body } = await paid(card)
  await api.post(`/v1/fulfillments/${body.fulfillments[0].id}/ship`, { carrier: 'DHL' }, key())

  await refund(body.id, { amount: 1000 })

  expect(await read(body.id)).toMatchObject({ payment_status: 'refunded', holds: [] })
})
