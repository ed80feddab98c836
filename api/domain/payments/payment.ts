import type { Id, MerchantId, OrderId } from '../shared/ids'
import type { Instant } from '../shared/time'

/** The ways to pay. Store credit and gift cards are the merchant's own liabilities. */
export const gateways = ['manual', 'test', 'stripe', 'store_credit', 'gift_card'] as const
export type GatewayName = (typeof gateways)[number]

export const paymentStates = [
  'pending',
  'requires_action',
  'authorized',
  'partially_captured',
  'captured',
  'voided',
  'failed',
  'expired',
] as const
export type PaymentState = (typeof paymentStates)[number]

/** Where a refund goes: back to where the money came from, or to the customer's store credit. */
export const destinations = ['original', 'store_credit'] as const
export type Destination = (typeof destinations)[number]

export const operationTypes = ['authorize', 'capture', 'void', 'refund'] as const

/** One call of the gateway: written before it is sent, resolved by its answer or a later look. */
export interface PaymentOperation {
  id: Id<'payment_operation'>
  type: (typeof operationTypes)[number]
  amount: number
  status: 'pending' | 'succeeded' | 'failed'
  /** The same for every try of this operation, for ever. */
  idempotency_key: string
  /** Of a refund: which one it is a part of, and where it goes. */
  refund_id: Id<'refund'> | null
  destination: Destination
  /** What the gateway calls it. */
  reference: string | null
  /** How often it was sent or asked about. Who asks again looks it up before sending it again. */
  attempts: number
  /** When it is to be asked about next; null once it is resolved. */
  due_at: Instant | null
  created_at: Instant
  resolved_at: Instant | null
  /** Why it failed: a code of the gateway, nothing personal. */
  error: string | null
}

/** What the customer has to do before the gateway goes on. */
export interface NextAction {
  type: string
  url?: string
  client_secret?: string
}

export interface PaymentDetails {
  /** What the gateway is to charge; of a gift card its id, never its code. */
  token: string | null
  /** Whether it is captured as soon as it is authorized. */
  capture: boolean
  next_action: NextAction | null
  /** It was given up because nobody paid in time. */
  expired: boolean
  /** It brought money to an order that had ended, and nobody has dealt with that yet. */
  arrived_late: boolean
}

export interface Payment {
  merchant_id: MerchantId
  id: Id<'payment'>
  order_id: OrderId
  gateway: GatewayName
  status: PaymentState
  currency: string
  amount: number
  /** Without what was given up again. */
  authorized: number
  captured: number
  refunded: number
  /** The gateway's own id. */
  reference: string | null
  details: PaymentDetails
  operations: readonly PaymentOperation[]
  /** When a job has to look at it next; null when nothing is open. */
  attention_at: Instant | null
  version: number
  created_at: Instant
  updated_at: Instant
}

type Operations = readonly PaymentOperation[]

/** The amounts of a payment: the fold of its operations, and nothing else. */
export interface PaymentAmounts {
  /** All that was authorized; `voided` of it was given up again. */
  authorized: number
  captured: number
  voided: number
  refunded: number
  /** Being captured and being refunded: they count as if they were done. */
  capturing: number
  refunding: number
}

const none: PaymentAmounts = {
  ...{ authorized: 0, captured: 0, voided: 0, refunded: 0, capturing: 0, refunding: 0 },
}

export const amountsOf = (operations: Operations): PaymentAmounts => operations.reduce(add, none)

function add(amounts: PaymentAmounts, { type, amount, status }: PaymentOperation): PaymentAmounts {
  if (status === 'failed') return amounts
  const is_pending = status === 'pending'
  switch (type) {
    case 'authorize':
      // A second success is a payment that came back after it had been given up.
      return is_pending ? amounts : { ...amounts, authorized: amount, voided: 0 }
    case 'void':
      return is_pending ? amounts : { ...amounts, voided: amounts.voided + amount }
    case 'capture':
      return is_pending
        ? { ...amounts, capturing: amounts.capturing + amount }
        : { ...amounts, captured: amounts.captured + amount }
    case 'refund':
      return is_pending
        ? { ...amounts, refunding: amounts.refunding + amount }
        : { ...amounts, refunded: amounts.refunded + amount }
  }
}

/** Authorized, neither captured nor given up, and not being captured. */
export function capturable(operations: Operations): number {
  const { authorized, captured, voided, capturing } = amountsOf(operations)
  return Math.max(0, authorized - captured - voided - capturing)
}

/** Captured, and neither refunded nor being refunded. */
export function refundable(operations: Operations): number {
  const { captured, refunded, refunding } = amountsOf(operations)
  return captured - refunded - refunding
}

export const pendingOf = (operations: Operations, type?: PaymentOperation['type']) =>
  operations.find((each) => each.status === 'pending' && (type === undefined || each.type === type))

/** The payment with its amounts, its status and its next date as its operations say. */
export function settle(payment: Payment): Payment {
  const { operations } = payment
  const { authorized, captured, voided, refunded } = amountsOf(operations)
  const dates = operations.flatMap(({ due_at }) => due_at ?? [])
  if (payment.details.arrived_late) dates.push(payment.updated_at)
  return {
    ...payment,
    ...{ authorized: authorized - voided, captured, refunded },
    status: stateOf(payment),
    attention_at: dates.length > 0 ? Math.min(...dates) : null,
  }
}

function stateOf({ operations, details }: Payment): PaymentState {
  const { authorized, captured, voided } = amountsOf(operations)
  if (captured > 0) return captured < authorized - voided ? 'partially_captured' : 'captured'
  if (authorized > voided) return 'authorized'
  if (pendingOf(operations, 'authorize')) return details.next_action ? 'requires_action' : 'pending'
  const is_given_up = operations.some((each) => each.type === 'void' && each.status === 'succeeded')
  if (!is_given_up) return 'failed'
  return details.expired ? 'expired' : 'voided'
}

/** Whether money may still come of it. */
export const isLive = ({ status }: Pick<Payment, 'status'>): boolean =>
  status !== 'failed' && status !== 'voided' && status !== 'expired'
