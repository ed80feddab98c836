import type { z } from '@hono/zod-openapi'
import { violatedConstraint } from '../../../db/database'
import type { StockTask } from '../../domain/inventory/task'
import { moveOrder, movePayment } from '../../domain/orders/status'
import type { AttemptId, OrderId } from '../../domain/shared/ids'
import { type Claimed, findRecorded, isKeyInUse, type RequestKey } from '../../http/idempotency'
import { orThrow, Problem } from '../../http/problem'
import type { Services } from '../../services'
import { orderCanceled } from './events'
import { type OrderRow, type StoredOrder, toOrder, type WireOrder } from './order'
import { findOrder, saveOrder } from './repository'
import type { CancelOrderSchema } from './schemas'

/**
 * Cancels an order that nothing was shipped of. Its units come back through tasks that the stock
 * objects pick up; D1 has decided once the batch is written.
 *
 * @returns the order, and the SKUs whose objects have news to fetch
 */
export async function cancelOrder(
  services: Services,
  request: RequestKey,
  id: OrderId,
  body: z.output<typeof CancelOrderSchema>,
): Promise<Claimed<WireOrder> & { skus: readonly string[] }> {
  const { merchant_id } = request
  const db = services.shardFor(merchant_id)
  const earlier = await findRecorded<WireOrder>(db, request)
  if (earlier) return { replayed: true, skus: [], ...earlier }
  const stored = await findOrder(db, merchant_id, id)
  if (!stored) throw new Problem('not_found')

  const order = cancel(stored.order, body, services.now())
  const tasks = unitsToReturn(stored)
  const answer = { status: 200, body: toOrder({ ...stored, order }) }
  const event = {
    ...orderCanceled(order),
    id: services.newId('event'),
    merchant_id,
    created_at: order.updated_at,
  }
  try {
    const operation_id = `cancel.${id}`
    await saveOrder(db, { order, event, tasks, operation_id, request, answer })
  } catch (error) {
    if (isKeyInUse(error)) {
      const recorded = await findRecorded<WireOrder>(db, request)
      if (recorded) return { replayed: true, skus: [], ...recorded }
    }
    // Someone else changed the order first: look again what it allows now.
    if (violatedConstraint(error)) return cancelOrder(services, request, id, body)
    throw error
  }
  return { replayed: false, skus: tasks.map(({ sku }) => sku), ...answer }
}

function cancel(
  order: OrderRow,
  { reason, note }: z.output<typeof CancelOrderSchema>,
  now: number,
): OrderRow {
  return {
    ...order,
    status: orThrow(moveOrder(order.status, 'canceled')),
    payment_status: orThrow(movePayment(order.payment_status, 'voided')),
    cancel_reason: reason,
    cancel_note: note ?? null,
    version: order.version + 1,
    updated_at: now,
  }
}

function unitsToReturn({ order, allocations }: StoredOrder): { sku: string; task: StockTask }[] {
  return [...Map.groupBy(allocations, ({ sku }) => sku)].map(([sku, rows]) => {
    const units = new Map<string, number>()
    for (const { location_id, quantity } of rows) {
      units.set(location_id, (units.get(location_id) ?? 0) + quantity)
    }
    const task: StockTask = {
      type: 'cancel',
      attempt_id: order.attempt_id as AttemptId,
      order_id: order.id,
      units: [...units].map(([location_id, quantity]) => ({ location_id, quantity })),
    }
    return { sku, task }
  })
}
