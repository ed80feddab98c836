import { err, ok, type Result } from '../shared/result'
import type { IllegalTransition, Transitions } from '../shared/transitions'
import type { Fulfillment, FulfillmentState } from './fulfillment'

/**
 * Steps may be skipped forward, as a small shop does that packs and sends what it has at hand; none
 * goes back. What was held goes on where it stood, which is for the gate of the order to say.
 */
const transitions: Transitions<FulfillmentState> = {
  open: ['accepted', 'picking', 'packed', 'shipped', 'ready_for_pickup', 'rejected', 'canceled'],
  accepted: ['picking', 'packed', 'shipped', 'ready_for_pickup', 'rejected', 'canceled'],
  picking: ['packed', 'shipped', 'ready_for_pickup', 'rejected', 'canceled'],
  packed: ['shipped', 'ready_for_pickup', 'rejected', 'canceled'],
  shipped: ['delivered'],
  delivered: [],
  on_hold: ['canceled'],
  rejected: [],
  canceled: [],
  // Again: with another code, and another deadline.
  ready_for_pickup: ['ready_for_pickup', 'picked_up', 'canceled'],
  picked_up: [],
}

/** What is handed over is not sent, and the other way round. */
const foreign: Record<Fulfillment['method'], readonly FulfillmentState[]> = {
  ship: ['ready_for_pickup', 'picked_up'],
  pickup: ['shipped', 'delivered'],
  pos: ['shipped', 'delivered'],
}

/** The states a fulfillment may go to, by what it is and where it stands. */
export const nextStates = ({
  method,
  status,
}: Pick<Fulfillment, 'method' | 'status'>): FulfillmentState[] =>
  transitions[status].filter((state) => !foreign[method].includes(state))

/** The new state, or the refusal that names the allowed ones. */
export function moveFulfillment(
  fulfillment: Pick<Fulfillment, 'method' | 'status'>,
  to: FulfillmentState,
): Result<FulfillmentState, IllegalTransition> {
  const allowed = nextStates(fulfillment)
  if (allowed.includes(to)) return ok(to)
  return err({ code: 'illegal_transition', from: fulfillment.status, to, allowed })
}
