import type { z } from '@hono/zod-openapi'
import type { Aggregate, At, Change } from '../../domain/orders/aggregate'
import { cancelOrder } from '../../domain/orders/cancel-order'
import { FIRST_WAIT } from '../../domain/payments/operate'
import type { Payment } from '../../domain/payments/payment'
import type { Rejection } from '../../domain/rejection'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import { ok, type Result } from '../../domain/shared/result'
import { type Instant, MS_PER_MINUTE } from '../../domain/shared/time'
import { type Claimed, type RequestKey, record, unclaim } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { findPaymentSettings } from '../payments/repository'
import {
  type How,
  loadOrder,
  pendingOperations,
  settleOperations,
} from '../payments/settle-operations'
import { resolveTender } from '../payments/tender'
import { changeOrder } from './change-order'
import type { PlannedPayment } from './compose-order'
import { toOrder, type WireOrder } from './order'
import type { PlaceOrderSchema } from './schemas'

type Body = z.output<typeof PlaceOrderSchema>

/** Gateways whose outcome is not known at once: what they do not bring in time ends the order. */
const awaited: readonly string[] = ['test', 'stripe']

/** How an order that is about to be placed is to be paid; checked before any unit is touched. */
export async function planPayment(
  services: Services,
  merchant_id: MerchantId,
  { payment, currency, customer }: Body,
): Promise<PlannedPayment> {
  const terms = payment?.terms ?? null
  const later = { terms, tender: null, expires_at: null }
  if (!payment) return later
  const { gateway, token, capture } = payment
  const payer = { merchant_id, currency, email: customer.email.toLowerCase() }
  const tender = await resolveTender(services, payer, { gateway, token })
  if (gateway === 'manual') {
    const is_agreed = token === 'cash_on_delivery'
    if (capture !== true && !is_agreed) return later
    return { ...later, tender: { gateway, token: tender.token, capture: capture ?? false } }
  }
  const db = services.shardFor(merchant_id)
  const { unpaid_expires_after_minutes } = await findPaymentSettings(db, merchant_id)
  const expires_at = services.now() + unpaid_expires_after_minutes * MS_PER_MINUTE
  return {
    terms,
    tender: { gateway, token: tender.token, capture: capture ?? true },
    expires_at: awaited.includes(gateway) ? expires_at : null,
  }
}

/** Somebody is asking its gateway just now. */
export const isBeingPaid = ({ order, payments }: Aggregate, now: Instant) =>
  payments.some(({ status }) => status === 'pending') && now < order.created_at + FIRST_WAIT

/**
 * Asks the gateway for the money of an order that was just placed, and answers the request: the
 * order as it is then, or 402 and an order that has ended, its units free again.
 *
 * @param how `ask` when an earlier run may have sent it
 * @throws Problem `payment_declined`, which is not recorded: the same key may try again
 */
export async function payPlacedOrder(
  services: Services,
  request: RequestKey,
  order_id: OrderId,
  how: How,
): Promise<Claimed<WireOrder>> {
  const { merchant_id } = request
  const db = services.shardFor(merchant_id)
  const key = { merchant_id, order_id }
  const { payments } = await loadOrder(services, key)
  const paid = await settleOperations(services, key, pendingOperations(payments), how)
  const refused = paid.payments.find(({ status }) => status === 'failed')
  if (refused) {
    await decline(services, key)
    await unclaim(db, request, order_id)
    throw declined(refused)
  }
  const answer = { status: 201, body: toOrder(paid) }
  await record(db, request, order_id, answer)
  return { ...answer, replayed: false }
}

export function declined({ id, operations }: Payment): Problem {
  const decline_code = operations.findLast(({ error }) => error !== null)?.error ?? 'refused'
  return new Problem('payment_declined', { extra: { decline_code, payment_id: id } })
}

/** The order stays as a record of what happened; its external id is free for the next try. */
async function decline(services: Services, order: { merchant_id: MerchantId; order_id: OrderId }) {
  const { skus } = await changeOrder(services, {
    ...order,
    request: null,
    decide: endDeclined,
    answer: () => ({ status: 200, body: null }),
  })
  const { merchant_id } = order
  await Promise.allSettled(skus.map((sku) => services.stock(merchant_id, sku).pull()))
}

function endDeclined(aggregate: Aggregate, at: At): Result<Change, Rejection> {
  if (aggregate.order.status === 'canceled') return ok({ aggregate, events: [], tasks: [] })
  const freed = { ...aggregate, order: { ...aggregate.order, external_id: null } }
  return cancelOrder(freed, { reason: 'payment_declined', note: null }, at)
}
