/** Plays a script on a SKU, and tells its books of everything that happens. */
import { expect } from 'vitest'
import type { Adjustment } from '../../../../api/domain/inventory/adjust'
import type { Demand } from '../../../../api/domain/inventory/allocate'
import type { Answer, Command } from '../../../../api/domain/inventory/machine'
import type { Outcome } from '../../../../api/domain/inventory/task'
import type { AttemptId } from '../../../../api/domain/shared/ids'
import { type Books, cancelUnits, commit, emptyShelf, expireHolds, newBooks, unpin } from './books'
import { checked } from './checks'
import { quantityOf } from './promise'
import { adjust, demand } from './requests'
import { createSku, type Sku } from './sku'
import {
  type Asked,
  type Correction,
  type Decided,
  locations,
  type Script,
  type Which,
} from './steps'
import { hear } from './witness'

/** What was sent to the SKU: a command, with how it was answered first, or an outcome. */
type Message =
  | { type: 'command'; command: Command; succeeded: boolean }
  | { type: 'outcome'; outcome: Outcome }

interface Life {
  sku: Sku
  books: Books
  now: number
  reservations: string[]
  attempts: AttemptId[]
  /** What each reservation wanted, for whoever orders just that. */
  wanted: Map<string, Demand>
  messages: Message[]
  /** How D1 decided about attempts: once, and for ever. */
  decisions: Map<AttemptId, Outcome>
  tasks: number
  /** What has happened, so that a test can see that it was not the same all the time. */
  met: Set<string>
}

export function live({ opening, steps }: Script, met: Set<string>): void {
  const life: Life = {
    sku: createSku(),
    books: newBooks(),
    now: 1_000,
    reservations: [],
    attempts: [],
    wanted: new Map(),
    messages: [],
    decisions: new Map(),
    tasks: 0,
    met,
  }
  const received = opening.map(
    (delta, at): Adjustment => ({ location_id: locations[at] ?? '', bucket: 'on_hand', delta }),
  )
  send(life, adjust('adj_opening', ...received))
  for (const { wait, action, echoes } of steps) {
    life.now += wait
    if (action.type === 'outcome' || action.type === 'cancel') decide(life, action)
    else send(life, toCommand(life, action))
    for (const echo of echoes) hearAgain(life, life.messages[echo % life.messages.length])
  }
}

function toCommand(life: Life, action: Asked): Command {
  const { now, wanted } = life
  if (action.type === 'adjust') {
    const adjustments = action.corrections.map((each) => toAdjustment(life.books, each))
    return adjust(`adj_${life.messages.length}`, ...adjustments)
  }
  if (action.type === 'abandon') {
    return { type: 'abandon', attempt_id: attemptOf(life, action.attempt) }
  }
  if (action.type === 'repin') return toRepin(life, action)
  if (action.type === 'count') {
    const { late, stale, ...counted } = action
    const at = life.messages.length
    const source_version = stale ? at - 5 : at
    return { ...counted, snapshot_id: `snp_${at}`, source_version, as_of: now - late }
  }
  const { reservation, ...rest } = action
  const reservation_id = named(life.reservations, reservation, (n) => `r${n}`)
  switch (rest.type) {
    case 'hold': {
      const { time_left, ...hold } = rest
      wanted.set(reservation_id, hold.demand)
      const expires_at = now + time_left
      return { ...hold, reservation_id, expires_at, cart: `cart of ${now}`, with_others: false }
    }
    case 'pin': {
      const { attempt, ...pin } = rest
      const attempt_id = attemptOf(life, attempt)
      const whole = pin.demand ?? wanted.get(reservation_id) ?? demand(1)
      const run = { with_others: false, announced: false }
      return { ...pin, ...run, reservation_id, attempt_id, demand: whole }
    }
    case 'extend':
      return { type: 'extend', reservation_id, expires_at: now + rest.time_left }
    case 'release':
      return { ...rest, reservation_id }
  }
}

/** The units that the attempt has, elsewhere. */
function toRepin(life: Life, action: Extract<Asked, { type: 'repin' }>): Command {
  const { attempt, to, some, more, stale, source } = action
  const attempt_id = attemptOf(life, attempt)
  const known = life.books.attempts.get(attempt_id)
  const quantity = known ? quantityOf(known.units) + more : 1
  const there = Math.min(some.quantity, quantity)
  const units = [
    { location_id: to, quantity: quantity - there },
    { location_id: some.to, quantity: there },
  ].filter((unit) => unit.quantity > 0)
  const revision = (known?.revision ?? 0) - (stale ? 1 : 0)
  return { type: 'repin', attempt_id, revision, units, demand: demand(quantity), source }
}

/** The name that is meant, or a new one. */
function named<Name>(names: Name[], { fresh, pick }: Which, newName: (n: number) => Name): Name {
  const known = fresh ? undefined : names.at(-1 - (pick % Math.max(1, names.length)))
  if (known !== undefined) return known
  const name = newName(names.length + 1)
  names.push(name)
  return name
}

const attemptOf = ({ attempts }: Life, which: Which) =>
  named<AttemptId>(attempts, which, (n) => `att_${n}`)

/** A correction as it is asked by somebody who has seen what is there. */
function toAdjustment({ shelves }: Books, { location_id, bucket, how }: Correction): Adjustment {
  if ('delta' in how) return { location_id, bucket, delta: how.delta }
  const current = (shelves.get(location_id) ?? emptyShelf)[bucket]
  const expected = how.off === null ? null : current + how.off
  return { location_id, bucket, set: how.set, expected }
}

function send(life: Life, command: Command) {
  const answer = ask(life, command)
  life.messages.push({ type: 'command', command, succeeded: answer.ok })
  repeatAtOnce(life, command, answer)
}

function ask({ sku, books, now, met }: Life, command: Command): Answer<Command> {
  return checked(sku, books, () => {
    const answer = sku.ask(command, now)
    expireHolds(books, now)
    hear(books, command, answer, now)
    met.add(`${command.type}: ${answer.ok ? 'ok' : answer.error.code}`)
    if (answer.ok && ['hold', 'pin', 'repin'].includes(command.type)) {
      // By it a reader can tell which levels have these units gone.
      expect(answer.value).toMatchObject({ version: sku.stock.version })
    }
    return answer
  })
}

/** In the same commit nothing else happens: a copy is answered the same, and moves nothing. */
function repeatAtOnce({ sku, now, books }: Life, command: Command, answer: Answer<Command>) {
  const entries = sku.ledger.length
  const again = sku.again(command, now)
  hear(books, command, again, now)
  expect(sku.ledger).toHaveLength(entries)
  expect(codeOf(again)).toBe(remembered(command, codeOf(answer)))
}

const codeOf = (answer: Answer<Command>) => (answer.ok ? undefined : answer.error.code)

/**
 * An id that was refused units is over: its copies cannot take any, however late they come. A copy
 * of a repin finds its revision spent.
 */
function remembered(command: Command, code: string | undefined): string | undefined {
  if (command.type === 'repin' && code !== 'attempt_closed') return 'stale_revision'
  if (code !== 'insufficient_stock') return code
  if (command.type === 'hold' && !command.tentative) return 'superseded'
  if (command.type === 'pin' && !command.tentative) return 'attempt_closed'
  return code
}

/** What was said before arrives once more, much later. */
function hearAgain(life: Life, message: Message | undefined) {
  if (message?.type === 'outcome') settle(life, message.outcome)
  if (message?.type !== 'command') return
  const { sku, now } = life
  const { command, succeeded } = message
  sku.expire(now)
  const entries = sku.ledger.length
  ask(life, command)
  // A request gives up what it has; what it joined, or got back, after that it gives up again.
  const gives_up = command.type === 'release' && !('shopper' in command.by)
  if (succeeded && !gives_up) expect(sku.ledger).toHaveLength(entries)
}

const orderOf = (attempt_id: AttemptId) => `ord_of_${attempt_id}` as const

function decide(life: Life, action: Decided) {
  const attempt_id = attemptOf(life, action.attempt)
  const earlier = life.decisions.get(attempt_id)
  const placed = { attempt_id, outcome: 'placed', order_id: orderOf(attempt_id) } as const
  if (action.type === 'outcome') {
    const outcome: Outcome =
      earlier ?? (action.outcome === 'placed' ? placed : { attempt_id, outcome: 'aborted' })
    life.decisions.set(attempt_id, outcome)
    life.messages.push({ type: 'outcome', outcome })
    settle(life, outcome)
  } else if (earlier?.outcome !== 'aborted') {
    // Only orders are canceled: the attempt was placed, whether the object knows it or not.
    life.decisions.set(attempt_id, placed)
    cancel(life, attempt_id, action)
  }
}

function settle({ sku, books, now, met }: Life, outcome: Outcome) {
  checked(sku, books, () => {
    sku.settle(outcome, now)
    expireHolds(books, now)
    const attempt = books.attempts.get(outcome.attempt_id)
    met.add(`${outcome.outcome}: ${attempt?.state ?? 'unknown'}`)
    if (attempt?.state !== 'pinned') return
    if (outcome.outcome === 'placed') commit(books, attempt, outcome.order_id)
    else {
      unpin(books, attempt, now)
      met.add(`aborted: ${books.holds.get(attempt.reservation_id)?.state} again`)
    }
  })
}

function cancel(
  life: Life,
  attempt_id: AttemptId,
  { units }: Extract<Decided, { type: 'cancel' }>,
) {
  const { sku, books, now, met } = life
  const order_id = orderOf(attempt_id)
  checked(sku, books, () => {
    sku.carryOut({ type: 'cancel', sequence: ++life.tasks, attempt_id, order_id, units }, now)
    expireHolds(books, now)
    const attempt = books.attempts.get(attempt_id)
    met.add(`cancel: ${attempt?.state ?? 'unknown'}`)
    if (attempt?.state === 'pinned') commit(books, attempt, order_id)
    if (attempt?.state === 'committed') cancelUnits(attempt, units)
  })
}
