import type { Instant } from '../shared/time'

/** One event on its way to one endpoint. */
export interface Delivery {
  /** Counts the endpoint's deliveries, from 1. */
  ordinal: number
  event_id: string
  sequence: number
  type: string
  /** Deliveries of a lane go one after the other: the events of an object, within one source. */
  lane: string
  /** 0 when it comes from the live log, else the replay it belongs to. */
  source: number
  status: 'waiting' | 'sending' | 'delivered' | 'failed'
  /** Attempts made, the extra ones included. */
  attempts: number
  /** Attempts of the schedule that failed: the next one's place in it. */
  failed: number
  /** When the schedule has the next attempt. */
  scheduled_at: Instant
  /** When the next attempt is made: earlier than scheduled, where that may help. */
  due_at: Instant
  created_at: Instant
  settled_at: Instant | null
}

/** A part of the log that is sent again. */
export interface Replay {
  id: number
  cursor: number
  through: number
  type: string
}

export type EndingReason = 'gone' | 'exhausted'

export interface Facts {
  /** Events of the live log up to here are deliveries, or were none of the endpoint's. */
  cursor: number
  last_ordinal: number
  last_replay: number
  /** Attempts that failed since the last that succeeded. */
  failures: number
  last_failure_at: Instant
  /** The receiver asked to be left alone until then. */
  not_before: Instant
  /** Why it has to be disabled, until D1 has been told. */
  ending: EndingReason | null
  /** The delivery that `ending` is about. */
  ending_at: number
  /** Whether D1 said it is disabled. */
  stopped: boolean
}

/** What an endpoint's object remembers: where it is in the log, and what is on its way. */
export interface EndpointState {
  facts: Facts
  /** Deliveries that are not settled, by ordinal, the oldest first. */
  readonly open: Map<number, Delivery>
  readonly replays: Map<number, Replay>
}

/** What a decision changes: rows that become the new truth. */
export interface Changes {
  facts: Partial<Facts>
  deliveries: readonly Delivery[]
  /** A replay that is over comes with its end as cursor. */
  replays: readonly Replay[]
}

export const unchanged: Changes = { facts: {}, deliveries: [], replays: [] }

export const newEndpoint = (cursor: number): EndpointState => ({
  facts: {
    cursor,
    last_ordinal: 0,
    last_replay: 0,
    failures: 0,
    last_failure_at: 0,
    not_before: 0,
    ending: null,
    ending_at: 0,
    stopped: false,
  },
  open: new Map(),
  replays: new Map(),
})

export const isOpen = ({ status }: Delivery) => status === 'waiting' || status === 'sending'
export const isOver = ({ cursor, through }: Replay) => cursor >= through

/** Folds changes into the state, in place. */
export function applyChanges(state: EndpointState, { facts, deliveries, replays }: Changes): void {
  state.facts = { ...state.facts, ...facts }
  for (const delivery of deliveries) {
    if (isOpen(delivery)) state.open.set(delivery.ordinal, delivery)
    else state.open.delete(delivery.ordinal)
  }
  for (const replay of replays) {
    if (isOver(replay)) state.replays.delete(replay.id)
    else state.replays.set(replay.id, replay)
  }
}
