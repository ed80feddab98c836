import { createHmac } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import { systemActor } from '../../domain/access/audit'
import type { Fulfillment } from '../../domain/fulfillments/fulfillment'
import {
  expirePickup,
  type PickedUp,
  pickUp,
  pickupRound,
  ready,
} from '../../domain/fulfillments/pickup'
import { formatPickupCode, normalizePickupCode } from '../../domain/fulfillments/pickup-code'
import { type FulfillmentId, fulfillmentOf } from '../../domain/fulfillments/work'
import { giveBack } from '../../domain/payments/give-back'
import type { MerchantId } from '../../domain/shared/ids'
import type { Asked } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { type Changed, changeOrder } from '../orders/change-order'
import { findPaymentSettings } from '../payments/repository'
import { sendMoney } from '../returns/send-money'
import { fulfillmentAnswer, orderOf, type WireFulfillment } from './change-fulfillment'
import type { PickUpSchema, ReadySchema } from './schemas'

/**
 * The code that is valid now. It is computed from the signing secret whenever it is needed, so that
 * it is stored nowhere: not with the fulfillment, not with the answer that is kept for a retry.
 */
export const pickupCode = (
  secret: string,
  { merchant_id, id }: Pick<Fulfillment, 'merchant_id' | 'id'>,
  round: number,
): string => {
  const about = JSON.stringify(['pickup', merchant_id, id, round])
  return formatPickupCode(createHmac('sha256', secret).update(about).digest())
}

export async function makeReady(
  services: Services,
  { request, actor }: Asked,
  secret: string,
  id: FulfillmentId,
  { expires_in_days }: z.output<typeof ReadySchema>,
): Promise<Changed<WireFulfillment & { pickup_code: string }>> {
  const { merchant_id } = request
  const done = await changeOrder(services, {
    merchant_id,
    order_id: await orderOf(services, merchant_id, id),
    ...{ request, actor },
    decide: (aggregate, at) => ready(aggregate, id, expires_in_days, at),
    answer: ({ aggregate }) => {
      const pickup_round = pickupRound(fulfillmentOf(aggregate, id))
      return { status: 200, body: { ...fulfillmentAnswer(aggregate, id), pickup_round } }
    },
  })
  const { pickup_round, ...body } = done.body
  const pickup_code = pickupCode(secret, { merchant_id, id }, pickup_round)
  return { ...done, body: { ...body, pickup_code } }
}

/** @throws Problem `wrong_code`, which is counted: after some only another code helps */
export async function handOver(
  services: Services,
  { request, actor }: Asked,
  secret: string,
  id: FulfillmentId,
  { code }: z.output<typeof PickUpSchema>,
): Promise<Changed<WireFulfillment>> {
  const { merchant_id } = request
  const typed = normalizePickupCode(code)
  const done = await changeOrder<PickedUp, WireFulfillment & { tries_left: number }>(services, {
    merchant_id,
    order_id: await orderOf(services, merchant_id, id),
    ...{ request, actor },
    decide: (aggregate, at) => pickUp(aggregate, id, (each) => isCode(secret, each, typed), at),
    answer: ({ aggregate, picked_up, tries_left }) => ({
      status: picked_up ? 200 : 422,
      body: { ...fulfillmentAnswer(aggregate, id), tries_left },
    }),
  })
  const { tries_left, ...body } = done.body
  if (done.status === 422) throw new Problem('wrong_code', { extra: { tries_left } })
  return { ...done, body }
}

const isCode = (secret: string, fulfillment: Fulfillment, typed: string) =>
  normalizePickupCode(pickupCode(secret, fulfillment, pickupRound(fulfillment))) === typed

/**
 * Of a pickup nobody came for: its units are free again, and what was paid for them goes back. Run
 * again, or too early, it changes nothing.
 */
export async function expireOverdue(
  services: Services,
  merchant_id: MerchantId,
  id: FulfillmentId,
): Promise<readonly string[]> {
  const order = { merchant_id, order_id: await orderOf(services, merchant_id, id) }
  const { refund_order } = await findPaymentSettings(services.shardFor(merchant_id), merchant_id)
  const money = sendMoney(services, order)
  const { skus } = await changeOrder(services, {
    ...order,
    request: null,
    actor: systemActor('expirePickup'),
    decide: (aggregate, at) => {
      const expired = expirePickup(aggregate, id, at)
      if (!expired.ok || expired.value.aggregate === aggregate) return expired
      const reason = 'pickup_expired'
      return money.note(aggregate, giveBack(aggregate, expired.value, reason, refund_order, at))
    },
    answer: () => ({ status: 200, body: null }),
  })
  await money.send()
  return skus
}
