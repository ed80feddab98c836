/**
 * Hears every command and its answer: says whether the answer is the right one for what the books
 * knew, and writes down what it means.
 */
import { expect } from 'vitest'
import type { Extend, Hold, Release } from '../../../../api/domain/inventory/hold'
import type { Answer, Answers, Command } from '../../../../api/domain/inventory/machine'
import type { Abandon, Pin } from '../../../../api/domain/inventory/pin'
import { hearAdjust } from './adjustments'
import { availableIn, type Books, end, type HoldNote, holdsOf, unheard, unpin } from './books'
import { faultsOf, mostOf, overdrawn, quantityAt } from './promise'
import { hearRepin } from './repins'
import { hearCount } from './snapshots'

export function hear<C extends Command>(books: Books, command: C, answer: Answer<C>, now: number) {
  const told = answer as Answers[Command['type']]
  switch (command.type) {
    case 'hold':
      return hearHold(books, command, told as Answers['hold'])
    case 'release':
      return hearRelease(books, command, told as Answers['release'])
    case 'extend':
      return hearExtend(books, command, told as Answers['extend'])
    case 'pin':
      return hearPin(books, command, told as Answers['pin'])
    case 'repin':
      return hearRepin(books, command, told as Answers['repin'])
    case 'abandon':
      return hearAbandon(books, command, told as Answers['abandon'], now)
    case 'adjust':
      return hearAdjust(books, command, told as Answers['adjust'], now)
    case 'count':
      return hearCount(books, command, told as Answers['count'], now)
  }
}

const refused = (code: string, evidence: object = {}) => ({
  ok: false,
  error: { code, ...evidence },
})

/** Why a reservation that is over, or pinned, cannot be held, prolonged or given back. */
function closed({ state }: Pick<HoldNote, 'state'>) {
  switch (state) {
    case 'pinned':
      return refused('reservation_placed', { undecided: true })
    case 'placed':
      return refused('reservation_placed', { undecided: false })
    case 'expired':
      return refused('reservation_expired')
    case 'released':
      return refused('reservation_released')
    case 'held':
    case 'given_up':
      return refused('not_found')
  }
}

function hearHold(books: Books, command: Hold, answer: Answers['hold']) {
  const { reservation_id, run, demand, source, expires_at, body_hash, cart, caps } = command
  const known = books.holds.get(reservation_id)
  if (known) {
    expect(answer).toMatchObject(repeated(known, command))
    if (known.state === 'held' && answer.ok) known.runs.add(run)
    return
  }
  if (caps.some(({ by, holds }) => holdsOf(books, by) >= holds)) {
    expect(answer).toEqual(refused('too_many_holds'))
    return
  }
  const note: HoldNote = {
    ...unheard('held'),
    expires_at,
    body_hash,
    runs: new Set([run]),
    counted_by: caps.map(({ by }) => by),
    cart,
  }
  const requested = demand.quantity
  const available = mostOf(demand, source, availableIn(books))
  if (available < requested) {
    expect(answer).toMatchObject(refused('insufficient_stock', { requested, available }))
    if (!command.tentative) books.holds.set(reservation_id, { ...note, state: 'given_up' })
    return
  }
  expect(answer).toMatchObject({ ok: true, value: { expires_at, cart, replayed: false } })
  const units = answer.ok ? answer.value.units : []
  expect(faultsOf(units, demand, source)).toEqual([])
  expect(overdrawn(units, availableIn(books))).toEqual([])
  books.holds.set(reservation_id, { ...note, units })
}

function repeated(known: HoldNote, { body_hash }: Hold) {
  if (known.state === 'given_up') return refused('superseded')
  if (known.body_hash !== undefined && known.body_hash !== body_hash) {
    return refused('idempotency_key_reused')
  }
  const { state, units, expires_at, cart } = known
  if (state === 'held') return { ok: true, value: { units, expires_at, cart, replayed: true } }
  return closed(known)
}

function hearRelease(books: Books, { reservation_id, by }: Release, answer: Answers['release']) {
  const known = books.holds.get(reservation_id)
  const over = 'shopper' in by ? 'released' : 'given_up'
  const is_ordered = known?.state === 'pinned' || known?.state === 'placed'
  if (known && is_ordered && 'shopper' in by) {
    expect(answer).toEqual(closed(known))
    return
  }
  expect(answer).toEqual({ ok: true, value: null })
  if (!known) books.holds.set(reservation_id, unheard(over))
  else if ('shopper' in by) end(known, over)
  else if (known.state === 'held') {
    if ('run' in by) known.runs.delete(by.run)
    if ('spent' in by || known.runs.size === 0) end(known, over)
  }
}

function hearExtend(books: Books, command: Extend, answer: Answers['extend']) {
  const known = books.holds.get(command.reservation_id)
  if (known?.state !== 'held') {
    expect(answer).toEqual(closed(known ?? { state: 'given_up' }))
    return
  }
  expect(answer).toEqual({ ok: true, value: null })
  known.expires_at = command.expires_at
}

function hearPin(books: Books, command: Pin, answer: Answers['pin']) {
  const { attempt_id, reservation_id, key_hash, demand, source } = command
  const earlier = books.attempts.get(attempt_id)
  if (earlier) {
    const { state, units } = earlier
    expect(answer).toMatchObject(
      state === 'pinned'
        ? { ok: true, value: { units, taken: [], revision: earlier.revision } }
        : refused('attempt_closed'),
    )
    return
  }
  const known = books.holds.get(reservation_id)
  const refusal = known && inTheWay(books, known, key_hash)
  if (refusal) {
    expect(answer).toEqual(refusal)
    return
  }
  const attempt = {
    reservation_id,
    key_hash,
    order_id: undefined,
    was_held: known?.state === 'held',
    revision: 0,
  }
  const units = unitsToPin(books, command, known, answer)
  if (!units) {
    const over = { ...attempt, state: 'over', units: [] } as const
    if (!command.tentative) books.attempts.set(attempt_id, over)
    return
  }
  expect(faultsOf(units, demand, source)).toEqual([])
  books.attempts.set(attempt_id, { ...attempt, state: 'pinned', units })
  const note = known ?? unheard('pinned')
  end(note, 'pinned')
  note.attempt_id = attempt_id
  books.holds.set(reservation_id, note)
}

function inTheWay({ attempts }: Books, { state, attempt_id }: HoldNote, key_hash: string) {
  const attempt = attempt_id && attempts.get(attempt_id)
  if (state === 'released') return refused('reservation_released')
  if (state === 'placed') {
    return refused('reservation_placed', { order_id: attempt ? attempt.order_id : null })
  }
  if (state !== 'pinned') return undefined
  return refused('being_placed', { same_key: attempt ? attempt.key_hash === key_hash : false })
}

/** The units that must be pinned: those held, where they serve; else others; else none. */
function unitsToPin(
  books: Books,
  { demand, source }: Pin,
  known: HoldNote | undefined,
  answer: Answers['pin'],
) {
  const own = known?.units ?? []
  if (own.length > 0 && faultsOf(own, demand, source).length === 0) {
    expect(answer).toMatchObject({ ok: true, value: { units: own, taken: [] } })
    return own
  }
  const free = (location_id: string) =>
    availableIn(books)(location_id) + quantityAt(own, location_id)
  const requested = demand.quantity
  const available = mostOf(demand, source, free)
  if (available < requested) {
    expect(answer).toMatchObject(refused('insufficient_stock', { requested, available }))
    return undefined
  }
  const units = answer.ok ? answer.value.units : []
  const taken = units.flatMap(({ location_id, quantity }) => {
    const more = quantity - quantityAt(own, location_id)
    return more > 0 ? [{ location_id, quantity: more }] : []
  })
  expect(answer).toMatchObject({ ok: true, value: { taken } })
  expect(overdrawn(units, free)).toEqual([])
  return units
}

function hearAbandon(
  books: Books,
  { attempt_id }: Abandon,
  answer: Answers['abandon'],
  now: number,
) {
  expect(answer).toEqual({ ok: true, value: null })
  const attempt = books.attempts.get(attempt_id)
  if (attempt?.state === 'pinned') unpin(books, attempt, now)
  if (attempt) return
  const never = {
    reservation_id: '',
    key_hash: '',
    order_id: undefined,
    was_held: false,
    revision: 0,
  }
  books.attempts.set(attempt_id, { ...never, state: 'over', units: [] })
}
