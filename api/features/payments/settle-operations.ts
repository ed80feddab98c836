import { GatewaySilent, type PaymentGateway } from '../../adapters/payments/gateway'
import { systemActor } from '../../domain/access/audit'
import type { Aggregate } from '../../domain/orders/aggregate'
import { type Answered, applyAnswer } from '../../domain/payments/apply-answer'
import { isBeingVoided } from '../../domain/payments/operate'
import type { Payment, PaymentOperation } from '../../domain/payments/payment'
import { pendingOf } from '../../domain/payments/payment'
import { type GatewayAnswer, markAsked } from '../../domain/payments/resolve'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import { ok } from '../../domain/shared/result'
import { MS_PER_MINUTE } from '../../domain/shared/time'
import { describeError } from '../../http/log'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { changeOrder } from '../orders/change-order'
import { findOrder } from '../orders/repository'

export interface OrderKey {
  merchant_id: MerchantId
  order_id: OrderId
}

/** An operation of a payment, by name. */
export type Pending = Pick<Answered, 'payment_id' | 'operation_id'>

/**
 * `send`: it was just decided, and nobody sent it yet. `ask`: it may have been sent, so it is looked
 * up, and sent again only when it never arrived.
 */
export type How = 'send' | 'ask'

/** An authorization of which nothing is known after this long never arrived, and will not. */
const IN_FLIGHT_AT_MOST = MS_PER_MINUTE
/** Operations settled in one go: what is left is due again in a moment. */
const STEPS_MAX = 40

/**
 * Takes operations to their gateways and writes down what came of each, and of what follows by
 * itself. What a gateway leaves unanswered stays pending and is asked about again by the job.
 */
export async function settleOperations(
  services: Services,
  order: OrderKey,
  operations: readonly Pending[],
  how: How,
): Promise<Aggregate> {
  const queue = operations.map((pending) => ({ pending, how }))
  for (let step = 0; step < STEPS_MAX; step++) {
    const next = queue.shift()
    if (!next) break
    const followers = await settleOne(services, order, next.pending, next.how)
    queue.push(...followers.map((pending) => ({ pending, how: 'send' as const })))
  }
  return loadOrder(services, order)
}

export async function loadOrder(services: Services, { merchant_id, order_id }: OrderKey) {
  const found = await findOrder(services.shardFor(merchant_id), merchant_id, order_id)
  if (!found) throw new Problem('not_found')
  return found
}

/** Operations that are pending in the one and were not there in the other. */
export const newOperations = (before: readonly Payment[], after: readonly Payment[]): Pending[] => {
  const known = new Set(before.flatMap(({ operations }) => operations.map(({ id }) => id)))
  return pendingOperations(after).filter(({ operation_id }) => !known.has(operation_id))
}

export const pendingOperations = (
  payments: readonly Payment[],
): (Pending & { operation_id: PaymentOperation['id'] })[] =>
  payments.flatMap(({ id, operations }) =>
    operations
      .filter(({ status }) => status === 'pending')
      .map((operation) => ({ payment_id: id, operation_id: operation.id })),
  )

async function settleOne(
  services: Services,
  order: OrderKey,
  { payment_id, operation_id }: Pending,
  how: How,
): Promise<Pending[]> {
  const aggregate = await loadOrder(services, order)
  const payment = aggregate.payments.find(({ id }) => id === payment_id)
  const operation = payment?.operations.find(({ id }) => id === operation_id)
  if (!payment || operation?.status !== 'pending') return []
  // Whether there is anything to cancel is known only from what became of the authorization.
  const authorization = pendingOf(payment.operations, 'authorize')
  if (operation.type === 'void' && authorization && how === 'ask') {
    const before = { payment_id, operation_id: authorization.id }
    await settleOne(services, order, before, 'ask')
  }
  const gateway = await gatewayOf(services, payment, operation)
  if (!gateway) return postpone(services, order, { payment_id, operation_id })
  const answer = await answerOf(services, gateway, aggregate, { payment, operation }, how)
  if (!answer) return postpone(services, order, { payment_id, operation_id })
  const { multicapture } = gateway
  const followers = await record(services, order, {
    ...{ payment_id, operation_id, answer, multicapture },
  })
  const was_kept = operation.type === 'void' && answer.status === 'failed' && authorization
  // It could not be canceled: it was paid meanwhile, or refused.
  if (was_kept) await settleOne(services, order, { payment_id, operation_id: was_kept.id }, 'ask')
  return followers
}

const gatewayOf = (
  { gateways }: Services,
  { merchant_id, gateway }: Payment,
  { type, destination }: PaymentOperation,
): Promise<PaymentGateway | undefined> =>
  type === 'refund' && destination === 'store_credit'
    ? Promise.resolve(gateways.storeCredit(merchant_id))
    : gateways.reach(merchant_id, gateway)

/** What the gateway says; undefined when nobody knows yet. */
async function answerOf(
  services: Services,
  gateway: PaymentGateway,
  { order }: Aggregate,
  { payment, operation }: { payment: Payment; operation: PaymentOperation },
  how: How,
): Promise<GatewayAnswer | undefined> {
  const now = services.now()
  const call = { payment, operation, email: order.email, now }
  try {
    const known = how === 'ask' ? await gateway.find(call) : undefined
    if (known) return known
    const is_given_up = operation.type === 'authorize' && isBeingVoided(payment)
    if (!is_given_up) return await gateway.perform(call)
    const is_lost = now >= operation.created_at + IN_FLIGHT_AT_MOST
    return is_lost ? { status: 'failed', error: 'never_arrived' } : undefined
  } catch (error) {
    if (!(error instanceof GatewaySilent)) {
      console.error(JSON.stringify({ operation_id: operation.id, ...describeError(error) }))
    }
    return undefined
  }
}

async function record(services: Services, order: OrderKey, answered: Answered): Promise<Pending[]> {
  let followers: Pending[] = []
  const { skus } = await changeOrder(services, {
    ...order,
    request: null,
    actor: systemActor('settlePayment'),
    decide: (aggregate, at) => {
      const change = applyAnswer(aggregate, answered, at)
      followers = newOperations(aggregate.payments, change.aggregate.payments)
      return ok(change)
    },
    answer: () => ({ status: 200, body: null }),
  })
  // What is paid at the counter leaves with its payment.
  await Promise.allSettled(skus.map((sku) => services.stock(order.merchant_id, sku).poke()))
  return followers
}

/** Nobody knows: it is asked about again later, and less often each time. */
async function postpone(
  services: Services,
  order: OrderKey,
  { payment_id, operation_id }: Pending,
): Promise<Pending[]> {
  await changeOrder(services, {
    ...order,
    request: null,
    actor: systemActor('settlePayment'),
    decide: (aggregate, { now }) => {
      const payments = aggregate.payments.map((payment) =>
        payment.id === payment_id ? markAsked(payment, operation_id, now) : payment,
      )
      return ok({ aggregate: { ...aggregate, payments }, events: [], tasks: [] })
    },
    answer: () => ({ status: 200, body: null }),
  })
  return []
}
