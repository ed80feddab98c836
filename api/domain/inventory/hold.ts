import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'
import { allocate, type Demand, type Short, type Source } from './allocate'
import { isContended } from './contention'
import {
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

/** Holds, by shoppers: taken, prolonged, given back. design: a hold is idempotent on its id. */
export interface Hold {
  type: 'hold'
  reservation_id: string
  run: string
  demand: Demand
  source: Source
  expires_at: Instant
  body_hash: string
  cart: string | null
  /** By whom the hold is counted, and how many of this SKU each may have; empty: no cap. */
  caps: readonly HoldCap[]
  /** Whether the cart has other SKUs: only then two carts can cross. */
  with_others: boolean
  /** Whether the same hold will be asked again if it is refused now: then nothing is remembered. */
  tentative: boolean
}

/** `by` has no spaces, and says nothing of who it is. */
export interface HoldCap {
  by: string
  holds: number
}

export interface Held {
  units: readonly Allocation[]
  expires_at: Instant
  cart: string | null
  replayed: boolean
  /** Of the stock, with these units gone from `available`. */
  version: number
}

export type HoldRefusal =
  /** `contended`: a rival took what is missing a moment ago, and may give it back. */
  | ({ code: 'insufficient_stock'; contended: boolean } & Short)
  /** The id was given up by its own request; another id of the same key may be tried. */
  | { code: 'superseded' }
  | { code: 'idempotency_key_reused' | 'too_many_holds' }
  | ClosedRefusal

export type ClosedRefusal =
  | { code: 'reservation_expired' | 'reservation_released' | 'not_found' }
  | { code: 'reservation_placed'; undecided: boolean }

export interface Decision<T, E> {
  result: Result<T, E>
  changes: Changes
}

export const refuse = <E>(error: E) => ({ result: err(error), changes: unchanged })

export function decideHold(
  stock: Stock,
  records: Records,
  command: Hold,
  now: Instant,
): Decision<Held, HoldRefusal> {
  const known =
    stock.held.get(command.reservation_id) ?? records.reservation(command.reservation_id)
  if (known) return repeat(stock, known, command)

  const { reservation_id: id, run, demand, source, expires_at, body_hash, cart, caps } = command
  if (caps.some(({ by, holds }) => (stock.holds_by.get(by) ?? 0) >= holds)) {
    return refuse({ code: 'too_many_holds' })
  }
  const allocated = allocate(demand, source, (location_id) => availableAt(stock, location_id))
  const reservation: Reservation = {
    ...emptyReservation(id, allocated.ok ? 'held' : 'refused'),
    units: allocated.ok ? allocated.value : [],
    expires_at,
    body_hash,
    runs: [run],
    client: caps.map(({ by }) => by).join(' '),
    cart,
    since: now,
    closed_at: allocated.ok ? null : now,
  }
  if (!allocated.ok) {
    const contended = command.with_others && isContended(stock, source, allocated.error, now)
    return {
      result: err({ code: 'insufficient_stock', contended, ...allocated.error }),
      changes: command.tentative ? unchanged : { ...unchanged, reservations: [reservation] },
    }
  }
  const units = allocated.value
  return {
    result: ok({ units, expires_at, cart, replayed: false, version: stock.version + units.length }),
    changes: {
      ...unchanged,
      movements: moveUnits(units, {
        operation: 'hold',
        from_account: 'available',
        to_account: 'reserved',
        subject_id: id,
      }),
      reservations: [reservation],
    },
  }
}

/** The same hold again finds its units, or why there are none; it never takes any. */
function repeat(
  stock: Stock,
  known: Reservation,
  { run, body_hash }: Hold,
): Decision<Held, HoldRefusal> {
  if (known.state === 'compensated' || known.state === 'refused') {
    return refuse({ code: 'superseded' })
  }
  if (known.body_hash !== body_hash && known.body_hash !== '') {
    return refuse({ code: 'idempotency_key_reused' })
  }
  if (known.state !== 'held') return refuse(closedRefusal(known))
  const { units, expires_at, cart, runs } = known
  return {
    result: ok({ units, expires_at, cart, replayed: true, version: stock.version }),
    changes: runs.includes(run)
      ? unchanged
      : { ...unchanged, reservations: [{ ...known, runs: [...runs, run] }] },
  }
}

export function closedRefusal({ state }: Pick<Reservation, 'state'>): ClosedRefusal {
  switch (state) {
    case 'pinned':
      return { code: 'reservation_placed', undecided: true }
    case 'placed':
      return { code: 'reservation_placed', undecided: false }
    case 'lapsed':
      return { code: 'reservation_expired' }
    case 'released':
      return { code: 'reservation_released' }
    case 'held':
    case 'compensated':
    case 'refused':
      return { code: 'not_found' }
  }
}

/** Gives a hold back: by its shopper, or by the request that could not have all it wanted. */
export interface Release {
  type: 'release'
  reservation_id: string
  /**
   * `run`: a request gives up its share. `spent`: the id was refused or given up on another SKU, so
   * no request was or will be answered with it, also none that died before it could say so.
   */
  by: { shopper: true } | { run: string } | { spent: true }
}

export function decideRelease(
  stock: Stock,
  records: Records,
  { reservation_id: id, by }: Release,
  now: Instant,
): Decision<null, ClosedRefusal> {
  const known = stock.held.get(id) ?? records.reservation(id)
  const state = 'shopper' in by ? 'released' : 'compensated'
  // Stands where the reservation was given up before it arrived: it cannot take units late.
  if (!known) return close(emptyReservation(id, state), now)
  if (known.state === 'held') {
    const runs = 'run' in by ? known.runs.filter((run) => run !== by.run) : []
    // Another request of the same key relies on these units, and may have been answered.
    if (runs.length > 0) return done({ reservations: [{ ...known, runs }] })
    return close({ ...known, state, runs }, now, known.units)
  }
  if (!('shopper' in by) || known.state === 'released') return done({})
  if (known.state === 'pinned' || known.state === 'placed') return refuse(closedRefusal(known))
  return close({ ...known, state }, now)
}

const done = (changes: Partial<Changes>) => ({
  result: ok(null),
  changes: { ...unchanged, ...changes },
})

const close = (
  reservation: Reservation,
  now: Instant,
  units: readonly Allocation[] = [],
): Decision<null, never> =>
  done({
    movements: moveUnits(units, {
      operation: 'release',
      from_account: 'reserved',
      to_account: 'available',
      subject_id: reservation.id,
    }),
    reservations: [{ ...reservation, units: [], closed_at: now }],
  })

export interface Extend {
  type: 'extend'
  reservation_id: string
  expires_at: Instant
}

export function decideExtend(
  stock: Stock,
  records: Records,
  { reservation_id, expires_at }: Extend,
): Decision<null, ClosedRefusal> {
  const held = stock.held.get(reservation_id)
  if (held) return done({ reservations: [{ ...held, expires_at }] })
  return refuse(closedRefusal(records.reservation(reservation_id) ?? { state: 'refused' }))
}

/** Every hold that is due, released. An expired hold counts for no units at the next access. */
export function decideExpiry(stock: Stock, now: Instant): Changes {
  if (now < stock.next_expiry) return unchanged
  const due = [...stock.held.values()].filter(({ expires_at }) => now >= expires_at)
  return {
    ...unchanged,
    movements: due.flatMap(({ id, units }) =>
      moveUnits(units, {
        operation: 'expire',
        from_account: 'reserved',
        to_account: 'available',
        subject_id: id,
      }),
    ),
    reservations: due.map((held) => ({ ...held, state: 'lapsed', units: [], closed_at: now })),
  }
}
