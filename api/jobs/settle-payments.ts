import type { MerchantId, OrderId } from '../domain/shared/ids'
import { abandonPayments, expireOrder } from '../features/payments/expire-order'
import { findExpiredOrders, findWaitingPayments } from '../features/payments/repository'
import { rescueOrder } from '../features/payments/rescue-order'
import {
  loadOrder,
  pendingOperations,
  settleOperations,
} from '../features/payments/settle-operations'
import { describeError } from '../http/log'
import type { Services } from '../services'

/** Orders looked at per run; the rest are still waiting in a minute. */
const ORDERS_MAX = 100

interface OrderKey {
  merchant_id: MerchantId
  order_id: OrderId
}

/**
 * Asks gateways about what they left unanswered, deals with money that came late, and gives up
 * what customers have left lying.
 */
export async function settlePayments(services: Services): Promise<void> {
  const waiting = await findWaitingPayments(services.directory, services.now(), ORDERS_MAX)
  await forEach(unique(waiting), async (order) => {
    const { payments } = await loadOrder(services, order)
    const now = services.now()
    const due = payments.map((payment) => ({
      ...payment,
      operations: payment.operations.filter(({ due_at }) => due_at !== null && due_at <= now),
    }))
    const settled = await settleOperations(services, order, pendingOperations(due), 'ask')
    await rescueOrder(services, order, settled)
    await abandonPayments(services, order)
  })
}

/** Ends orders that were not paid in time. */
export async function expireOrders(services: Services): Promise<void> {
  const expired = await findExpiredOrders(services.directory, services.now(), ORDERS_MAX)
  await forEach(expired, async (order) => {
    const skus = await expireOrder(services, order)
    const { merchant_id } = order
    await Promise.allSettled(skus.map((sku) => services.stock(merchant_id, sku).poke()))
  })
}

const unique = (orders: readonly OrderKey[]) => [
  ...new Map(orders.map((order) => [`${order.merchant_id}/${order.order_id}`, order])).values(),
]

/** One after the other: an order that cannot be settled now does not keep the others waiting. */
async function forEach(
  orders: readonly OrderKey[],
  settle: (order: OrderKey) => Promise<void>,
): Promise<void> {
  for (const order of orders) {
    try {
      await settle(order)
    } catch (error) {
      console.error(JSON.stringify({ order_id: order.order_id, ...describeError(error) }))
    }
  }
}
