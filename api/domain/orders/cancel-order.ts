import { err, ok, type Result } from '../shared/result'
import { type Aggregate, type At, type Change, replaceById, reviseFulfillment } from './aggregate'
import { unitsWanted } from './derive'
import { orderEvent } from './events'
import type { OrderRejection } from './rejection'
import { type LineUnits, removeUnits } from './remove-units'
import { moveOrder } from './status'
import { takeUnits, waitingUnits } from './units'

/**
 * Cancels an order of which nothing has left yet: its fulfillments end, its units go back to the
 * shelf. What was sent can only come back as a return.
 */
export function cancelOrder(
  aggregate: Aggregate,
  { reason, note }: { reason: string; note: string | null },
  { now }: At,
): Result<Change, OrderRejection> {
  const { order, lines, fulfillments } = aggregate
  const moved = moveOrder(order.status, 'canceled')
  if (!moved.ok) return moved
  const sent = fulfillments.filter(({ status }) => sentStates.includes(status))
  if (sent.length > 0) {
    return err({ code: 'already_fulfilled', fulfillments: sent.map(({ id }) => id) })
  }
  const { allocations, tasks } = takeUnits(aggregate, 'cancel', waitingUnits(aggregate))
  const ended = fulfillments
    .filter(({ status }) => status !== 'canceled' && status !== 'rejected')
    .map((each) => reviseFulfillment(each, now, { status: 'canceled' }))
  const canceled = {
    ...order,
    status: moved.value,
    cancel_reason: reason,
    cancel_note: note,
    expires_at: null,
  }
  return ok({
    aggregate: {
      ...aggregate,
      order: canceled,
      lines: lines.map((line) => ({
        ...line,
        quantity_canceled: line.quantity_canceled + unitsWanted(line),
        quantity_backordered: 0,
      })),
      allocations,
      fulfillments: replaceById(fulfillments, ...ended),
    },
    events: [orderEvent('order.canceled', canceled)],
    tasks,
  })
}

/** Cancels units of an order that nobody has begun to pick; all that are left: the whole order. */
export function cancelLines(
  aggregate: Aggregate,
  units: readonly LineUnits[],
  why: { reason: string; note: string | null },
  at: At,
): Result<Change, OrderRejection> {
  const moved = moveOrder(aggregate.order.status, 'canceled')
  if (!moved.ok) return moved
  const removed = removeUnits(aggregate, units, at.now)
  if (!removed.ok) return removed
  const { lines, order } = removed.value.aggregate
  if (lines.every((line) => unitsWanted(line) === 0)) return cancelOrder(aggregate, why, at)
  const event = orderEvent('order.lines_canceled', order, { lines: units })
  return ok({ ...removed.value, events: [event] })
}

const sentStates: readonly string[] = ['shipped', 'delivered', 'picked_up']
