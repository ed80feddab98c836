import { type Aggregate, replaceById, reviseFulfillment, type TaskDraft } from '../orders/aggregate'
import { takeUnits, unitsOf } from '../orders/units'
import type { Instant } from '../shared/time'
import type { Fulfillment } from './fulfillment'

type HandedOver = { aggregate: Aggregate; tasks: TaskDraft[] }

/**
 * What is sold at the counter is gone when it is sold: the order is placed with its units handed
 * over, and the stock objects are told so by the batch that places it.
 */
export const handOver = (aggregate: Aggregate, now: Instant): HandedOver =>
  give(aggregate, aggregate.fulfillments, now)

/** A sale whose payment may be declined: nothing crosses the counter before it is paid. */
export const keepUntilPaid = (aggregate: Aggregate): Aggregate => ({
  ...aggregate,
  fulfillments: aggregate.fulfillments.map((each) => ({
    ...each,
    details: { ...each.details, handed_over: 'when_paid' },
  })),
})

/** Hands over what was only kept for its payment, once nothing holds it back any more. */
export function completeSale(aggregate: Aggregate, now: Instant): HandedOver | undefined {
  const paid = aggregate.fulfillments.filter(
    ({ status, details }) => status === 'open' && details.handed_over === 'when_paid',
  )
  return paid.length > 0 ? give(aggregate, paid, now) : undefined
}

function give(aggregate: Aggregate, works: readonly Fulfillment[], now: Instant): HandedOver {
  const { allocations, tasks } = takeUnits(aggregate, 'dispatch', works.flatMap(unitsOf))
  const given = works.map((each) =>
    reviseFulfillment(each, now, { status: 'picked_up', held_from: null }),
  )
  const fulfillments = replaceById(aggregate.fulfillments, ...given)
  return { aggregate: { ...aggregate, allocations, fulfillments }, tasks }
}
