import { systemActor } from '../../domain/access/audit'
import { type Aggregate, type At, type Change, unchanged } from '../../domain/orders/aggregate'
import { cancelOrder } from '../../domain/orders/cancel-order'
import { isCovered } from '../../domain/payments/coverage'
import { giveUpAwaited, isAwaited, isUndecided } from '../../domain/payments/end-money'
import { giveBack } from '../../domain/payments/give-back'
import type { RefundOrder } from '../../domain/refunds/split-tenders'
import type { Rejection } from '../../domain/rejection'
import { ok, type Result } from '../../domain/shared/result'
import { MS_PER_MINUTE } from '../../domain/shared/time'
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
    actor: systemActor('expireOrder'),
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
  if (settled.payments.some(isUndecided)) return []
  const { refund_order } = await findPaymentSettings(services.shardFor(merchant_id), merchant_id)
  let operations: Pending[] = []
  const { skus } = await changeOrder(services, {
    ...order,
    request: null,
    actor: systemActor('expireOrder'),
    decide: (aggregate, at) => {
      const expired = expire(aggregate, refund_order, at)
      const after = expired.ok ? expired.value.aggregate : aggregate
      operations = newOperations(aggregate.payments, after.payments)
      return expired
    },
    answer: () => ({ status: 200, body: null }),
  })
  await settleOperations(services, order, operations, 'send')
  return skus
}

/**
 * Gives up payments that a customer has left lying, of an order that does not end with them: what
 * they were for can be paid another way then.
 */
export async function abandonPayments(services: Services, order: OrderKey): Promise<void> {
  const { merchant_id } = order
  const { payments, order: kept } = await loadOrder(services, order)
  if (kept.expires_at !== null || !payments.some(isAwaited)) return
  const db = services.shardFor(merchant_id)
  const { unpaid_expires_after_minutes } = await findPaymentSettings(db, merchant_id)
  const oldest = services.now() - unpaid_expires_after_minutes * MS_PER_MINUTE
  const is_left = payments.filter(isAwaited).every(({ created_at }) => created_at <= oldest)
  if (is_left) await giveUpPayments(services, order, true)
}

/** What cannot be canceled any more does not expire. */
function expire(
  aggregate: Aggregate,
  refund_order: RefundOrder,
  at: At,
): Result<Change, Rejection> {
  const { order } = aggregate
  if (order.expires_at === null || order.expires_at > at.now) return ok(unchanged(aggregate))
  if (aggregate.payments.some(isUndecided)) return ok(unchanged(aggregate))
  const lasting = { ...aggregate, order: { ...order, expires_at: null } }
  const is_covered = isCovered(aggregate) || order.terms !== null
  const reason = 'payment_expired'
  const canceled = cancelOrder(aggregate, { reason, note: null }, at)
  if (is_covered || !canceled.ok) return ok({ aggregate: lasting, events: [], tasks: [] })
  return giveBack(aggregate, canceled.value, reason, refund_order, at)
}
