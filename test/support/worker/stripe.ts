/**
 * A stand-in for Stripe: the few endpoints that are used, over the published example resources. It
 * keeps idempotency keys as Stripe does, and loses calls or answers when a test says so. The SDK in
 * front of it is the real one.
 */
import { createHmac } from 'node:crypto'
import resources from '../../fixtures/stripe/resources.json'

type Fields = Record<string, string>
type Resource = Record<string, unknown> & { id: string; status: string; amount: number }
/** What happens to a call on its way: it may be lost before or after it takes effect. */
export type Fate = 'arrives' | 'lost before' | 'lost after'

/** Never the same id twice, as at Stripe. */
let ids = 0

export function createStripe() {
  const intents = new Map<string, Resource & { captured: number; refunded: number }>()
  const refunds = new Map<string, Resource>()
  const answers = new Map<string, Response>()
  const calls: string[] = []
  let fate: (call: string) => Fate = () => 'arrives'
  let refund_status = 'succeeded'

  const fetchStripe = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url)
    const call = `${request.method} ${pathname.replace('/v1/', '').replaceAll(/(pi|re)_\w+/g, '$1')}`
    calls.push(call)
    const fields = readFields(new TextDecoder().decode(await request.arrayBuffer()), searchParams)
    const fateful = fate(call)
    if (fateful === 'lost before') throw new TypeError('Network connection lost')
    const key = request.headers.get('idempotency-key')
    const known = key ? answers.get(key) : undefined
    const answer = known ?? respond(request.method, pathname, fields)
    if (key) answers.set(key, answer.clone())
    if (fateful === 'lost after') throw new TypeError('Network connection lost')
    return answer.clone()
  }

  function respond(method: string, path: string, fields: Fields): Response {
    const [, , kind, id = '', verb] = path.split('/')
    if (kind === 'payment_intents' && id === 'search') return search(fields)
    if (kind === 'payment_intents' && method === 'GET') return json(intents.get(id))
    if (kind === 'payment_intents' && !id) return create(fields)
    const intent = intents.get(id)
    if (kind === 'payment_intents' && intent && verb === 'capture') return capture(intent, fields)
    if (kind === 'payment_intents' && intent && verb === 'cancel') return cancel(intent)
    if (kind === 'refunds' && method === 'GET') return list(fields)
    if (kind === 'refunds') return refund(fields)
    return refuse(404, 'resource_missing')
  }

  function create(fields: Fields): Response {
    const method = fields.payment_method
    if (method === 'pm_card_declined') return refuse(402, 'card_declined', 'insufficient_funds')
    const id = `pi_${++ids}`
    const status =
      method === undefined
        ? 'requires_payment_method'
        : method === 'pm_card_3ds'
          ? 'requires_action'
          : 'requires_capture'
    const intent = {
      ...resources.payment_intent,
      ...{ id, status, amount: Number(fields.amount), currency: String(fields.currency) },
      ...{ capture_method: fields.capture_method, client_secret: `${id}_secret` },
      ...{ metadata: metadataOf(fields), captured: 0, refunded: 0 },
      ...{ next_action: null, last_payment_error: null },
    }
    intents.set(id, intent)
    return json(intent)
  }

  function capture(intent: Resource & { captured: number }, fields: Fields): Response {
    if (intent.status !== 'requires_capture') return unexpected()
    intent.captured = Number(fields.amount_to_capture ?? intent.amount)
    intent.status = 'succeeded'
    return json(intent)
  }

  function cancel(intent: Resource): Response {
    if (intent.status === 'succeeded' || intent.status === 'canceled') return unexpected()
    intent.status = 'canceled'
    return json(intent)
  }

  function refund(fields: Fields): Response {
    const intent = intents.get(fields.payment_intent ?? '')
    const amount = Number(fields.amount)
    if (!intent || intent.refunded + amount > intent.captured) {
      return refuse(400, 'charge_already_refunded')
    }
    intent.refunded += amount
    const made = { ...resources.refund, id: `re_${++ids}`, amount, status: refund_status }
    const of = { payment_intent: intent.id, metadata: metadataOf(fields) }
    refunds.set(made.id, { ...made, ...of })
    return json({ ...made, ...of })
  }

  const list = ({ payment_intent }: Fields) =>
    json({
      object: 'list',
      has_more: false,
      url: '/v1/refunds',
      data: [...refunds.values()].filter((each) => each.payment_intent === payment_intent),
    })

  function search({ query = '' }: Fields): Response {
    const [, name = '', value] = /^metadata\['(\w+)'\]:'(\w+)'$/.exec(query) ?? []
    const data = [...intents.values()].filter(
      ({ metadata }) => (metadata as Fields | undefined)?.[name] === value,
    )
    return json({
      object: 'search_result',
      has_more: false,
      url: '/v1/payment_intents/search',
      data,
    })
  }

  return {
    fetch: fetchStripe,
    intents,
    refunds,
    calls,
    /** What a refund is when it is made; what becomes of it is written into `refunds`. */
    refundsAre: (status: string) => {
      refund_status = status
    },
    meanwhile: (next: (call: string) => Fate) => {
      fate = next
    },
  }
}

/** A webhook as Stripe signs it: `t=…,v1=…` over time and body. */
export function stripeWebhook(secret: string, object: object, at = Date.now()) {
  const event = { id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', data: { object } }
  return signedByStripe(secret, JSON.stringify(event), at)
}

export function signedByStripe(secret: string, body: string, at = Date.now()) {
  const seconds = Math.floor(at / 1000)
  const hex = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return { body, headers: { 'stripe-signature': `t=${seconds},v1=${hex}` } }
}

const json = (body: unknown, status = 200): Response =>
  body === undefined
    ? refuse(404, 'resource_missing')
    : new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json', 'request-id': 'req_1' },
      })

const refuse = (status: number, code: string, decline_code?: string): Response =>
  json(
    {
      error: {
        type: status === 402 ? 'card_error' : 'invalid_request_error',
        code,
        message: code,
        ...(decline_code && { decline_code }),
      },
    },
    status,
  )
const unexpected = () => refuse(400, 'payment_intent_unexpected_state')

/** Form fields as Stripe takes them: `metadata[order]=…`. */
const readFields = (body: string, query: URLSearchParams): Fields =>
  Object.fromEntries([...query, ...new URLSearchParams(body)])

const metadataOf = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const [, key] = /^metadata\[(\w+)\]$/.exec(name) ?? []
      return key ? [[key, value]] : []
    }),
  )
