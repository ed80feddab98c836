import { type Transitions, transition } from '../shared/transitions'

/** The three axes of an order. Each is a state machine; what is not in its table is refused. */
export type OrderStatus = 'pending' | 'open' | 'on_hold' | 'canceled' | 'closed'
export type PaymentStatus =
  | 'pending'
  | 'authorized'
  | 'partially_paid'
  | 'paid'
  | 'partially_refunded'
  | 'refunded'
  | 'voided'
export type FulfillmentStatus =
  | 'unfulfilled'
  | 'partially_fulfilled'
  | 'fulfilled'
  | 'delivered'
  | 'partially_returned'
  | 'returned'

export const orderStatuses = ['pending', 'open', 'on_hold', 'canceled', 'closed'] as const
export const paymentStatuses = [
  'pending',
  'authorized',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
] as const
export const fulfillmentStatuses = [
  'unfulfilled',
  'partially_fulfilled',
  'fulfilled',
  'delivered',
  'partially_returned',
  'returned',
] as const

const orderTransitions: Transitions<OrderStatus> = {
  pending: ['open', 'on_hold', 'canceled'],
  open: ['pending', 'on_hold', 'canceled', 'closed'],
  on_hold: ['pending', 'open', 'canceled', 'closed'],
  // Nobody may ask for more. By itself, late money brings a canceled order back, and an exchange
  // a closed one.
  canceled: [],
  closed: [],
}

const paymentTransitions: Transitions<PaymentStatus> = {
  pending: ['authorized', 'partially_paid', 'paid', 'voided'],
  // An authorization can lapse.
  authorized: ['pending', 'partially_paid', 'paid', 'voided'],
  partially_paid: ['paid', 'partially_refunded', 'refunded'],
  // A line that was added is owed; what was free may get a price, or be canceled.
  paid: ['pending', 'authorized', 'partially_paid', 'partially_refunded', 'refunded', 'voided'],
  partially_refunded: ['partially_paid', 'refunded'],
  // An exchange can cost more than what was paid back.
  refunded: ['partially_paid', 'partially_refunded'],
  // Money that arrives late is booked, and goes back.
  voided: ['paid', 'refunded'],
}

const fulfillmentTransitions: Transitions<FulfillmentStatus> = {
  unfulfilled: ['partially_fulfilled', 'fulfilled', 'delivered'],
  partially_fulfilled: ['fulfilled', 'delivered', 'partially_returned', 'returned'],
  fulfilled: ['partially_fulfilled', 'delivered', 'partially_returned', 'returned'],
  delivered: ['partially_fulfilled', 'partially_returned', 'returned'],
  partially_returned: ['returned'],
  returned: ['partially_returned'],
}

export const moveOrder = transition(orderTransitions)
export const movePayment = transition(paymentTransitions)
export const moveFulfillmentStatus = transition(fulfillmentTransitions)
