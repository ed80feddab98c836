import { systemActor } from '../../domain/access/audit'
import type { Aggregate } from '../../domain/orders/aggregate'
import { applyFound } from '../../domain/payments/apply-answer'
import { isLive, type Payment } from '../../domain/payments/payment'
import { ok } from '../../domain/shared/result'
import { describeError } from '../../http/log'
import type { Services } from '../../services'
import { changeOrder } from '../orders/change-order'
import { rescueOrder } from './rescue-order'
import {
  loadOrder,
  type OrderKey,
  type Pending,
  pendingOperations,
  settleOperations,
} from './settle-operations'

/**
 * Asks the gateway about a payment: what is pending is settled, and money that came although it had
 * been given up is booked. The job does this, too, for messages that never arrive.
 */
export async function checkPayment(
  services: Services,
  order: OrderKey,
  payment_id: string,
): Promise<void> {
  const aggregate = await loadOrder(services, order)
  const payment = aggregate.payments.find(({ id }) => id === payment_id)
  if (!payment) return
  const pending = isLive(payment)
    ? pendingOperations([payment])
    : await findLostMoney(services, aggregate, payment)
  const settled = await settleOperations(services, order, pending, 'ask')
  await rescueOrder(services, order, settled)
}

/**
 * It was given up, or refused: the customer may have paid all the same.
 *
 * @returns what is pending of the payment then
 */
async function findLostMoney(
  services: Services,
  { order }: Aggregate,
  payment: Payment,
): Promise<Pending[]> {
  const gateway = await services.gateways.reach(order.merchant_id, payment.gateway)
  const operation = payment.operations.find(({ type }) => type === 'authorize')
  const pending = pendingOperations([payment])
  if (!gateway || !operation) return pending
  const call = { payment, operation, email: order.email, now: services.now() }
  const answer = await gateway.find(call).catch((error: unknown) => {
    console.error(JSON.stringify({ payment_id: payment.id, ...describeError(error) }))
    return undefined
  })
  if (answer?.status !== 'succeeded') return pending
  const { body } = await changeOrder(services, {
    ...{ merchant_id: order.merchant_id, order_id: order.id, request: null },
    actor: systemActor('checkPayment'),
    decide: (aggregate, at) => ok(applyFound(aggregate, payment.id, answer, at)),
    answer: ({ aggregate: { payments } }) => ({
      status: 200,
      body: pendingOperations(payments.filter(({ id }) => id === payment.id)),
    }),
  })
  return body
}
