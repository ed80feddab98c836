import type { z } from '@hono/zod-openapi'
import { derivedEvents, orderEvent } from '../../domain/orders/events'
import { formatOrderNumber, ORDER_NUMBER_BYTES } from '../../domain/orders/order-number'
import { priceOrder } from '../../domain/orders/price-order'
import type { OrderId } from '../../domain/shared/ids'
import { digest } from '../../http/digest'
import { abandonedClaim, type Claimed, type RequestKey, replay } from '../../http/idempotency'
import { orThrow, Problem } from '../../http/problem'
import type { Services } from '../../services'
import { planCart } from '../catalog/plan-cart'
import { loadSnapshot } from '../catalog/snapshot'
import { noteUnits } from '../inventory/recent-units'
import { contentsOf, decodeReservationId } from '../reservations/reservation-id'
import { composeOrder, type Ingredients } from './compose-order'
import { toOrder, type WireOrder } from './order'
import { isBeingPaid, payPlacedOrder, planPayment } from './pay-placed-order'
import { abandon, type PinOutcome, type PinRun, pinOrder } from './pin-order'
import { findPrior, insertOrder, type Prior, resolveAttempt } from './placement-repository'
import type { PlaceOrderSchema } from './schemas'

export interface PlaceOrderRequest {
  request: RequestKey
  secret: string
  body: z.output<typeof PlaceOrderSchema>
}

type Placed = Claimed<WireOrder>

/** A drawn order number is taken once in a billion orders: then another is drawn. */
const NUMBERS_TRIED = 3
/** How often the same order may be declined and tried anew under one key or external id. */
const DECLINED_MAX = 20

/**
 * Places an order: pins every SKU, then decides with one D1 batch. Nothing is sent afterwards: the
 * stock objects ask D1 how their pins were decided. A run that does not know how its batch ended
 * asks D1 in a way that ends it, and releases its pins only when D1 says it was aborted.
 */
export async function placeOrder(services: Services, asked: PlaceOrderRequest): Promise<Placed> {
  const { request, body } = asked
  const { merchant_id } = request
  const skus = body.lines.map(({ sku }) => sku)
  const snapshot = await loadSnapshot(services, merchant_id, skus, body.channel)
  if (!snapshot.channel)
    throw new Problem('unknown_channel', { detail: `No channel ${body.channel}.` })
  const pickup_at = body.delivery?.method === 'pickup' ? body.delivery.location_id : undefined
  const lines = body.lines.map(({ sku, quantity }) => ({ sku, quantity, location_id: pickup_at }))
  const plan = planCart(snapshot, lines)
  const amounts = orThrow(
    priceOrder(body.lines, body.discount, body.shipping ?? { amount: 0, tax: 0 }),
  )
  const held = body.reservation_id && reservationOf(asked, body.reservation_id)

  const ingredients = {
    payment: await planPayment(services, merchant_id, body),
    merchant_id,
    body,
    request_hash: request.request_hash,
    reservation_id: held || null,
    amounts,
    plan,
    snapshot,
  }
  let in_order = false
  let declined = 0
  for (let tried = 1; ; tried++) {
    const run: PinRun = {
      stock: services.stock,
      merchant_id,
      attempt_id: services.newId('attempt'),
      reservation_id: held || meetingPlace(request, body, declined),
      key_hash: digest(request.key),
      plan,
      in_order,
    }
    const outcome = await pinOrder(run)
    if (outcome.type === 'short' && outcome.contended && !in_order) {
      in_order = true
      continue
    }
    if (outcome.type !== 'pinned') {
      const known = await answeredBefore(services, asked, held || null)
      if (known) return known
      // An order was declined there: it let go of its key, and the next one meets elsewhere.
      const is_spent = outcome.type === 'refused' && outcome.code === 'reservation_placed'
      if (!is_spent || held || declined >= DECLINED_MAX) throw refusalOf(asked, outcome)
      declined++
      continue
    }
    const placed = await decide(services, asked, run, { ...ingredients, pinned: outcome.pinned })
    if (placed !== 'number_taken') return placed
    if (tried >= NUMBERS_TRIED) throw new Problem('unavailable')
  }
}

/** Where runs of the same order meet when nothing was reserved before. */
function meetingPlace(
  { merchant_id, key }: RequestKey,
  { channel, external_id }: PlaceOrderRequest['body'],
  declined: number,
): string {
  const place =
    external_id === undefined
      ? `key.${digest(`${merchant_id}~${key}`)}`
      : `external.${digest(JSON.stringify([merchant_id, channel, external_id]))}`
  return declined === 0 ? place : `${place}.${declined}`
}

function reservationOf({ request, secret, body }: PlaceOrderRequest, id: string): string {
  const token = decodeReservationId(secret, request.merchant_id, id)
  if (!token) throw new Problem('not_found', { detail: 'No reservation has this id.' })
  if (token.contents !== contentsOf(body.lines)) throw new Problem('reservation_mismatch')
  return token.reservation_id
}

async function decide(
  services: Services,
  asked: PlaceOrderRequest,
  run: PinRun,
  ingredients: Ingredients,
): Promise<Placed | 'number_taken'> {
  const { request } = asked
  const db = services.shardFor(run.merchant_id)
  const identity = {
    order_id: services.newId('order'),
    number: formatOrderNumber(crypto.getRandomValues(new Uint8Array(ORDER_NUMBER_BYTES))),
    attempt_id: run.attempt_id,
  }
  const at = { now: services.now(), newId: services.newId }
  const stored = composeOrder(ingredients, identity, at)
  const placed = [orderEvent('order.placed', stored.order)]
  const events = [...placed, ...derivedEvents(null, stored, placed)].map((event) => ({
    ...event,
    id: services.newId('event'),
  }))
  const answer: Placed = { replayed: false, status: 201, body: toOrder(stored) }
  const is_paid_now = stored.payments.length > 0
  const claim = { status: null, body: stored.order.id } as const
  try {
    await insertOrder(db, stored, events, request, is_paid_now ? claim : answer)
  } catch (error) {
    // Refused, or its answer lost: only D1 knows, and asking it settles the attempt.
    const { outcome, prior } = await resolveAttempt(
      db,
      run.attempt_id,
      request,
      stored,
      services.now(),
    )
    if (outcome !== 'placed') {
      await abandon(run)
      const known = await priorAnswer(services, asked, prior)
      if (known) return known
      if (String(error).includes('orders.number')) return 'number_taken'
      throw new Problem('unavailable')
    }
  }
  for (const [sku, { taken, version }] of ingredients.pinned) {
    noteUnits(run.merchant_id, sku, taken, version)
  }
  return is_paid_now ? payPlacedOrder(services, request, stored.order.id, 'send') : answer
}

/** What the same order was answered before, if it was placed. */
async function answeredBefore(
  services: Services,
  asked: PlaceOrderRequest,
  reservation_id: string | null,
): Promise<Placed | undefined> {
  const { request, body } = asked
  const db = services.shardFor(request.merchant_id)
  const about = { channel: body.channel, external_id: body.external_id ?? null, reservation_id }
  return priorAnswer(services, asked, await findPrior(db, request, about))
}

/** Why units could not be pinned. */
function refusalOf(
  { body }: PlaceOrderRequest,
  outcome: Exclude<PinOutcome, { type: 'pinned' }>,
): Problem {
  switch (outcome.type) {
    case 'short':
      return new Problem('insufficient_stock', { extra: { shortages: outcome.shortages } })
    case 'being_placed':
      return new Problem(
        outcome.same_key || body.external_id === undefined
          ? 'idempotency_in_progress'
          : 'external_id_in_progress',
      )
    case 'refused':
      return new Problem(outcome.code)
  }
}

/** What an earlier request for the same order was answered, or is answered now that it has died. */
async function priorAnswer(
  services: Services,
  { request }: PlaceOrderRequest,
  { recorded, by_external_id, by_reservation }: Prior,
): Promise<Placed | undefined> {
  const answered = replay<WireOrder>(recorded, request)
  if (answered) return { replayed: true, ...answered }
  const now = services.now()
  const begun = abandonedClaim(recorded, request, now)
  if (begun) return payPlacedOrder(services, request, begun as OrderId, 'ask')
  if (by_external_id) {
    if (by_external_id.order.request_hash !== request.request_hash) {
      throw new Problem('external_id_conflict')
    }
    if (isBeingPaid(by_external_id, now)) throw new Problem('external_id_in_progress')
    return { replayed: false, status: 200, body: toOrder(by_external_id) }
  }
  if (by_reservation) throw new Problem('reservation_placed')
  return undefined
}
