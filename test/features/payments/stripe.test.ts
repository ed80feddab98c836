import { beforeEach, expect, it, vi } from 'vitest'
import { anyone } from '../../support/worker/api'
import { createStripe, type Fate, signedByStripe, stripeWebhook } from '../../support/worker/stripe'
import { createPayingShop, later } from './support'

const { merchant, api, sku, order, paid, read, post } = await createPayingShop()
await api.put('/v1/gateways/stripe', { secret_key: 'sk_test_1234', webhook_secret: 'whsec_one' })

/** One Stripe per test; what the SDK sends arrives there. */
let stripe = createStripe()
beforeEach(() => {
  stripe = createStripe()
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
    stripe.fetch(new Request(input as RequestInfo, init as RequestInit)),
  )
  return () => vi.restoreAllMocks()
})

const card = { gateway: 'stripe', token: 'pm_card_visa' }
const once = (lost: string, how: Fate) => {
  let is_lost = false
  stripe.meanwhile((call) => {
    if (is_lost || call !== lost) return 'arrives'
    is_lost = true
    return how
  })
}

it('authorizes by manual capture, captures, and refunds in parts', async () => {
  const { body } = await paid(card)

  expect(body).toMatchObject({ status: 'open', payment_status: 'paid' })
  const [intent] = [...stripe.intents.values()]
  expect(intent).toMatchObject({
    ...{ capture_method: 'manual', status: 'succeeded', captured: 1000, currency: 'eur' },
    metadata: { holdfast_payment: body.payments[0].id, holdfast_order: body.id },
  })
  expect(body.payments[0].reference).toBe(intent?.id)
  const made = await post(body.id, 'refunds', { amount: 300, reason: 'x' })
  expect(made.body).toMatchObject({ status: 'succeeded', amount: 300 })
  expect(intent?.refunded).toBe(300)
  expect(stripe.calls).toEqual([
    'POST payment_intents',
    'POST payment_intents/pi/capture',
    'POST refunds',
  ])
})

it('tells why a card was declined', async () => {
  const { status, body } = await paid({ gateway: 'stripe', token: 'pm_card_declined' })

  expect([status, body.code, body.decline_code]).toEqual([
    ...[402, 'payment_declined', 'insufficient_funds'],
  ])
})

it('captures once: the rest of a part is let go, and asking again changes nothing', async () => {
  const { body } = await paid({ ...card, capture: false })
  const payment_id = body.payments[0].id

  const part = await post(body.id, 'captures', { payment_id, amount: 400 })
  const again = await post(body.id, 'captures', { payment_id, amount: 600 })

  expect(part.body).toMatchObject({ status: 'captured', captured: 400, voided: 600 })
  expect([again.status, again.body]).toEqual([201, part.body])
})

it.each([
  ['POST payment_intents', 'lost before'],
  ['POST payment_intents', 'lost after'],
  ['POST payment_intents/pi/capture', 'lost before'],
  ['POST payment_intents/pi/capture', 'lost after'],
] as const)('charges once when %s is %s', async (call, fate) => {
  once(call, fate)
  const { body } = await paid(card)
  expect(body.payment_status).not.toBe('paid')

  await later(1)
  await later(10)

  expect(await read(body.id)).toMatchObject({ status: 'open', payment_status: 'paid' })
  expect([...stripe.intents.values()]).toMatchObject([{ captured: 1000, status: 'succeeded' }])
})

it.each(['lost before', 'lost after'] as const)(
  'looks a refund up before it is sent again when it is %s',
  async (fate) => {
    const { body } = await paid(card)
    once('POST refunds', fate)
    await post(body.id, 'refunds', { amount: 400, reason: 'x' })
    stripe.calls.length = 0

    await later(23 * 60)

    const again = fate === 'lost before' ? ['POST refunds'] : []
    expect(stripe.calls).toEqual(['GET refunds', ...again])
    expect(await read(body.id)).toMatchObject({ refunds: [{ status: 'succeeded' }] })
    expect([...stripe.intents.values()]).toMatchObject([{ refunded: 400 }])
  },
)

it('completes an order by webhook alone, once, however often and late it comes', async () => {
  const { body } = await paid({ gateway: 'stripe', token: 'pm_card_3ds' })
  expect(body).toMatchObject({ status: 'pending', payments: [{ status: 'requires_action' }] })
  const [intent] = [...stripe.intents.values()]
  if (!intent) throw new Error('No intent')
  intent.status = 'requires_capture'
  const path = `/v1/gateways/stripe/webhooks/${merchant.id}`
  const send = async (secret: string, at?: number) => {
    const { body: text, headers } = stripeWebhook(secret, intent, at)
    return anyone.post(path, text, headers)
  }

  const forged = await send('whsec_two')
  expect([forged.status, forged.code]).toEqual([401, 'signature_invalid'])
  const old = await send('whsec_one', Date.now() - 600_000)
  expect([old.status, old.code]).toEqual([401, 'signature_invalid'])
  expect(await read(body.id)).toMatchObject({ status: 'pending' })
  const answers = await Promise.all([send('whsec_one'), send('whsec_one'), send('whsec_one')])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const done = await read(body.id)
  expect(done).toMatchObject({ status: 'open', payment_status: 'paid' })
  expect((await send('whsec_one')).status).toBe(200)
  expect(await read(body.id)).toEqual(done)
  expect(intent.captured).toBe(1000)
})

it.each(['stripe', 'test'])(
  'takes from %s what is signed, as far as it is JSON',
  async (gateway) => {
    await api.put('/v1/gateways/test', { webhook_secret: 'whsec_one' })
    const send = async (text: string) => {
      const { body, headers } = signedByStripe('whsec_one', text)
      const signed = { ...headers, 'gateway-signature': headers['stripe-signature'] }
      return (await anyone.post(`/v1/gateways/${gateway}/webhooks/${merchant.id}`, body, signed))
        .code
    }

    for (const text of ['{', 'paid']) expect(await send(text)).toBe('malformed_json')
    for (const text of ['null', '{}', '[]', '{"data":{"object":null}}']) {
      expect(await send(text)).toBeUndefined()
    }
  },
)

it('learns by webhook what became of a refund that took days', async () => {
  const { body } = await paid(card)
  const refund = async (amount: number) => {
    stripe.refundsAre('pending')
    const made = await post(body.id, 'refunds', { amount, reason: 'x' })
    expect(made.body).toMatchObject({ status: 'pending' })
    return [...stripe.refunds.values()].at(-1) as Record<string, unknown>
  }
  const hear = async (about: object) => {
    const { body: text, headers } = stripeWebhook('whsec_one', about)
    return anyone.post(`/v1/gateways/stripe/webhooks/${merchant.id}`, text, headers)
  }
  const [one, other] = [await refund(300), await refund(700)]

  await hear(Object.assign(one, { status: 'succeeded' }))
  await hear(Object.assign(other, { status: 'failed', failure_reason: 'lost_or_stolen_card' }))
  await hear(other)

  expect(await read(body.id)).toMatchObject({
    payment_status: 'partially_refunded',
    refunds: [{ status: 'succeeded' }, { status: 'failed' }],
    payments: [{ captured: 1000, refunded: 300 }],
  })
})

it('captures what another card pays after the first was declined', async () => {
  const { body } = await paid({ gateway: 'stripe' })
  const [intent] = [...stripe.intents.values()]
  const hear = async (news: object) => {
    const { body: text, headers } = stripeWebhook('whsec_one', Object.assign(intent ?? {}, news))
    await anyone.post(`/v1/gateways/stripe/webhooks/${merchant.id}`, text, headers)
  }
  await hear({ last_payment_error: { code: 'card_declined' } })
  expect(await read(body.id)).toMatchObject({ payments: [{ status: 'failed' }] })

  await hear({ status: 'requires_capture', last_payment_error: null })

  expect(await read(body.id)).toMatchObject({ status: 'open', payment_status: 'paid' })
  expect(intent?.captured).toBe(1000)
})

it('cancels the intent of an order that nobody paid in time', async () => {
  const { body } = await paid({ gateway: 'stripe' })
  expect(body.payments[0].next_action).toMatchObject({ client_secret: expect.any(String) })

  await later(61)

  expect(await read(body.id)).toMatchObject({
    status: 'canceled',
    payments: [{ status: 'expired' }],
  })
  expect([...stripe.intents.values()]).toMatchObject([{ status: 'canceled' }])
})

it.each([
  ['JPY', 9899, '9899'],
  ['KWD', 9890, '9890'],
  ['ISK', 500, '50000'],
])('charges %s in the units Stripe counts it in', async (currency, unit_price, amount) => {
  const lines = [{ sku: await sku({ berlin: 1 }), quantity: 1, unit_price }]

  const { body } = await order(lines, { currency, payment: card })

  expect(body.payments).toMatchObject([{ captured: unit_price, currency }])
  expect([...stripe.intents.values()].map((intent) => String(intent.captured))).toEqual([amount])
})

it('refuses an amount that Stripe cannot charge', async () => {
  const lines = [{ sku: await sku({ berlin: 1 }), quantity: 1, unit_price: 9899 }]

  const answer = await order(lines, { currency: 'KWD', payment: card })

  expect([answer.status, answer.body.decline_code]).toEqual([402, 'amount_not_representable'])
  expect(stripe.calls).toEqual([])
})

it('never tells a secret again', async () => {
  const { body } = await api.get('/v1/gateways/stripe')

  expect(body).toMatchObject({ secret_key_hint: '1234', webhook_secret_hint: '_one', version: 1 })
  const changed = await api.put('/v1/gateways/stripe', { enabled: false }, { 'if-match': '"1"' })
  expect(changed.body).toMatchObject({ enabled: false, secret_key_hint: '1234', version: 2 })
  const stale = await api.put('/v1/gateways/stripe', {}, { 'if-match': '"1"' })
  expect([stale.status, stale.code]).toEqual([412, 'version_stale'])
  const refused = await paid(card)
  expect([refused.status, refused.body.code]).toEqual([422, 'gateway_disabled'])
  const all = await api.get('/v1/gateways')
  expect(all.text).not.toMatch(/sk_test|whsec/)
  expect(all.data).toHaveLength(5)
})
