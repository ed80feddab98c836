import { err, ok, type Result } from '../shared/result'
import type { Aggregate, At, Change } from './aggregate'
import { orderEvent } from './events'
import type { HoldReason, OrderHold } from './order'
import type { OrderRejection } from './rejection'
import { moveOrder } from './status'

/** Several reasons may hold an order at once; while one does, nobody works on it. */
export function holdOrder(
  aggregate: Aggregate,
  { reason, note }: { reason: HoldReason; note: string | null },
  { now, newId }: At,
): Result<Change & { hold: OrderHold }, OrderRejection> {
  const { order } = aggregate
  const moved = order.status === 'on_hold' ? ok(order.status) : moveOrder(order.status, 'on_hold')
  if (!moved.ok) return moved
  const hold: OrderHold = { id: newId('hold'), reason, note, created_at: now }
  const held = { ...order, holds: [...order.holds, hold] }
  const event = orderEvent('order.hold_placed', held, { hold_id: hold.id, reason })
  return ok({ aggregate: { ...aggregate, order: held }, events: [event], tasks: [], hold })
}

/** Releases one hold by its id; the order goes on when none is left. */
export function releaseOrder(
  aggregate: Aggregate,
  hold_id: string,
): Result<Change, OrderRejection> {
  const { order } = aggregate
  const hold = order.holds.find(({ id }) => id === hold_id)
  if (!hold) {
    return err({ code: 'unknown_hold', hold_id, holds: order.holds.map(({ id }) => id) })
  }
  const released = { ...order, holds: order.holds.filter((each) => each !== hold) }
  const event = orderEvent('order.hold_released', released, { hold_id, reason: hold.reason })
  return ok({ aggregate: { ...aggregate, order: released }, events: [event], tasks: [] })
}
