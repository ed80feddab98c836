import type { At } from '../orders/aggregate'
import { type Instant, MS_PER_HOUR, MS_PER_MINUTE } from '../shared/time'
import { FIRST_WAIT, isBeingVoided, recordVoid, requestCapture, requestVoid } from './operate'
import { capturable, type NextAction, type Payment, type PaymentOperation, settle } from './payment'

/** What a gateway says of an operation. Silence is no answer: then it stays pending. */
export type GatewayAnswer =
  | { status: 'succeeded'; reference: string | null }
  | { status: 'requires_action'; reference: string; next_action: NextAction }
  /** Accepted, and decided later. */
  | { status: 'pending'; reference: string }
  /** Nothing happened, and nothing will. */
  | { status: 'failed'; error: string }

/** Asked about again after twice as long each time, up to this. */
const LONGEST_WAIT = MS_PER_HOUR
/** What waits for a person or a bank is asked about this often; webhooks are quicker. */
const PERSON_WAIT = 5 * MS_PER_MINUTE

export interface Circumstances {
  /** Whether the gateway keeps the rest of a partial capture open. */
  multicapture: boolean
  /** Whether the order had ended: money that arrives now is not captured, but marked. */
  late: boolean
  /** What the order still has to take, in minor units: it may cost less than when this was asked. */
  wanted: number
}

/**
 * Writes an answer down. An operation that is resolved keeps its first answer: duplicates and late
 * ones change nothing. What follows by itself (the capture of what was just authorized) is added.
 */
export function resolve(
  payment: Payment,
  operation_id: string,
  answer: GatewayAnswer,
  circumstances: Circumstances,
  at: At,
): Payment {
  const operation = payment.operations.find(({ id }) => id === operation_id)
  if (operation?.status !== 'pending') return payment
  const answered = settle({
    ...payment,
    ...(operation.type === 'authorize' && noted(payment, answer)),
    operations: payment.operations.map((each) =>
      each === operation ? afterAnswer(operation, answer, payment.operations, at.now) : each,
    ),
    version: payment.version + 1,
    updated_at: at.now,
  })
  if (answer.status !== 'succeeded') return answered
  return follow(answered, operation, circumstances, at)
}

/** What the payment itself remembers of an authorization. */
function noted({ reference, details }: Payment, answer: GatewayAnswer) {
  const next_action = answer.status === 'requires_action' ? answer.next_action : null
  return {
    reference: 'reference' in answer ? (answer.reference ?? reference) : reference,
    details: { ...details, next_action },
  }
}

function afterAnswer(
  operation: PaymentOperation,
  answer: GatewayAnswer,
  operations: readonly PaymentOperation[],
  now: Instant,
): PaymentOperation {
  const resolved = { ...operation, due_at: null, resolved_at: now }
  switch (answer.status) {
    case 'succeeded': {
      // What a void gives up is known only now: the authorization may have been answered since.
      const amount = operation.type === 'void' ? capturable(operations) : operation.amount
      return { ...resolved, amount, status: 'succeeded', reference: answer.reference }
    }
    case 'failed':
      return { ...resolved, status: 'failed', error: answer.error }
    case 'requires_action':
    case 'pending':
      return { ...operation, reference: answer.reference, due_at: now + PERSON_WAIT }
  }
}

function follow(
  payment: Payment,
  { type }: PaymentOperation,
  { multicapture, late, wanted }: Circumstances,
  at: At,
): Payment {
  switch (type) {
    case 'authorize': {
      const noted = late ? markLate(payment) : payment
      // What a gateway has only authorized can still be given up; what people moved is there.
      const is_moved = payment.gateway === 'manual'
      if (!payment.details.capture || isBeingVoided(payment)) return noted
      if (late && !is_moved) return noted
      const amount = is_moved ? undefined : Math.min(wanted, capturable(noted.operations))
      if (amount === 0) return requestVoid(noted, false, at)
      const capturing = requestCapture(noted, amount, at)
      return capturing.ok ? capturing.value : noted
    }
    case 'capture':
      // A gateway that captures once has let go of the rest with it.
      return multicapture ? payment : recordVoid(payment, at)
    case 'void':
      return giveUpAuthorization(payment, at.now)
    case 'refund':
      return payment
  }
}

export const markLate = (payment: Payment): Payment =>
  settle({ ...payment, details: { ...payment.details, arrived_late: true } })

/** What is canceled at the gateway will never be authorized. */
function giveUpAuthorization(payment: Payment, now: Instant): Payment {
  const operations = payment.operations.map(
    (each): PaymentOperation =>
      each.type === 'authorize' && each.status === 'pending'
        ? { ...each, status: 'failed', error: 'canceled', due_at: null, resolved_at: now }
        : each,
  )
  return settle({ ...payment, details: { ...payment.details, next_action: null }, operations })
}

/** Before it is asked about again, so that others wait meanwhile. */
export function markAsked(payment: Payment, operation_id: string, now: Instant): Payment {
  const operations = payment.operations.map((each) =>
    each.id === operation_id && each.status === 'pending'
      ? {
          ...each,
          attempts: each.attempts + 1,
          due_at: now + Math.min(FIRST_WAIT * 2 ** Math.min(each.attempts, 20), LONGEST_WAIT),
        }
      : each,
  )
  return settle({ ...payment, operations, version: payment.version + 1, updated_at: now })
}
