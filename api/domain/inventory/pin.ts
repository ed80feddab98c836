import type { AttemptId, OrderId } from '../shared/ids'
import { err, ok } from '../shared/result'
import type { Instant } from '../shared/time'
import type { Movement } from './accounts'
import { allocate, type Demand, type Short, type Source } from './allocate'
import { isContended } from './contention'
import { type FreeUnits, freeUnits } from './free-units'
import { type Decision, refuse } from './hold'
import {
  type Attempt,
  availableAt,
  type Changes,
  emptyReservation,
  moveUnits,
  type Records,
  type Reservation,
  type Stock,
  unchanged,
} from './stock'
import type { Allocation } from './task'

/** Units on their way into an order: pinned for an attempt until D1 has decided about it. */
export interface Pin {
  type: 'pin'
  attempt_id: AttemptId
  reservation_id: string
  key_hash: string
  demand: Demand
  source: Source
  /** As for a hold. */
  with_others: boolean
  tentative: boolean
}

export interface Pinned {
  units: readonly Allocation[]
  /** Units this call took from the shelf: none of those that were held before. */
  taken: readonly Allocation[]
  /** Of the stock, with them gone from `available`. */
  version: number
  /** Of the pin: a repin names it. */
  revision: number
  /** Where the units may come from, what else is there: for the plan. */
  levels: readonly FreeUnits[]
}

export type PinRefusal =
  | ({ code: 'insufficient_stock'; contended: boolean } & Short)
  /** Another attempt has the reservation and is not decided. */
  | { code: 'being_placed'; same_key: boolean }
  | { code: 'reservation_placed'; order_id: OrderId | null }
  | { code: 'reservation_released' | 'attempt_closed' }

export function decidePin(
  stock: Stock,
  records: Records,
  command: Pin,
  now: Instant,
): Decision<Pinned, PinRefusal> {
  const { attempt_id, reservation_id, key_hash, demand, source } = command
  const known = stock.pinned.get(attempt_id) ?? records.attempt(attempt_id)
  if (known?.state === 'pinned') {
    const { units, revision } = known
    const { version } = stock
    const levels = freeUnits(stock, demand, source)
    return { result: ok({ units, taken: [], version, revision, levels }), changes: unchanged }
  }
  if (known) return refuse({ code: 'attempt_closed' })

  const reservation = stock.held.get(reservation_id) ?? records.reservation(reservation_id)
  const refusal = reservation && standing(stock, records, reservation, key_hash)
  if (refusal) return refuse(refusal)

  const held = reservation?.state === 'held' ? reservation.units : []
  const units = fits(held, demand, source) ? held : reallocate(stock, held, demand, source)
  const attempt: Attempt = {
    id: attempt_id,
    state: 'pinned',
    reservation_id,
    key_hash,
    units: [],
    revision: 0,
    since: now,
    order_id: null,
  }
  if ('requested' in units) {
    const contended = command.with_others && isContended(stock, source, units, now)
    // The attempt is over here: a copy of this message that comes late must not take units.
    const attempts: Attempt[] = command.tentative ? [] : [{ ...attempt, state: 'released' }]
    return {
      result: err({ code: 'insufficient_stock', contended, ...units }),
      changes: { ...unchanged, attempts },
    }
  }
  const from = reservation ?? emptyReservation(reservation_id, 'lapsed')
  const movements = moved(held, units, attempt_id)
  const taken = movements.filter(({ operation }) => operation === 'pin')
  return {
    result: ok({
      units,
      taken: taken.map(({ location_id, quantity }) => ({ location_id, quantity })),
      version: stock.version + movements.length,
      revision: 0,
      levels: freeUnits(stock, demand, source, movements),
    }),
    changes: {
      ...unchanged,
      movements,
      reservations: [
        {
          ...from,
          state: 'pinned',
          units: [],
          // What was not held has no time left: the end of the pin must not make it a hold.
          expires_at: from.state === 'held' ? from.expires_at : Math.min(from.expires_at, now),
          attempt_id,
          since: now,
          closed_at: null,
        },
      ],
      attempts: [{ ...attempt, units }],
    },
  }
}

/** What stands in the way of pinning a reservation, if anything does. */
function standing(
  stock: Stock,
  records: Records,
  { state, attempt_id }: Reservation,
  key_hash: string,
): PinRefusal | undefined {
  if (state === 'released') return { code: 'reservation_released' }
  const attempt = attempt_id
    ? (stock.pinned.get(attempt_id) ?? records.attempt(attempt_id))
    : undefined
  if (state === 'placed') {
    return { code: 'reservation_placed', order_id: attempt?.order_id ?? null }
  }
  if (state === 'pinned') {
    return { code: 'being_placed', same_key: attempt?.key_hash === key_hash }
  }
  return undefined
}

/** Whether the held units are what is wanted, from where it may come. */
function fits(held: readonly Allocation[], { quantity, at }: Demand, source: Source): boolean {
  const units = new Map(held.map((unit) => [unit.location_id, unit.quantity]))
  const named = new Map(at.map((unit) => [unit.location_id, unit.quantity]))
  const allowed = ({ location_id, quantity }: Allocation) =>
    source.locations.includes(location_id) ||
    (source.named_only.includes(location_id) && named.get(location_id) === quantity)
  return (
    held.reduce((sum, unit) => sum + unit.quantity, 0) === quantity &&
    held.every(allowed) &&
    at.every((unit) => (units.get(unit.location_id) ?? 0) >= unit.quantity)
  )
}

function reallocate(
  stock: Stock,
  held: readonly Allocation[],
  demand: Demand,
  source: Source,
): readonly Allocation[] | Short {
  const own = new Map(held.map((unit) => [unit.location_id, unit.quantity]))
  const allocated = allocate(
    demand,
    source,
    (location_id) => availableAt(stock, location_id) + (own.get(location_id) ?? 0),
  )
  return allocated.ok ? allocated.value : allocated.error
}

/** The movements that turn the held units into the pinned ones; none where they are the same. */
export function moved(
  held: readonly Allocation[],
  pinned: readonly Allocation[],
  subject_id: string,
): Movement[] {
  const change = new Map<string, number>()
  const add = (location_id: string, units: number) =>
    change.set(location_id, (change.get(location_id) ?? 0) + units)
  for (const { location_id, quantity } of pinned) add(location_id, quantity)
  for (const { location_id, quantity } of held) add(location_id, -quantity)
  return [...change].flatMap(([location_id, quantity]): Movement[] => {
    if (quantity === 0) return []
    const [from_account, to_account] =
      quantity > 0 ? (['available', 'reserved'] as const) : (['reserved', 'available'] as const)
    const operation = quantity > 0 ? 'pin' : 'release'
    return [
      {
        operation,
        location_id,
        from_account,
        to_account,
        quantity: Math.abs(quantity),
        subject_id,
      },
    ]
  })
}

/** An attempt given up by its own run, which has sent no order batch and never will. */
export interface Abandon {
  type: 'abandon'
  attempt_id: AttemptId
}

export function decideAbandon(
  stock: Stock,
  records: Records,
  { attempt_id }: Abandon,
  now: Instant,
): Decision<null, never> {
  const pinned = stock.pinned.get(attempt_id)
  if (pinned) return { result: ok(null), changes: unpin(records, pinned, 'release', now) }
  if (records.attempt(attempt_id)) return { result: ok(null), changes: unchanged }
  const tombstone: Attempt = {
    id: attempt_id,
    state: 'released',
    reservation_id: '',
    key_hash: '',
    units: [],
    revision: 0,
    since: now,
    order_id: null,
  }
  return { result: ok(null), changes: { ...unchanged, attempts: [tombstone] } }
}

/**
 * Ends a pin without an order. A shopper whose hold has not expired has it back, so that a failed
 * attempt costs nobody their cart; otherwise the units are free.
 */
export function unpin(
  records: Records,
  pinned: Attempt,
  operation: 'release' | 'abort',
  now: Instant,
): Changes {
  const reservation = records.reservation(pinned.reservation_id)
  const attempts: Attempt[] = [{ ...pinned, state: 'released', units: [] }]
  if (reservation && reservation.expires_at > now) {
    const held: Reservation = {
      ...reservation,
      state: 'held',
      units: pinned.units,
      attempt_id: null,
      closed_at: null,
    }
    return { ...unchanged, reservations: [held], attempts }
  }
  return {
    ...unchanged,
    movements: moveUnits(pinned.units, {
      operation,
      from_account: 'reserved',
      to_account: 'available',
      subject_id: pinned.id,
    }),
    reservations: reservation
      ? [{ ...reservation, state: 'lapsed', attempt_id: null, closed_at: now }]
      : [],
    attempts,
  }
}
