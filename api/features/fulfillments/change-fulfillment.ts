import type { z } from '@hono/zod-openapi'
import { type FulfillmentId, fulfillmentOf } from '../../domain/fulfillments/work'
import type { Aggregate, At, Change } from '../../domain/orders/aggregate'
import type { Rejection } from '../../domain/rejection'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import type { Result } from '../../domain/shared/result'
import type { Asked } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { type Changed, changeOrder } from '../orders/change-order'
import type { FulfillmentSchema } from '../orders/part-schemas'
import { toFulfillment } from '../orders/parts'
import { findOrderOfFulfillment } from './repository'

export type WireFulfillment = z.output<typeof FulfillmentSchema>

/** A fulfillment is changed through its order: under its lock, with all that follows from it. */
export async function orderOf(
  services: Services,
  merchant_id: MerchantId,
  id: FulfillmentId,
): Promise<OrderId> {
  const order_id = await findOrderOfFulfillment(services.shardFor(merchant_id), merchant_id, id)
  if (!order_id) throw new Problem('not_found')
  return order_id
}

export const fulfillmentAnswer = (aggregate: Aggregate, id: FulfillmentId): WireFulfillment =>
  toFulfillment(fulfillmentOf(aggregate, id), aggregate)

/** A step that needs no units from elsewhere. */
export async function changeFulfillment(
  services: Services,
  { request, actor }: Asked,
  id: FulfillmentId,
  decide: (aggregate: Aggregate, at: At) => Result<Change, Rejection>,
): Promise<Changed<WireFulfillment>> {
  const { merchant_id } = request
  return changeOrder(services, {
    merchant_id,
    order_id: await orderOf(services, merchant_id, id),
    ...{ request, actor },
    decide,
    answer: ({ aggregate }) => ({ status: 200, body: fulfillmentAnswer(aggregate, id) }),
  })
}
