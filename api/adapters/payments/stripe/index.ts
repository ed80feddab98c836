import Stripe from 'stripe'
import type { GatewayAnswer } from '../../../domain/payments/resolve'
import { failed, type GatewayCall, GatewaySilent, type PaymentGateway } from '../gateway'
import { createStripeClient, type StripeSetup } from './client'
import {
  declineCode,
  toAuthorization,
  toCapture,
  toRefund,
  toStripeAmount,
  toVoid,
} from './transform'

/** How we find our payments and operations at Stripe again. */
const PAYMENT = 'holdfast_payment'
const OPERATION = 'holdfast_operation'

/** Payment intents with manual capture: authorized first, captured when the order is. */
export function createStripeGateway(setup: StripeSetup): PaymentGateway {
  const stripe = createStripeClient(setup)
  return {
    multicapture: false,
    perform: (call) => answering(() => perform(stripe, call)),
    find: (call) => answering(() => find(stripe, call)),
    async readWebhook({ headers, body }) {
      const signature = headers.get('stripe-signature') ?? ''
      const secret = setup.webhook_secret
      if (!secret) return { status: 'forged' }
      const crypto = Stripe.createSubtleCryptoProvider()
      try {
        const event = await stripe.webhooks.constructEventAsync(
          ...([body, signature, secret, undefined, crypto] as const),
        )
        const about = (event as Partial<Stripe.Event> | null)?.data?.object
        const { metadata } = (about ?? {}) as { metadata?: Record<string, unknown> | null }
        const payment_id = metadata?.[PAYMENT]
        return typeof payment_id === 'string'
          ? { status: 'news', payment_id }
          : { status: 'irrelevant' }
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError) {
          return { status: 'forged' }
        }
        if (error instanceof SyntaxError) return { status: 'malformed' }
        throw error
      }
    },
  }
}

async function perform(stripe: Stripe, call: GatewayCall): Promise<GatewayAnswer> {
  const { payment, operation } = call
  const { reference, currency } = payment
  const amount = toStripeAmount(operation.amount, currency)
  if (amount === undefined) return failed('amount_not_representable')
  const { idempotency_key: idempotencyKey } = operation
  const metadata = { [PAYMENT]: payment.id, [OPERATION]: operation.id }
  if (operation.type === 'authorize') {
    return toAuthorization(
      await stripe.paymentIntents.create(intentOf(call, amount, metadata), { idempotencyKey }),
    )
  }
  if (!reference) return failed('no_such_payment')
  switch (operation.type) {
    case 'capture': {
      const wanted = { amount_to_capture: amount }
      const intent = await stripe.paymentIntents.capture(reference, wanted, { idempotencyKey })
      return toCapture(intent) ?? failed(intent.status)
    }
    case 'void': {
      const intent = await stripe.paymentIntents.cancel(reference, {}, { idempotencyKey })
      return toVoid(intent) ?? failed(intent.status)
    }
    case 'refund': {
      const wanted = { payment_intent: reference, amount, metadata }
      return toRefund(await stripe.refunds.create(wanted, { idempotencyKey }))
    }
  }
}

/** With a payment method it is tried at once; without, the storefront confirms it. */
function intentOf(
  { payment: { currency, order_id, details } }: GatewayCall,
  amount: number,
  metadata: Record<string, string>,
): Stripe.PaymentIntentCreateParams {
  const method = details.token ? { payment_method: details.token, confirm: true } : {}
  return {
    amount,
    currency: currency.toLowerCase(),
    capture_method: 'manual',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    metadata: { ...metadata, holdfast_order: order_id },
    ...method,
  }
}

async function find(
  stripe: Stripe,
  { payment, operation }: GatewayCall,
): Promise<GatewayAnswer | undefined> {
  const { reference } = payment
  if (operation.type === 'authorize') {
    if (reference) return toAuthorization(await stripe.paymentIntents.retrieve(reference))
    const query = `metadata['${PAYMENT}']:'${payment.id}'`
    const { data } = await stripe.paymentIntents.search({ query, limit: 1 })
    return data[0] && toAuthorization(data[0])
  }
  if (!reference) return undefined
  if (operation.type === 'refund') {
    // Auto-paging: a payment with more refunds than a page is found to the end.
    for await (const refund of stripe.refunds.list({ payment_intent: reference, limit: 100 })) {
      if (refund.metadata?.[OPERATION] === operation.id) return toRefund(refund)
    }
    return undefined
  }
  const intent = await stripe.paymentIntents.retrieve(reference)
  return operation.type === 'capture' ? toCapture(intent) : toVoid(intent)
}

/** A refusal is an answer; a connection that broke, a busy or a confused server is silence. */
async function answering<Answer>(ask: () => Promise<Answer>): Promise<Answer | GatewayAnswer> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      return failed(declineCode({ ...optional(error.decline_code), ...code(error.code) }))
    }
    if (error instanceof Stripe.errors.StripeInvalidRequestError) {
      return failed(error.code ?? 'invalid_request')
    }
    if (error instanceof Stripe.errors.StripeError) {
      throw new GatewaySilent(`Stripe: ${error.type}`)
    }
    throw error
  }
}

const optional = (decline_code: string | undefined) => (decline_code ? { decline_code } : {})
const code = (text: string | undefined) => (text ? { code: text } : {})
