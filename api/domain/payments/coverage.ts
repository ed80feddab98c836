import type { Aggregate } from '../orders/aggregate'
import { paidAmounts, payable } from '../orders/derive'
import { totalsOf } from './status'

/** Whether what was captured and authorized pays for an order as it is now. */
export const isCovered = (aggregate: Aggregate): boolean =>
  paidAmounts(aggregate).kept + totalsOf(aggregate.payments).authorized >= payable(aggregate)

/** What is still to be captured of an order, beside what is being captured. Minor units. */
export function toCapture(aggregate: Aggregate): number {
  const { captured, capturing } = totalsOf(aggregate.payments)
  const returned = paidAmounts(aggregate).captured - paidAmounts(aggregate).kept
  return Math.max(0, payable(aggregate) - (captured - returned) - capturing)
}
