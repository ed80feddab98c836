/** What a webhook endpoint does next: reads the state, never changes it. Times are arguments. */
import { err, ok, type Result } from '../shared/result'
import { type Instant, MS_PER_MINUTE } from '../shared/time'
import {
  type Changes,
  type Delivery,
  type EndingReason,
  type EndpointState,
  type Replay,
  unchanged,
} from './endpoint'
import { nextAttemptAt, patience } from './schedule'
import { matchesType, wants } from './type-filter'

/** Deliveries under way at once. They start in the order of the log, and may end in any. */
export const WINDOW = 5
/** What waits beyond this stays in the log: it is the queue, the object only its head. */
export const OPEN_MAX = 2_000
export const REPLAYS_MAX = 10
/** So many failures in a row, of whatever events, are an outage of the receiver. */
export const OUTAGE_AFTER = 10
/** In an outage the oldest delivery is tried this often, beside its schedule. */
export const PROBE_GAP = 5 * MS_PER_MINUTE

/** A row of the log, as far as deciding needs it. */
export interface LogEntry {
  id: string
  sequence: number
  type: string
  object_type: string
  object_id: string
  /** The order that the object is or belongs to. */
  order_id?: string | null
}

export type Outcome =
  | { type: 'delivered' }
  | { type: 'gone' }
  | { type: 'failed'; retry_after_ms?: number }
  /** The object died during the attempt: it is not known whether the receiver heard of it. */
  | { type: 'interrupted' }

/** How many events may be taken from the log now; replays leave half of the room to the live log. */
export const room = ({ open }: EndpointState, source: number) =>
  Math.max(0, (source === 0 ? OPEN_MAX : OPEN_MAX / 2) - open.size)

/**
 * Takes a page of the log: what the endpoint wants becomes deliveries, the rest is passed over.
 *
 * @param through the last sequence that the page speaks for, with or without an event
 */
export function decideTake(
  { facts, replays }: EndpointState,
  source: number,
  page: { entries: readonly LogEntry[]; through: number },
  patterns: readonly string[],
  now: Instant,
): Changes {
  const replay = replays.get(source)
  const after = source === 0 ? facts.cursor : replay?.cursor
  if (after === undefined || page.through <= after) return unchanged
  const wanted = page.entries.filter(
    ({ sequence, type }) =>
      sequence > after &&
      (!replay || sequence <= replay.through) &&
      wants(patterns, type) &&
      (!replay || matchesType(replay.type, type)),
  )
  const deliveries = wanted.map((entry, index) =>
    toDelivery(entry, source, facts.last_ordinal + 1 + index, now),
  )
  return {
    facts: {
      last_ordinal: facts.last_ordinal + deliveries.length,
      ...(!replay && { cursor: page.through }),
    },
    deliveries,
    replays: replay ? [{ ...replay, cursor: page.through }] : [],
  }
}

const toDelivery = (
  { id, sequence, type, order_id, object_type, object_id }: LogEntry,
  source: number,
  ordinal: number,
  now: Instant,
): Delivery => ({
  ordinal,
  event_id: id,
  sequence,
  type,
  // An order and its parts are one object to whoever follows it.
  lane: order_id ? `${source}/order/${order_id}` : `${source}/${object_type}/${object_id}`,
  source,
  status: 'waiting',
  attempts: 0,
  failed: 0,
  scheduled_at: now,
  due_at: now,
  created_at: now,
  settled_at: null,
})

const inOutage = ({ facts }: EndpointState) => facts.failures >= OUTAGE_AFTER

/** The head of every lane that is not under way, with its time; in an outage one, the oldest. */
function heads(state: EndpointState): { delivery: Delivery; at: Instant }[] {
  const { facts, open } = state
  const lanes = new Set<string>()
  const found: { delivery: Delivery; at: Instant }[] = []
  const probe_at = inOutage(state) ? facts.last_failure_at + PROBE_GAP : Number.POSITIVE_INFINITY
  for (const delivery of open.values()) {
    const { lane, status, due_at } = delivery
    if (lanes.has(lane)) continue
    lanes.add(lane)
    if (status === 'waiting') {
      const at = Math.max(Math.min(due_at, probe_at), facts.not_before)
      found.push({ delivery, at })
    } else if (inOutage(state)) return []
    if (inOutage(state)) break
  }
  return found
}

const isHalted = ({ facts }: EndpointState) => facts.stopped || facts.ending !== null

/** What to send now, at most as many as there is room for beside what is under way. */
export function dueDeliveries(state: EndpointState, now: Instant): Delivery[] {
  if (isHalted(state)) return []
  let under_way = 0
  for (const { status } of state.open.values()) if (status === 'sending') under_way++
  return heads(state)
    .filter(({ at }) => at <= now)
    .slice(0, Math.max(0, WINDOW - under_way))
    .map(({ delivery }) => delivery)
}

/** When there will be something to send; never, when nothing waits or it may not. */
export const nextDueAt = (state: EndpointState): Instant =>
  isHalted(state)
    ? Number.POSITIVE_INFINITY
    : heads(state).reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY)

/** Written before anything is sent: an attempt that nobody answered for is known after a crash. */
export const decideStart = (deliveries: readonly Delivery[]): Changes => ({
  ...unchanged,
  deliveries: deliveries.map((delivery) => ({
    ...delivery,
    status: 'sending',
    attempts: delivery.attempts + 1,
  })),
})

/** How an attempt ended. @param jitter from 0 to below 1 */
export function decideSettle(
  state: EndpointState,
  ordinal: number,
  outcome: Outcome,
  now: Instant,
  jitter: number,
): Changes {
  const delivery = state.open.get(ordinal)
  if (delivery?.status !== 'sending') return unchanged
  switch (outcome.type) {
    case 'delivered':
      return delivered(state, delivery, now)
    case 'gone':
      return ending('gone', { ...delivery, status: 'waiting' })
    case 'failed':
      return failed(state, delivery, outcome.retry_after_ms ?? 0, now, jitter)
    // Counted, or a delivery that kills its object would do so for ever.
    case 'interrupted':
      return rescheduled(delivery, 0, now, jitter)
  }
}

/** After an outage all that waits is tried at once: early attempts take nothing of a schedule. */
function delivered(state: EndpointState, delivery: Delivery, now: Instant): Changes {
  const done: Delivery = { ...delivery, status: 'delivered', settled_at: now }
  const waiting = inOutage(state)
    ? [...state.open.values()].filter(({ status }) => status === 'waiting')
    : []
  return {
    facts: { failures: 0 },
    deliveries: [done, ...waiting.map((each) => ({ ...each, due_at: now }))],
    replays: [],
  }
}

function failed(
  { facts }: EndpointState,
  delivery: Delivery,
  retry_after_ms: number,
  now: Instant,
  jitter: number,
): Changes {
  const changes = rescheduled(delivery, retry_after_ms, now, jitter)
  return {
    ...changes,
    facts: {
      ...changes.facts,
      failures: facts.failures + 1,
      last_failure_at: now,
      not_before: Math.max(facts.not_before, now + patience(retry_after_ms)),
    },
  }
}

/** The delivery with its next attempt; the end of the endpoint when its schedule is over. */
function rescheduled(
  delivery: Delivery,
  retry_after_ms: number,
  now: Instant,
  jitter: number,
): Changes {
  const { scheduled_at } = delivery
  const early = now < scheduled_at
  const failed = delivery.failed + (early ? 0 : 1)
  const at = early ? scheduled_at : nextAttemptAt(failed, now, jitter, retry_after_ms)
  if (at === undefined) {
    return ending('exhausted', { ...delivery, failed, status: 'failed', settled_at: now })
  }
  const next: Delivery = { ...delivery, status: 'waiting', failed, scheduled_at: at, due_at: at }
  return { ...unchanged, deliveries: [next] }
}

const ending = (reason: EndingReason, delivery: Delivery): Changes => ({
  facts: { ending: reason, ending_at: delivery.sequence },
  deliveries: [delivery],
  replays: [],
})

/** D1 says it is disabled: nothing is sent until it says otherwise. */
export const decideStop = ({ facts }: EndpointState): Changes =>
  facts.stopped && facts.ending === null
    ? unchanged
    : { ...unchanged, facts: { stopped: true, ending: null } }

/** D1 says it is enabled again: what waits starts its schedule anew. */
export function decideResume({ facts, open }: EndpointState, now: Instant): Changes {
  if (!facts.stopped) return unchanged
  const waiting = [...open.values()].filter(({ status }) => status === 'waiting')
  return {
    facts: { stopped: false, failures: 0, not_before: 0 },
    deliveries: waiting.map((each) => ({ ...each, failed: 0, scheduled_at: now, due_at: now })),
    replays: [],
  }
}

/** Sends a part of the log again; what is waiting anyway is not hurried. */
export function decideReplay(
  { facts, replays }: EndpointState,
  wanted: Pick<Replay, 'through' | 'type'> & { from: number },
): Result<Changes, { code: 'limit_reached'; limit: number }> {
  if (replays.size >= REPLAYS_MAX) return err({ code: 'limit_reached', limit: REPLAYS_MAX })
  const { from, through, type } = wanted
  const id = facts.last_replay + 1
  return ok({
    facts: { last_replay: id },
    deliveries: [],
    replays: [{ id, cursor: from - 1, through, type }],
  })
}
