import type { z } from '@hono/zod-openapi'
import { acceptsBackorder } from '../../domain/backorders/policy'
import type { FulfillmentLine } from '../../domain/fulfillments/fulfillment'
import {
  canReroute,
  moveToLocation,
  type Refusal,
  refuse,
  refusedBy,
  staying,
  unitsToMove,
  unitsToReroute,
  wantedOf,
} from '../../domain/fulfillments/reroute'
import { type FulfillmentId, fulfillmentOf } from '../../domain/fulfillments/work'
import { ok } from '../../domain/shared/result'
import type { Asked, RequestKey } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { loadSnapshot } from '../catalog/snapshot'
import { changeOrderWithUnits } from '../orders/acquire-units'
import type { Changed } from '../orders/change-order'
import { findOrder } from '../orders/repository'
import { fulfillmentAnswer, orderOf, type WireFulfillment } from './change-fulfillment'
import type { MoveSchema } from './schemas'

/** Lets another location do it, if it has the stock: its units are pinned before these are let go. */
export async function moveFulfillment(
  services: Services,
  { request, actor }: Asked,
  id: FulfillmentId,
  { location_id, lines }: z.output<typeof MoveSchema>,
): Promise<Changed<WireFulfillment>> {
  const { merchant_id } = request
  const order_id = await orderOf(services, merchant_id, id)
  const { location_by_id } = await loadSnapshot(services, merchant_id, [])
  if (!location_by_id.has(location_id)) {
    const detail = `Location ${location_id} is unknown.`
    throw new Problem('unknown_location', { errors: [{ pointer: '/location_id', detail }] })
  }
  const move = { location_id, lines: lines ?? null }
  return changeOrderWithUnits(services, {
    merchant_id,
    order_id,
    ...{ request, actor },
    want: (aggregate) => {
      const moving = unitsToMove(aggregate, id, move)
      return moving.ok ? ok(wantedOf(moving.value, location_id)) : moving
    },
    decide: (aggregate, at, units) => moveToLocation(aggregate, id, move, units, at),
    answer: ({ aggregate }) => ({ status: 200, body: fulfillmentAnswer(aggregate, id) }),
  })
}

/**
 * A location cannot send all or some of it: the units are looked for elsewhere in the same call,
 * and what nobody has is waited for.
 */
export async function refuseFulfillment(
  services: Services,
  { request, actor }: Asked,
  id: FulfillmentId,
  refusal: Refusal,
): Promise<Changed<WireFulfillment>> {
  const { merchant_id } = request
  const order_id = await orderOf(services, merchant_id, id)
  const backorderable = await findBackorderable(services, request, id)
  return changeOrderWithUnits(services, {
    merchant_id,
    order_id,
    ...{ request, actor },
    want: (aggregate) => {
      const lines = unitsToReroute(aggregate, id, refusal)
      if (!lines.ok) return lines
      return ok(canReroute(aggregate, id) ? wantedOf(lines.value) : [])
    },
    beside: (aggregate) => staying(aggregate, id, refusal),
    avoid: (aggregate) => [...refusedBy(aggregate), fulfillmentOf(aggregate, id).location_id],
    when_short: 'take_what_is_there',
    decide: (aggregate, at, units) => refuse(aggregate, id, refusal, units, backorderable, at),
    answer: ({ aggregate }) => ({ status: 200, body: fulfillmentAnswer(aggregate, id) }),
  })
}

/** SKUs of a fulfillment that take orders beyond stock. */
async function findBackorderable(
  services: Services,
  { merchant_id }: RequestKey,
  id: FulfillmentId,
): Promise<Set<string>> {
  const order_id = await orderOf(services, merchant_id, id)
  const aggregate = await findOrder(services.shardFor(merchant_id), merchant_id, order_id)
  const lines: readonly FulfillmentLine[] = aggregate ? fulfillmentOf(aggregate, id).lines : []
  const skus = lines.map(({ sku }) => sku)
  const snapshot = await loadSnapshot(services, merchant_id, skus)
  return new Set(
    skus.filter((sku) => {
      const known = snapshot.skus.get(sku)
      return known && acceptsBackorder(known.backorder, services.now())
    }),
  )
}
