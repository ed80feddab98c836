import type { z } from '@hono/zod-openapi'
import type { Aggregate, At, Change } from '../../domain/orders/aggregate'
import { cancelLines, cancelOrder as decideCancel } from '../../domain/orders/cancel-order'
import { awaitedPayments } from '../../domain/payments/end-money'
import { giveBack } from '../../domain/payments/give-back'
import type { RefundOrder } from '../../domain/refunds/split-tenders'
import type { Rejection } from '../../domain/rejection'
import type { OrderId, OrderLineId } from '../../domain/shared/ids'
import { err, type Result } from '../../domain/shared/result'
import { type Asked, findRecorded, type RequestKey } from '../../http/idempotency'
import { orThrow, Problem } from '../../http/problem'
import type { Services } from '../../services'
import { giveUpPayments } from '../payments/expire-order'
import { changeOrderWithMoney } from '../payments/money-verb'
import { findPaymentSettings } from '../payments/repository'
import { type Changed, changeOrder } from './change-order'
import type { CancelOrderSchema } from './change-schemas'
import { toOrder, type WireOrder } from './order'
import { findOrder } from './repository'

type Body = z.output<typeof CancelOrderSchema>

/**
 * Cancels an order or some of its units; they come back through tasks that the stock objects pick
 * up. Its money ends with it: what is authorized is given up, what was captured goes back.
 */
export async function cancelOrder(
  services: Services,
  { request, actor }: Asked,
  order_id: OrderId,
  body: Body,
): Promise<Changed<WireOrder>> {
  const { merchant_id } = request
  const db = services.shardFor(merchant_id)
  const order = { merchant_id, order_id, request, actor }
  const aggregate = await findOrder(db, merchant_id, order_id)
  if (!aggregate) throw new Problem('not_found')
  if (aggregate.payments.length === 0) {
    return changeOrder(services, {
      ...order,
      decide: (unpaid, at) =>
        unpaid.payments.length > 0 ? err({ code: 'order_changed' }) : decide(body, unpaid, at),
      answer: ({ aggregate: canceled }) => ({ status: 200, body: toOrder(canceled) }),
    })
  }
  if (!body.lines && awaitedPayments(aggregate).length > 0) {
    await giveUpFirst(services, order, body, aggregate)
  }
  const { refund_order } = await findPaymentSettings(db, merchant_id)
  return changeOrderWithMoney(services, {
    ...order,
    decide: (paid, at) => decideWithMoney(body, refund_order, paid, at),
    subject: () => order_id,
    answer: (canceled) => ({ status: 200, body: toOrder(canceled) }),
  })
}

/** The gateway is canceled first: only then is it known that no money comes for units let go. */
async function giveUpFirst(
  services: Services,
  order: Asked & { merchant_id: RequestKey['merchant_id']; order_id: OrderId },
  body: Body,
  aggregate: Aggregate,
): Promise<void> {
  const db = services.shardFor(order.merchant_id)
  if (await findRecorded(db, order.request)) return
  orThrow(decide(body, aggregate, { now: services.now(), newId: services.newId }))
  await giveUpPayments(services, order, false)
}

function decide(
  { reason, note, lines }: Body,
  aggregate: Aggregate,
  at: At,
): Result<Change, Rejection> {
  const why = { reason, note: note ?? null }
  if (!lines) return decideCancel(aggregate, why, at)
  const units = lines.map((line) => ({ ...line, line_id: line.line_id as OrderLineId }))
  return cancelLines(aggregate, units, why, at)
}

function decideWithMoney(
  body: Body,
  refund_order: RefundOrder,
  before: Aggregate,
  at: At,
): Result<Change, Rejection> {
  const canceled = decide(body, before, at)
  return canceled.ok ? giveBack(before, canceled.value, body.reason, refund_order, at) : canceled
}
