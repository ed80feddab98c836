import type { AttemptId, OrderId } from '../shared/ids'

/** Units at one location. */
export interface Allocation {
  location_id: string
  quantity: number
}

/** What D1 decided about the units of an order after it was placed. */
export interface StockTask {
  type: 'cancel'
  attempt_id: AttemptId
  order_id: OrderId
  units: readonly Allocation[]
}

/** A task with its number: per SKU, given by D1 inside the deciding batch. */
export interface NumberedTask extends StockTask {
  sequence: number
}

/** How D1 says an attempt ended. */
export type Outcome =
  | { attempt_id: AttemptId; outcome: 'placed'; order_id: OrderId }
  | { attempt_id: AttemptId; outcome: 'aborted' }
