import type { AttemptId, OrderId } from '../shared/ids'
import type { Result } from '../shared/result'
import type { Instant } from '../shared/time'
import {
  type Balances,
  type Bucket,
  type LedgerEntry,
  type Movement,
  noUnits,
  post,
} from './accounts'
import type { Allocation } from './task'

/** Why a reservation is over. `refused` and `compensated` ones never were: their key may try again. */
export type ReservationState =
  | 'held'
  | 'pinned'
  | 'placed'
  | 'lapsed'
  | 'released'
  | 'compensated'
  | 'refused'

/** What a shopper holds of one SKU. Units count only while `held` or `pinned`. */
export interface Reservation {
  id: string
  state: ReservationState
  units: readonly Allocation[]
  expires_at: Instant
  /** Of the request: another body under the same key is told by it. */
  body_hash: string
  /** The requests that rely on it; the last one to give up releases the units. */
  runs: readonly string[]
  /** Who holds, for the cap on live holds; empty when there is no cap. */
  client: string
  /** The whole cart, kept by the reservation's home SKU only. */
  cart: string | null
  attempt_id: AttemptId | null
  since: Instant
  closed_at: Instant | null
}

/** One try to place an order. Only its outcome in D1, or its own run, ends a pin. */
export interface Attempt {
  id: AttemptId
  state: 'pinned' | 'committed' | 'released'
  reservation_id: string
  /** Hash of the Idempotency-Key it runs under. */
  key_hash: string
  /** Units it has; what a cancel gave back is gone from them. */
  units: readonly Allocation[]
  /** Counts the repins it was asked for, in vain or not: each names the one it knows, and spends it. */
  revision: number
  since: Instant
  order_id: OrderId | null
}

export interface Level {
  balances: Balances
  /** Ledger sequence of the last change. */
  version: number
}

/**
 * One SKU's stock as the object remembers it: the levels and what is live. Closed reservations and
 * attempts are looked up where they are stored and handed to the decisions that need them.
 */
export interface Stock {
  /** Last ledger sequence: the version of everything. */
  version: number
  readonly levels: Map<string, Level>
  readonly held: Map<string, Reservation>
  readonly pinned: Map<AttemptId, Attempt>
  /** Live holds per client, network address and key, for the caps. */
  readonly holds_by: Map<string, number>
  /** When the next hold expires: whoever waits for it must not be woken for one that is gone. */
  next_expiry: Instant
}

/** Where closed reservations and attempts are found; live ones are found there, too. */
export interface Records {
  reservation: (id: string) => Reservation | undefined
  attempt: (id: AttemptId) => Attempt | undefined
  adjustment: (id: string) => AdjustResult | undefined
  count: (source: string, location_id: string) => AppliedCount | undefined
  /** Entries of a location after an instant; null when some of them are kept in D1 only. */
  entriesSince: (location_id: string, instant: Instant) => readonly Movement[] | null
}

/** What an adjustment left at one location. */
export interface AdjustedLevel {
  location_id: string
  balances: Balances
}

export interface AdjustRefusal {
  code: 'stale_quantity' | 'negative_quantity'
  location_id: string
  bucket: Bucket
  current: number
}

/** The last count of one source that was applied to a location: older ones change nothing. */
export interface AppliedCount {
  source: string
  location_id: string
  /** Of the source, growing. */
  source_version: number
  as_of: Instant
  snapshot_id: string
  /** Units that came in or left after `as_of`, and were added to what was counted. */
  moved_since: number
  balances: Balances
}

/** How an adjustment ended; kept, refusals included, so that a retry is answered the same. */
export type AdjustResult = Result<readonly AdjustedLevel[], AdjustRefusal>

/** What a decision does: entries for the ledger, and rows that become the new truth. */
export interface Changes {
  movements: readonly Movement[]
  reservations: readonly Reservation[]
  attempts: readonly Attempt[]
  adjustments: readonly { id: string; result: AdjustResult }[]
  counts: readonly AppliedCount[]
}

export const emptyStock = (): Stock => ({
  version: 0,
  levels: new Map(),
  held: new Map(),
  pinned: new Map(),
  holds_by: new Map(),
  next_expiry: Number.POSITIVE_INFINITY,
})

/** A reservation that has nothing: what others are made from, or what marks the place of one. */
export const emptyReservation = (id: string, state: ReservationState): Reservation => ({
  id,
  state,
  units: [],
  expires_at: 0,
  body_hash: '',
  runs: [],
  client: '',
  cart: null,
  attempt_id: null,
  since: 0,
  closed_at: null,
})

export const unchanged: Changes = {
  movements: [],
  reservations: [],
  attempts: [],
  adjustments: [],
  counts: [],
}

export const balancesAt = (stock: Stock, location_id: string): Balances =>
  stock.levels.get(location_id)?.balances ?? noUnits

export const availableAt = (stock: Stock, location_id: string): number =>
  balancesAt(stock, location_id).available

/** Ledger entries, and the levels they leave at the locations they touch. */
export interface Posted {
  entries: readonly LedgerEntry[]
  levels: readonly (Level & { location_id: string })[]
}

/** What movements come to on top of the stock, which stays as it is. */
export function postMovements(stock: Stock, movements: readonly Movement[], now: Instant): Posted {
  const touched = new Map<string, Level>()
  let { version } = stock
  const entries = movements.map((movement) => {
    const { location_id } = movement
    const before = touched.get(location_id)?.balances ?? balancesAt(stock, location_id)
    version++
    touched.set(location_id, { balances: post(before, movement), version })
    return { ...movement, sequence: version, created_at: now }
  })
  const levels = [...touched].map(([location_id, level]) => ({ location_id, ...level }))
  return { entries, levels }
}

/** Folds changes into the stock, in place; answers the ledger entries they became. */
export function applyChanges(stock: Stock, changes: Changes, now: Instant): readonly LedgerEntry[] {
  const { entries, levels } = postMovements(stock, changes.movements, now)
  stock.version += entries.length
  for (const { location_id, ...level } of levels) stock.levels.set(location_id, level)
  const next_ends = changes.reservations.some(
    ({ id }) => stock.held.get(id)?.expires_at === stock.next_expiry,
  )
  for (const reservation of changes.reservations) remember(stock, reservation)
  if (next_ends) stock.next_expiry = firstExpiry(stock)
  for (const attempt of changes.attempts) {
    if (attempt.state === 'pinned') stock.pinned.set(attempt.id, attempt)
    else stock.pinned.delete(attempt.id)
  }
  return entries
}

function firstExpiry({ held }: Stock): Instant {
  let first = Number.POSITIVE_INFINITY
  for (const { expires_at } of held.values()) first = Math.min(first, expires_at)
  return first
}

/** Keeps a live reservation in memory, and forgets a closed one. */
export function remember(stock: Stock, reservation: Reservation): void {
  const { id, client, state, expires_at } = reservation
  const change = Number(state === 'held') - Number(stock.held.has(id))
  if (state === 'held') stock.held.set(id, reservation)
  else stock.held.delete(id)
  if (state === 'held') stock.next_expiry = Math.min(stock.next_expiry, expires_at)
  if (client === '' || change === 0) return
  for (const by of client.split(' ')) {
    const holds = (stock.holds_by.get(by) ?? 0) + change
    if (holds > 0) stock.holds_by.set(by, holds)
    else stock.holds_by.delete(by)
  }
}

/** One movement per location for units that go from one account to another. */
export const moveUnits = (
  units: readonly Allocation[],
  movement: Omit<Movement, 'location_id' | 'quantity'>,
): Movement[] => units.map((unit) => ({ ...movement, ...unit }))
