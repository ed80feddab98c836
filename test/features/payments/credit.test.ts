import { expect, it } from 'vitest'
import { createPayingShop } from './support'

const { api, key, paid, order, sku, read, post } = await createPayingShop()

const issue = (body: object, headers = key()) =>
  api.post('/v1/store_credit', { currency: 'EUR', ...body }, headers)
const giftCard = (body: object = {}) =>
  api.post('/v1/gift_cards', { currency: 'EUR', amount: 1500, ...body }, key())
const customer = (email: string) => ({ customer: { email, name: 'Ada' } })

it('pays with store credit until it is used up, and never beyond', async () => {
  const headers = key()
  const first = await issue({ email: 'Rich@Example.com', amount: 900 }, headers)
  const again = await issue({ email: 'Rich@Example.com', amount: 900 }, headers)
  const second = await issue({ email: 'rich@example.com', amount: 600 })
  expect([first.status, first.body.balance, again.body]).toEqual([201, 900, first.body])
  expect(second.body).toMatchObject({ id: first.body.id, balance: 1500 })

  const wanted = [1, 2, 3].map(() =>
    paid({ gateway: 'store_credit' }, customer('rich@example.com')),
  )
  const answers = await Promise.all(wanted)

  const won = answers.filter(({ status }) => status === 201)
  expect(won).toHaveLength(1)
  for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
    expect([status, body.decline_code]).toEqual([402, 'insufficient_credit'])
  }
  expect(won[0]?.body).toMatchObject({ payment_status: 'paid' })
  const left = await api.get(`/v1/store_credit/${first.body.id}`)
  expect(left.body.balance).toBe(500)

  await post(won[0]?.body.id, 'cancel', { reason: 'no' })
  expect((await api.get(`/v1/store_credit/${first.body.id}`)).body.balance).toBe(1500)
  const entries = await api.get(`/v1/store_credit/${first.body.id}/entries`)
  expect(entries.data.map(({ type, amount }) => [type, amount])).toEqual([
    ['refund', 1000],
    ['redeem', -1000],
    ['issue', 600],
    ['issue', 900],
  ])
})

it('pays with a gift card and a card, and gives back over both', async () => {
  const card = await giftCard({ amount: 300 })
  expect(card.body).toMatchObject({ balance: 300, hint: card.body.code.slice(-4) })
  const { body } = await order([{ sku: await sku({ berlin: 1 }), quantity: 1, unit_price: 1000 }])

  const token = card.body.code.toLowerCase().replaceAll('-', ' ')
  const by_gift = await post(body.id, 'payments', { gateway: 'gift_card', token, amount: 300 })
  const by_card = await post(body.id, 'payments', { gateway: 'test', token: 'tok_ok' })

  expect([by_gift.body.captured, by_card.body.captured]).toEqual([300, 700])
  expect(JSON.stringify((await read(body.id)).payments)).not.toContain(card.body.code)
  expect((await api.get(`/v1/gift_cards/${card.body.id}`)).body.balance).toBe(0)
  const refund = await post(body.id, 'refunds', { amount: 900, reason: 'x' })
  expect(refund.body.tenders).toMatchObject([
    { payment_id: by_card.body.id, amount: 700 },
    { payment_id: by_gift.body.id, amount: 200 },
  ])
  expect((await api.get(`/v1/gift_cards/${card.body.id}`)).body.balance).toBe(200)
})

it('gives an authorization back to the gift card that is given up', async () => {
  const card = await giftCard()
  const token = card.body.code
  const { body } = await paid({ gateway: 'gift_card', token, capture: false })
  expect((await api.get(`/v1/gift_cards/${card.body.id}`)).body.balance).toBe(500)

  const voided = await post(body.id, 'voids', { payment_id: body.payments[0].id })

  expect([voided.status, voided.body.status]).toEqual([201, 'voided'])
  expect((await api.get(`/v1/gift_cards/${card.body.id}`)).body.balance).toBe(1500)
})

it('takes no gift card that is disabled, over, of another currency, or twice the same code', async () => {
  const [disabled, over] = [
    await giftCard(),
    await giftCard({ expires_at: '2020-01-01T00:00:00Z' }),
  ]
  const foreign = await giftCard({ currency: 'USD' })
  const ended = await api.delete(`/v1/gift_cards/${disabled.body.id}`)
  expect([ended.status, ended.body.active]).toEqual([200, false])

  for (const { body } of [disabled, over, foreign]) {
    const answer = await paid({ gateway: 'gift_card', token: body.code })
    expect([answer.status, answer.code]).toEqual([422, 'gift_card_invalid'])
  }
  const code = 'SUMMER-2026-XYZ'
  expect((await giftCard({ code })).status).toBe(201)
  const twice = await giftCard({ code: code.toLowerCase() })
  expect([twice.status, twice.code]).toEqual([409, 'gift_card_code_taken'])
})

it('refunds to store credit instead, if that is wanted', async () => {
  const { body } = await paid({ gateway: 'test', token: 'tok_ok' }, customer('new@example.com'))

  const made = await post(body.id, 'refunds', {
    ...{ amount: 400, reason: 'x', destination: 'store_credit' },
  })

  expect(made.body).toMatchObject({
    status: 'succeeded',
    tenders: [{ destination: 'store_credit' }],
  })
  const { data } = await api.get('/v1/store_credit?email=NEW@example.com')
  expect(data).toMatchObject([{ email: 'new@example.com', balance: 400 }])
  const too_much = await post(body.id, 'refunds', { amount: 601, reason: 'x' })
  expect([too_much.status, too_much.body.refundable]).toEqual([422, 600])
})
