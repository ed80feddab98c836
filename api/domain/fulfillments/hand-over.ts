import type { Aggregate, TaskDraft } from '../orders/aggregate'
import { takeUnits, waitingUnits } from '../orders/units'
import type { Instant } from '../shared/time'

/**
 * What is sold at the counter is gone when it is sold: the order is placed with its units handed
 * over, and the stock objects are told so by the batch that places it.
 */
export function handOver(
  aggregate: Aggregate,
  now: Instant,
): { aggregate: Aggregate; tasks: TaskDraft[] } {
  const { allocations, tasks } = takeUnits(aggregate, 'dispatch', waitingUnits(aggregate))
  const fulfillments = aggregate.fulfillments.map((each) => ({
    ...each,
    status: 'picked_up' as const,
    held_from: null,
    milestones: { ...each.milestones, picked_up: now },
  }))
  return { aggregate: { ...aggregate, allocations, fulfillments }, tasks }
}
