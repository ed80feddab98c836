import type { z } from '@hono/zod-openapi'
import type { NewAuditEntry } from '../../../db/append-audit'
import type { Actor } from '../../domain/access/audit'
import { changedFields } from '../../domain/access/changed-fields'
import type { Shortage } from '../../domain/inventory/rejection'
import type { Aggregate } from '../../domain/orders/aggregate'
import { derivedEvents, orderEvent } from '../../domain/orders/events'
import { formatOrderNumber, ORDER_NUMBER_BYTES } from '../../domain/orders/order-number'
import { priceOrder } from '../../domain/orders/price-order'
import { orderPromise } from '../../domain/promises/promise'
import { needsOf } from '../../domain/routing/needs'
import type { OrderRouting } from '../../domain/routing/record'
import { shorten } from '../../domain/routing/routing'
import { digest } from '../../http/digest'
import type { Claimed, RequestKey } from '../../http/idempotency'
import { orThrow, Problem } from '../../http/problem'
import type { Services } from '../../services'
import { type CartPlan, planCart } from '../catalog/plan-cart'
import { loadSnapshot } from '../catalog/snapshot'
import { noteUnits } from '../inventory/recent-units'
import { contentsOf, decodeReservationId } from '../reservations/reservation-id'
import { isFull } from '../routing/capacity'
import { openRouter, type Router } from '../routing/plan-units'
import { withBackorders } from './backorder-plan'
import { composeOrder, type Ingredients, windowOf } from './compose-order'
import { toOrder, type WireOrder } from './order'
import { payPlacedOrder, planPayment } from './pay-placed-order'
import { abandon, type PinRun, pinOrder } from './pin-order'
import { answeredBefore, meetingPlace, priorAnswer, refusalOf } from './placement-answers'
import { insertOrder, resolveAttempt } from './placement-repository'
import { type RoutedOrder, routeOrder } from './route-order'
import { BACKORDER_LIMIT } from './save-backorders'
import type { PlaceOrderSchema } from './schemas'

export interface PlaceOrderRequest {
  request: RequestKey
  actor: Actor
  secret: string
  /** The merchant's. */
  time_zone: string
  body: z.output<typeof PlaceOrderSchema>
}

type Placed = Claimed<WireOrder>

/**
 * A drawn order number is taken once in a billion orders, and a location full just now: then the
 * order is placed with another.
 */
const TRIES_MAX = 3
/** How often the same order may be declined and tried anew under one key or external id. */
const DECLINED_MAX = 20
/** Locations listed per rule in the plan that is kept. */
const RANKS_KEPT = 100
/** What is there changes while we look, beside the SKUs that turn out to be short. */
const LOOKS_MAX = 8

/**
 * Places an order: pins every SKU, moves units to where the rules want them, then decides with one D1
 * batch. Nothing is sent afterwards: the
 * stock objects ask D1 how their pins were decided. A run that does not know how its batch ended
 * asks D1 in a way that ends it, and releases its pins only when D1 says it was aborted.
 */
export async function placeOrder(services: Services, asked: PlaceOrderRequest): Promise<Placed> {
  const { request, body } = asked
  const { merchant_id } = request
  const { ingredients, routerFor, held } = await prepare(services, asked)
  const { snapshot } = ingredients
  let { plan } = ingredients
  let router = routerFor(plan)
  let short: readonly Shortage[] = []
  let in_order = false
  let declined = 0
  let looks = 0
  for (let tried = 1; ; ) {
    const run: PinRun = {
      stock: services.stock,
      merchant_id,
      attempt_id: services.newId('attempt'),
      reservation_id: held ?? meetingPlace(request, body, declined),
      key_hash: digest(request.key),
      plan,
      announced: true,
      in_order,
    }
    const outcome = await pinOrder(run)
    if (outcome.type === 'short' && outcome.contended && !in_order) {
      in_order = true
      continue
    }
    if (outcome.type === 'short' && looks++ < body.lines.length + LOOKS_MAX) {
      const reduced = withBackorders(plan, outcome.shortages, snapshot, services.now())
      short = [...short, ...outcome.shortages]
      if (reduced) router = routerFor(reduced)
      if (reduced) plan = reduced
      if (reduced) continue
    }
    if (outcome.type !== 'pinned') {
      const known = await answeredBefore(services, asked, held)
      if (known) return known
      // An order was declined there: it let go of its key, and the next one meets elsewhere.
      const is_spent = outcome.type === 'refused' && outcome.code === 'reservation_placed'
      if (!is_spent || held || declined >= DECLINED_MAX) throw refusalOf(body, outcome)
      declined++
      continue
    }
    const routed = await routeOrder(run, router, outcome.pinned)
    if (routed.type !== 'routed') {
      await abandon(run)
      if (routed.type === 'unknown') throw new Problem('unavailable')
      throw new Problem('unroutable', { extra: { dropped: routed.dropped } })
    }
    const placed = await decide(services, asked, run, router, { ...ingredients, ...routed, short })
    if (placed !== 'again') return placed
    if (tried++ >= TRIES_MAX) throw new Problem('unavailable')
  }
}

/** What is asked for, priced and planned, before anything is touched. */
async function prepare(services: Services, asked: PlaceOrderRequest) {
  const { request, body, time_zone } = asked
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
  const held = body.reservation_id ? reservationOf(asked, body.reservation_id) : null
  const values = amounts.lines.map(({ subtotal }) => subtotal)
  const needs = needsOf(plan.parts, values, (sku) => snapshot.skus.get(sku)?.weight_grams)
  /** What of the needs is to be sent now: what waits for stock is routed when it comes. */
  const routerFor = ({ demands }: CartPlan) =>
    openRouter(services, {
      ...{ merchant_id, time_zone, snapshot, pickup_at },
      needs: needs.flatMap((need) => {
        const { quantity = 0 } = demands.get(need.sku) ?? {}
        const value = Math.round((need.value * quantity) / need.quantity)
        return quantity > 0 ? [{ ...need, quantity, value }] : []
      }),
      destination: body.shipping_address ?? null,
      shipping_service: body.shipping?.service ?? null,
      at_counter: snapshot.channel?.kind === 'pos',
    })
  const router = routerFor(plan)
  const source = { ...plan.source, locations: router.prefer(plan.source.locations) }
  const ingredients = {
    ...{ merchant_id, body, amounts, snapshot },
    plan: { ...plan, source },
    request_hash: request.request_hash,
    reservation_id: held,
    promise: router.promise,
    payment: await planPayment(services, merchant_id, body),
  }
  return { ingredients, routerFor, held }
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
  router: Router,
  ingredients: Ingredients &
    Pick<RoutedOrder, 'routing' | 'basis'> & { short: readonly Shortage[] },
): Promise<Placed | 'again'> {
  const { request, actor } = asked
  const db = services.shardFor(run.merchant_id)
  const identity = {
    order_id: services.newId('order'),
    number: formatOrderNumber(crypto.getRandomValues(new Uint8Array(ORDER_NUMBER_BYTES))),
    attempt_id: run.attempt_id,
  }
  const at = { now: services.now(), newId: services.newId }
  const { aggregate: stored, tasks } = composeOrder(ingredients, identity, at)
  const placed = [orderEvent('order.placed', stored.order)]
  const events = [...placed, ...derivedEvents(null, stored, placed)].map((event) => ({
    ...event,
    id: services.newId('event'),
  }))
  const answer: Placed = { replayed: false, status: 201, body: toOrder(stored) }
  const entry: NewAuditEntry = {
    ...{ merchant_id: run.merchant_id, actor, object_type: 'order', object_id: stored.order.id },
    changed: changedFields(undefined, answer.body),
    created_at: at.now,
  }
  const { routing, basis } = ingredients
  const routed = {
    routing: keep(routing, stored, ingredients.promise),
    basis,
    days: router.capacityTaken(routing),
  }
  const is_paid_now = stored.payments.length > 0
  const claim = { status: null, body: stored.order.id } as const
  const told = is_paid_now ? claim : answer
  try {
    await insertOrder(
      db,
      stored,
      { tasks, events, entry, pinned: ingredients.pinned, ...routed },
      request,
      told,
    )
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
      const known = await priorAnswer(services, request, prior)
      if (known) return known
      if (String(error).includes('orders.number') || isFull(error)) return 'again'
      if (isOver(error)) {
        throw new Problem('insufficient_stock', { extra: { shortages: ingredients.short } })
      }
      throw new Problem('unavailable')
    }
  }
  for (const [sku, { taken, version }] of ingredients.pinned) {
    noteUnits(run.merchant_id, sku, taken, version)
  }
  return is_paid_now ? payPlacedOrder(services, request, stored.order.id, 'send') : answer
}

/** More orders wait for an SKU than may. */
const isOver = (error: unknown) =>
  error instanceof Error && `${error.message} ${String(error.cause)}`.includes(BACKORDER_LIMIT)

/** The plan as it is kept: what was promised in the order, and short lists. */
function keep(
  routing: OrderRouting,
  { order, fulfillments }: Aggregate,
  promise: Ingredients['promise'],
): OrderRouting {
  const parcels = routing.parcels.map((parcel) => {
    const work = fulfillments.find(({ location_id }) => location_id === parcel.location_id)
    return work ? { ...parcel, promise: windowOf({ promise }, work, order.created_at) } : parcel
  })
  return {
    ...shorten(routing, RANKS_KEPT),
    parcels,
    promise: orderPromise(parcels.flatMap((parcel) => parcel.promise ?? [])),
  }
}
