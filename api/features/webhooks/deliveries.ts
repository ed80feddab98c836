import { instantToWire } from '../../http/schemas'
import type { LoggedAttempt, LoggedDelivery } from '../../objects/webhook-client'
import type { WireDelivery } from './schemas'

const PREFIX = 'dlv_'

/** The ordinal that an id names; undefined when it names nothing. */
export function readDeliveryId(id: string): number | undefined {
  const digits = /^dlv_([1-9]\d{0,14})$/.exec(id)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

export const toDelivery = (delivery: LoggedDelivery): WireDelivery => ({
  id: `${PREFIX}${delivery.ordinal}`,
  event_id: delivery.event_id,
  event_sequence: delivery.sequence,
  event_type: delivery.type,
  status: statusOf(delivery),
  replay: delivery.source !== 0,
  next_attempt_at: delivery.status === 'waiting' ? instantToWire(delivery.due_at) : null,
  created_at: instantToWire(delivery.created_at),
  request_body: delivery.request_body,
  attempts: delivery.attempts_made.map(toAttempt),
})

const statusOf = ({ status }: LoggedDelivery) =>
  status === 'waiting' || status === 'sending' ? 'pending' : status

const toAttempt = ({ started_at, ...attempt }: LoggedAttempt) => ({
  number: attempt.number,
  started_at: instantToWire(started_at),
  duration_ms: attempt.duration_ms,
  response_status: attempt.response_status,
  error: attempt.error,
  response_body: attempt.response_body,
})
