import { applyFound } from '../../domain/payments/apply-answer'
import { isLive, type Payment } from '../../domain/payments/payment'
import { ok } from '../../domain/shared/result'
import { describeError } from '../../http/log'
import type { Services } from '../../services'
import { changeOrder } from '../orders/change-order'
import { rescueOrder } from './rescue-order'
import { loadOrder, type OrderKey, pendingOperations, settleOperations } from './settle-operations'

/**
 * Asks the gateway about a payment: what is pending is settled, and money that came although it had
 * been given up is booked. The job does this, too, for messages that never arrive.
 */
export async function checkPayment(
  services: Services,
  order: OrderKey,
  payment_id: string,
): Promise<void> {
  const { payments } = await loadOrder(services, order)
  const payment = payments.find(({ id }) => id === payment_id)
  if (!payment) return
  if (!isLive(payment)) await findLostMoney(services, order, payment)
  const settled = await settleOperations(services, order, pendingOperations([payment]), 'ask')
  await rescueOrder(services, order, settled)
}

/** It was given up, or refused: the customer may have paid all the same. */
async function findLostMoney(services: Services, order: OrderKey, payment: Payment): Promise<void> {
  const gateway = await services.gateways.reach(order.merchant_id, payment.gateway)
  const operation = payment.operations.find(({ type }) => type === 'authorize')
  if (!gateway || !operation) return
  const { order: paid } = await loadOrder(services, order)
  const call = { payment, operation, email: paid.email, now: services.now() }
  const answer = await gateway.find(call).catch((error: unknown) => {
    console.error(JSON.stringify({ payment_id: payment.id, ...describeError(error) }))
    return undefined
  })
  if (answer?.status !== 'succeeded') return
  await changeOrder(services, {
    ...order,
    request: null,
    decide: (aggregate, at) => ok(applyFound(aggregate, payment.id, answer, at)),
    answer: () => ({ status: 200, body: null }),
  })
}
