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
  pending: ['open', 'canceled'],
  open: ['on_hold', 'canceled', 'closed'],
  on_hold: ['open', 'canceled'],
  canceled: [],
  closed: [],
}

const paymentTransitions: Transitions<PaymentStatus> = {
  pending: ['authorized', 'partially_paid', 'paid', 'voided'],
  authorized: ['partially_paid', 'paid', 'voided'],
  partially_paid: ['paid', 'partially_refunded', 'refunded'],
  paid: ['partially_refunded', 'refunded'],
  partially_refunded: ['refunded'],
  refunded: [],
  voided: [],
}

export const moveOrder = transition(orderTransitions)
export const movePayment = transition(paymentTransitions)
