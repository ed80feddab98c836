// What clients were told. All of it has to be true after any number of crashes.
import type { Order, Reservation } from '../races/wire.ts'

export interface Facts {
  /** As answered when it was placed, and whether its cancellation was answered. */
  orders: Map<string, { placed: Order; is_canceled: boolean }>
  /** The external_ids of orders whose client went away before it was answered. */
  forsaken: Set<string>
  /** Held for the whole test. */
  kept: Map<string, Reservation>
  /** How the other reservations ended, or will. */
  ended: Map<string, 'placed' | 'released' | 'expired'>
  /** Units put on the shelf, by SKU. */
  received: Map<string, number>
  /** Ids of adjustments. */
  adjustments: Set<string>
}

export const noFacts = (): Facts => ({
  orders: new Map(),
  forsaken: new Set(),
  kept: new Map(),
  ended: new Map(),
  received: new Map(),
  adjustments: new Set(),
})
