import type { AttemptId, OrderId } from '../shared/ids'

/** Units at one location. */
export interface Allocation {
  location_id: string
  quantity: number
}

/** What D1 decided about stock after an order was placed. */
export type StockTask = UnitsTask | ReturnTask | EmptyShelfTask

/**
 * Units that an attempt committed to an order: `cancel` puts them back on the shelf, `dispatch`
 * sends them to the customer, `shrink` writes them off because nobody can find them.
 */
export interface UnitsTask {
  type: 'cancel' | 'dispatch' | 'shrink'
  attempt_id: AttemptId
  order_id: OrderId
  units: readonly Allocation[]
}

/** Units that came back from the customer, to any location, into one of its accounts. */
export interface ReturnTask {
  type: 'return'
  order_id: OrderId
  account: 'available' | 'damaged' | 'quality_control'
  units: readonly Allocation[]
}

/** Somebody looked and found nothing: what was available there is written off. */
export interface EmptyShelfTask {
  type: 'empty_shelf'
  order_id: OrderId
  location_id: string
}

/** A task with its number: per SKU, given by D1 inside the deciding batch. */
export type NumberedTask = StockTask & { sequence: number }

/** How D1 says an attempt ended. */
export type Outcome =
  | { attempt_id: AttemptId; outcome: 'placed'; order_id: OrderId }
  | { attempt_id: AttemptId; outcome: 'aborted' }
