import { type Aggregate, type At, type Change, unchanged } from '../../domain/orders/aggregate'
import { cancelOrder } from '../../domain/orders/cancel-order'
import { payable } from '../../domain/orders/derive'
import { awaitedPayments, endMoney, giveUpAwaited } from '../../domain/payments/end-money'
import { totalsOf } from '../../domain/payments/status'
import type { Rejection } from '../../domain/rejection'
import { ok, type Result } from '../../domain/shared/result'
import type { Services } from '../../services'
import { changeOrder } from '../orders/change-order'
import { findPaymentSettings } from './repository'
import {
  loadOrder,
  newOperations,
  type OrderKey,
  type Pending,
  pendingOperations,
  settleOperations,
} from './settle-operations'

/**
 * Cancels the payments of an order that nobody knows the outcome of, at their gateways, and
 * waits for the answers. Whether they are dead then is for the caller to see.
 */
export async function giveUpPayments(
  services: Services,
  order: OrderKey,
  expired: boolean,
): Promise<Aggregate> {
  let sent: Pending[] = []
  await changeOrder(services, {
    ...order,
    request: null,
    decide: (aggregate, at) => {
      const change = giveUpAwaited(aggregate, expired, at)
      sent = newOperations(aggregate.payments, change.aggregate.payments)
      return ok(change)
    },
    answer: () => ({ status: 200, body: null }),
  })
  const { payments } = await loadOrder(services, order)
  const is_new = new Set(sent.map(({ operation_id }) => operation_id))
  const older = pendingOperations(payments).filter(({ operation_id }) => !is_new.has(operation_id))
  // First what became of the authorization, then its cancellation.
  await settleOperations(services, order, older, 'ask')
  return settleOperations(services, order, sent, 'send')
}

/**
 * Ends an order that was not paid in time: the gateway is canceled first, and only when the
 * payment is known dead is its stock released. Paid at the last moment, it lives.
 *
 * @returns the SKUs whose stock objects have news to fetch
 */
export async function expireOrder(services: Services, order: OrderKey): Promise<readonly string[]> {
  const { merchant_id } = order
  const settled = await giveUpPayments(services, order, true)
  if (awaitedPayments(settled).length > 0) return []
  const { refund_order } = await findPaymentSettings(services.shardFor(merchant_id), merchant_id)
  const { skus } = await changeOrder(services, {
    ...order,
    request: null,
    decide: (aggregate, at) =>
      expire(aggregate, at, (each) => endMoney(each, 'payment_expired', refund_order, at)),
    answer: () => ({ status: 200, body: null }),
  })
  const { payments } = await loadOrder(services, order)
  await settleOperations(services, order, pendingOperations(payments), 'send')
  return skus
}

function expire(
  aggregate: Aggregate,
  at: At,
  end: (aggregate: Aggregate) => Result<Change, Rejection>,
): Result<Change, Rejection> {
  const { order, payments } = aggregate
  if (order.expires_at === null || order.expires_at > at.now) return ok(unchanged(aggregate))
  const { captured, authorized } = totalsOf(payments)
  const is_covered = captured + authorized >= payable(aggregate) || order.terms !== null
  if (is_covered || order.status === 'canceled') {
    return ok({
      aggregate: { ...aggregate, order: { ...order, expires_at: null } },
      ...{ events: [], tasks: [] },
    })
  }
  const ended = end(aggregate)
  if (!ended.ok) return ended
  const canceled = cancelOrder(ended.value.aggregate, { reason: 'payment_expired', note: null }, at)
  if (!canceled.ok) return canceled
  return ok({
    ...canceled.value,
    events: [...ended.value.events, ...canceled.value.events],
  })
}
