import type { OrderId } from '../shared/ids'
import type { Instant } from '../shared/time'
import { mergeUnits } from './demand'
import { unpin } from './pin'
import {
  type Attempt,
  availableAt,
  type Changes,
  moveUnits,
  type Records,
  type Stock,
  unchanged,
} from './stock'
import type { Allocation, EmptyShelfTask, NumberedTask, Outcome, UnitsTask } from './task'

/** How D1 decided about a pin. Applied again, or too late, it changes nothing. */
export function settleOutcome(
  stock: Stock,
  records: Records,
  outcome: Outcome,
  now: Instant,
): Changes {
  const pinned = stock.pinned.get(outcome.attempt_id)
  if (!pinned) return unchanged
  if (outcome.outcome === 'aborted') return unpin(records, pinned, 'abort', now)
  return commit(records, pinned, outcome.order_id, now)
}

function commit(records: Records, pinned: Attempt, order_id: OrderId, now: Instant): Changes {
  const reservation = records.reservation(pinned.reservation_id)
  return {
    ...unchanged,
    movements: moveUnits(pinned.units, {
      operation: 'commit',
      from_account: 'reserved',
      to_account: 'committed',
      subject_id: order_id,
    }),
    reservations: reservation ? [{ ...reservation, state: 'placed', closed_at: now }] : [],
    attempts: [{ ...pinned, state: 'committed', order_id }],
  }
}

/**
 * Carries out what D1 decided after placement. Tasks come in order and only above the cursor; one
 * that names a still pinned attempt proves that it was placed, so that comes first.
 */
export function settleTask(
  stock: Stock,
  records: Records,
  task: NumberedTask,
  now: Instant,
): readonly Changes[] {
  switch (task.type) {
    case 'cancel':
    case 'dispatch':
    case 'shrink':
      return settleUnits(stock, records, task, now)
    case 'return':
      return [
        {
          ...unchanged,
          movements: moveUnits(mergeUnits([task.units]), {
            operation: 'return',
            from_account: 'customer',
            to_account: task.account,
            subject_id: task.order_id,
          }),
        },
      ]
    case 'empty_shelf':
      return [emptyShelf(stock, task)]
  }
}

const destinations = { cancel: 'available', dispatch: 'customer', shrink: 'shrinkage' } as const

function settleUnits(stock: Stock, records: Records, task: UnitsTask, now: Instant): Changes[] {
  const pinned = stock.pinned.get(task.attempt_id)
  const committing = pinned ? [commit(records, pinned, task.order_id, now)] : []
  const attempt = committing[0]?.attempts[0] ?? records.attempt(task.attempt_id)
  if (attempt?.state !== 'committed') return committing
  const units = overlap(attempt.units, mergeUnits([task.units]))
  return [
    ...committing,
    {
      ...unchanged,
      movements: moveUnits(units, {
        operation: task.type,
        from_account: 'committed',
        to_account: destinations[task.type],
        subject_id: task.order_id,
      }),
      attempts: [{ ...attempt, units: without(attempt.units, units) }],
    },
  ]
}

/** Only what nobody was promised: those who were will look for their own units. */
function emptyShelf(stock: Stock, { order_id, location_id }: EmptyShelfTask): Changes {
  const quantity = availableAt(stock, location_id)
  if (quantity <= 0) return unchanged
  return {
    ...unchanged,
    movements: moveUnits([{ location_id, quantity }], {
      operation: 'shrink',
      from_account: 'available',
      to_account: 'shrinkage',
      subject_id: order_id,
    }),
  }
}

/** Never more than the order still has: units that are gone cannot come back twice. */
const overlap = (owned: readonly Allocation[], wanted: readonly Allocation[]): Allocation[] =>
  wanted.flatMap(({ location_id, quantity }) => {
    const own = owned.find((unit) => unit.location_id === location_id)?.quantity ?? 0
    const both = Math.min(own, quantity)
    return both > 0 ? [{ location_id, quantity: both }] : []
  })

const without = (owned: readonly Allocation[], gone: readonly Allocation[]): Allocation[] =>
  owned.flatMap(({ location_id, quantity }) => {
    const left = quantity - (gone.find((unit) => unit.location_id === location_id)?.quantity ?? 0)
    return left > 0 ? [{ location_id, quantity: left }] : []
  })
