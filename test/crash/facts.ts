// What clients were told. All of it has to be true after any number of crashes.
import type { Order, Reservation } from '../races/wire.ts'

/** One acknowledgment of money that moved, or of units that did. */
export type Step = { order_id: string } & (
  | { type: 'authorized'; payment_id: string }
  | { type: 'captured'; payment_id: string; captured: number }
  | { type: 'shipped'; fulfillment_id: string }
  | { type: 'refunded'; refund_id: string; amount: number }
  | { type: 'received'; return_id: string; units: number }
)

export interface Career {
  /** Its client did not wait for an answer: what became of that request is anybody's guess. */
  went_away: boolean
  /** What will be captured once a job has asked the gateway. */
  left_to_job?: number | undefined
}

export interface Facts {
  /** As answered when it was placed, and whether its cancellation was answered. */
  orders: Map<string, { placed: Order; is_canceled: boolean }>
  /** The external_ids of orders whose client went away before it was answered. */
  forsaken: Set<string>
  /** What was acknowledged of orders after their placement, in the order of the answers. */
  steps: Step[]
  /** Orders that somebody began to pay. */
  careers: Map<string, Career>
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
  steps: [],
  careers: new Map(),
  kept: new Map(),
  ended: new Map(),
  received: new Map(),
  adjustments: new Set(),
})
