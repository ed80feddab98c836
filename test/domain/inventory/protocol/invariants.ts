/** What holds in every state. Promises are counted from outside, not by the objects' own books. */
import * as decisionLog from './decision-log'
import * as skuStock from './sku-stock'
import * as sync from './sync'
import type { World } from './world'
import * as world from './world'

// Taken out of the imports once: see world.ts.
const { abortOldPin, isPlaced } = decisionLog
const { available, expireHold, isPinned } = skuStock
const { applyAnswer, dropAnswer, readDecisions } = sync
const { get, orderOf, UNKNOWN, hold, HELD, pin, COMMITTED, PINNED } = world
const { outcome, allocation, cancelation } = world

export type Invariant =
  | 'no unit is promised twice'
  | 'an order has its units where D1 says'
  | 'no unit is leaked for ever'

/** The invariant that this state breaks. The world is settled afterwards. */
export function brokenInvariant(w: World): Invariant | undefined {
  if (inSomePlace(w, isOversold)) return 'no unit is promised twice'
  if (isUnbacked(w)) return 'an order has its units where D1 says'
  settle(w)
  return inSomePlace(w, isLeaked) ? 'no unit is leaked for ever' : undefined
}

type InPlace = (w: World, sku: number, location: number) => boolean

function inSomePlace(w: World, is: InPlace) {
  for (const sku of w.skus) {
    for (const location of w.locations) if (is(w, sku, location)) return true
  }
  return false
}

const stockAt = (w: World, location: number) => w.scenario.stock[location] ?? 0

/** A unit is promised twice, or about to be: the object believes it available. */
const isOversold: InPlace = (w, sku, location) => {
  const promisable = Math.max(0, available(w, sku, location))
  return promised(w, sku, location) + promisable > stockAt(w, location)
}

function promised(w: World, sku: number, location: number) {
  let units = 0
  for (const order of w.orders) if (get(w, hold(sku, order)) === HELD + location) units++
  for (const attempt of w.runs) {
    const known = get(w, pin(sku, attempt))
    const ordered = known === COMMITTED && get(w, allocation(attempt, sku)) === location + 1
    if (known === PINNED + location || ordered) units++
  }
  return units
}

const isLive = (w: World, attempt: number) =>
  isPlaced(w, attempt) && get(w, cancelation(orderOf(w, attempt))) === 0

function isUnbacked(w: World) {
  for (const attempt of w.runs) {
    if (!isLive(w, attempt)) continue
    for (const sku of w.skus) if (!hasUnit(w, sku, attempt)) return true
  }
  return false
}

function hasUnit(w: World, sku: number, attempt: number) {
  const location = get(w, allocation(attempt, sku)) - 1
  const known = get(w, pin(sku, attempt))
  // Without pins, its hold is all that an order has.
  if (w.bug === 'no_pin') return get(w, hold(sku, orderOf(w, attempt))) === HELD + location
  return known === COMMITTED || known === PINNED + location
}

/** Leaves the objects to their timers: no client, no run and no message any more. */
function settle(w: World) {
  for (const sku of w.skus) {
    for (const order of w.orders) expireHold(w, sku, order)
    for (const answer of [1, 0]) dropAnswer(w, sku, answer)
    for (const attempt of w.runs) abortOldPin(w, sku, attempt)
    const decided = w.runs.filter((a) => isPinned(w, sku, a) && get(w, outcome(a)) !== UNKNOWN)
    readDecisions(w, sku, decided)
    applyAnswer(w, sku, 0)
  }
}

/** After that, the units that are not available are those of live orders, where D1 says. */
const isLeaked: InPlace = (w, sku, location) => {
  let owned = 0
  for (const attempt of w.runs) {
    if (isLive(w, attempt) && get(w, allocation(attempt, sku)) === location + 1) owned++
  }
  return available(w, sku, location) < stockAt(w, location) - owned
}
