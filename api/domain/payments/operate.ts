import type { At } from '../orders/aggregate'
import type { Id } from '../shared/ids'
import { err, ok, type Result } from '../shared/result'
import { type Instant, MS_PER_SECOND } from '../shared/time'
import {
  amountsOf,
  capturable,
  type Destination,
  type Payment,
  type PaymentOperation,
  pendingOf,
  settle,
} from './payment'
import type { PaymentRejection } from './rejection'

type NewPayment = Pick<
  Payment,
  'merchant_id' | 'order_id' | 'gateway' | 'amount' | 'currency' | 'reference'
> & { token: string | null; capture: boolean }

/** A payment that is about to be authorized. */
export function openPayment({ token, capture, ...payment }: NewPayment, at: At): Payment {
  return settle({
    ...payment,
    id: at.newId('payment'),
    ...{ status: 'pending', authorized: 0, captured: 0, refunded: 0 },
    details: { token, capture, next_action: null, expired: false, arrived_late: false },
    operations: [newOperation('authorize', payment.amount, at)],
    attention_at: null,
    version: 1,
    created_at: at.now,
    updated_at: at.now,
  })
}

/**
 * Asks for a capture of what is authorized, or of a part of it. Once all is captured, or while it
 * is being captured, asking again changes nothing: the payment as it stands is the answer.
 */
export function requestCapture(
  payment: Payment,
  amount: number | undefined,
  at: At,
): Result<Payment, PaymentRejection> {
  const { operations, captured, status } = payment
  if (pendingOf(operations, 'capture')) return ok(payment)
  const left = capturable(operations)
  if (captured > 0 && left === 0) return ok(payment)
  if (left === 0 || pendingOf(operations, 'void')) {
    return err({ code: 'payment_not_capturable', payment_status: status })
  }
  const wanted = amount ?? left
  if (wanted > left) return err({ code: 'exceeds_authorized', capturable: left })
  return ok(withOperation(payment, newOperation('capture', wanted, at), at.now))
}

/**
 * Gives up what is not captured. What is being captured is left alone; so is a payment of which
 * nothing may come any more.
 *
 * @param expired whether it is given up because nobody paid in time
 */
export function requestVoid(payment: Payment, expired: boolean, at: At): Payment {
  const { operations, details } = payment
  if (pendingOf(operations, 'void') || pendingOf(operations, 'capture')) return payment
  const left = capturable(operations)
  if (left === 0 && !pendingOf(operations, 'authorize')) return payment
  const given_up = { ...payment, details: { ...details, expired } }
  return withOperation(given_up, newOperation('void', left, at), at.now)
}

/** Whether giving it up is under way or asked for. */
export const isBeingVoided = ({ operations }: Payment) =>
  pendingOf(operations, 'void') !== undefined

export function requestRefund(
  payment: Payment,
  amount: number,
  of: { refund_id: Id<'refund'>; destination: Destination },
  at: At,
): { payment: Payment; operation_id: Id<'payment_operation'> } {
  const operation = { ...newOperation('refund', amount, at), ...of }
  return { payment: withOperation(payment, operation, at.now), operation_id: operation.id }
}

/** Whoever decided it sends it at once; a job asks about it when that was not answered by now. */
export const FIRST_WAIT = 10 * MS_PER_SECOND

/** Its id is its key at the gateway: unique, and the same however often it is sent. */
export function newOperation(
  type: PaymentOperation['type'],
  amount: number,
  { now, newId }: At,
): PaymentOperation {
  const id = newId('payment_operation')
  return {
    ...{ id, type, amount, status: 'pending', idempotency_key: id },
    ...{ refund_id: null, destination: 'original', reference: null, error: null },
    ...{ attempts: 1, due_at: now + FIRST_WAIT, created_at: now, resolved_at: null },
  }
}

export const withOperation = (
  payment: Payment,
  operation: PaymentOperation,
  now: Instant,
): Payment =>
  settle({
    ...payment,
    operations: [...payment.operations, operation],
    version: payment.version + 1,
    updated_at: now,
  })

/** A void without a call: the gateway let go of it by itself. */
export function recordVoid(payment: Payment, at: At): Payment {
  const amount = capturable(payment.operations)
  if (amount === 0) return payment
  const released = { ...newOperation('void', amount, at), ...doneAt(at.now) }
  return withOperation(payment, released, at.now)
}

/**
 * The customer paid although we had given the payment up, or were told it failed. It is recorded
 * as money found, and never ignored.
 */
export function revive(payment: Payment, reference: string | null, at: At): Payment {
  const { authorized, voided } = amountsOf(payment.operations)
  if (authorized > voided || pendingOf(payment.operations, 'authorize')) return payment
  const found = {
    ...newOperation('authorize', payment.amount, at),
    ...doneAt(at.now),
    reference,
  }
  return withOperation({ ...payment, reference: reference ?? payment.reference }, found, at.now)
}

const doneAt = (now: Instant) => ({ status: 'succeeded', due_at: null, resolved_at: now }) as const
