/** One SkuStock of the model: what it does with holds, pins and releases (design.md §3, 1–3, 6, 7). */
import type { World } from './world'
import * as world from './world'

// Taken out of the imports once: see world.ts.
const { get, put, meet, orderOf, UNKNOWN, committed, version } = world
const { hold, RELEASED, EXPIRED, HELD } = world
const { pin, TOMBSTONE, CLOSED, COMMITTED, PINNED } = world

export const isHeld = (w: World, sku: number, order: number) => get(w, hold(sku, order)) >= HELD

export const isPinned = (w: World, sku: number, attempt: number) =>
  get(w, pin(sku, attempt)) >= PINNED

/** The available units of one location, by the object's own books. */
export function available(w: World, sku: number, location: number) {
  let units = (w.scenario.stock[location] ?? 0) - get(w, committed(sku, location))
  for (const order of w.orders) if (get(w, hold(sku, order)) === HELD + location) units--
  for (const attempt of w.runs) if (get(w, pin(sku, attempt)) === PINNED + location) units--
  return units
}

function isUndecided(w: World, sku: number, order: number) {
  return w.runs.some((attempt) => orderOf(w, attempt) === order && isPinned(w, sku, attempt))
}

/** Clause 1: `hold(r)` takes a unit if there is one, and only once. */
export function takeHold(w: World, sku: number, order: number, location: number) {
  const known = get(w, hold(sku, order))
  if (known === EXPIRED) return meet(w, 'a late hold finds its row expired')
  if (known !== UNKNOWN) return false
  if (available(w, sku, location) < 1 && w.bug !== 'blind_hold') return false
  put(w, hold(sku, order), HELD + location)
  return true
}

/** Clause 2: a hold past its time counts for no units, and its row stays. */
export function expireHold(w: World, sku: number, order: number) {
  if (!isHeld(w, sku, order)) return false
  put(w, hold(sku, order), EXPIRED)
  return true
}

/** Clauses 1 and 7: `release(r)`, of a hold that failed elsewhere or by DELETE, frees holds only. */
export function releaseHold(w: World, sku: number, order: number) {
  if (isUndecided(w, sku, order)) return meet(w, 'a DELETE meets an undecided pin')
  if (get(w, hold(sku, order)) === RELEASED) return false
  put(w, hold(sku, order), RELEASED)
  return true
}

/** Clause 3: `pin(r → a)` takes the unit that `r` holds, here; if `r` holds none, a free one. */
export function takePin(w: World, sku: number, attempt: number, location: number) {
  const order = orderOf(w, attempt)
  const held = get(w, hold(sku, order))
  const known = get(w, pin(sku, attempt))
  if (w.bug === 'no_pin') return held === HELD + location
  if (known >= PINNED) return known === PINNED + location
  if (known === TOMBSTONE) return meet(w, 'a tombstone refuses a late pin')
  if (known !== UNKNOWN || held === RELEASED) return false
  if (isUndecided(w, sku, order)) return meet(w, 'a retry meets the pin of the run before')
  if (held >= HELD ? held !== HELD + location : available(w, sku, location) < 1) return false
  // The units leave `r`; should `a` be aborted, a retry finds it without units, like an expired one.
  if (held >= HELD) put(w, hold(sku, order), EXPIRED)
  put(w, pin(sku, attempt), PINNED + location)
  return true
}

/** Clause 3: `repin(a, version, allocation)` moves the unit if it can; its version is consumed. */
export function movePin(w: World, sku: number, attempt: number, named: number, location: number) {
  const current = get(w, version(sku, attempt)) === named
  if (!current) meet(w, 'a late repin finds its version consumed')
  if (!current && w.bug !== 'repin_without_version') return
  if (current) put(w, version(sku, attempt), named + 1)
  if (available(w, sku, location) < 1) meet(w, 'a repin is refused for want of units')
  else put(w, pin(sku, attempt), PINNED + location)
}

/** Ends a pin. No repin moves it any more, so its version says nothing from now on. */
export function endPin(w: World, sku: number, attempt: number, end: number) {
  put(w, pin(sku, attempt), end)
  put(w, version(sku, attempt), 0)
  return true
}

/** Clauses 3 and 6: `release(a)` leaves a tombstone, of an unknown attempt too. */
export function releasePin(w: World, sku: number, attempt: number) {
  const known = get(w, pin(sku, attempt))
  if (known === TOMBSTONE || known === CLOSED || known === COMMITTED) return false
  return endPin(w, sku, attempt, TOMBSTONE)
}

/** Clause 6: a tombstone is kept for 7 days, a closed attempt as long as D1 has its outcome. */
export function forgetAttempt(w: World, sku: number, attempt: number) {
  const known = get(w, pin(sku, attempt))
  const forgets_closed = known === CLOSED && w.bug === 'closed_attempt_forgotten'
  if (known !== TOMBSTONE && !forgets_closed) return false
  put(w, pin(sku, attempt), UNKNOWN)
  return true
}

/** Clause 3: "a pin never expires by itself". */
export function expirePin(w: World, sku: number, attempt: number) {
  if (w.bug !== 'pin_expires' || !isPinned(w, sku, attempt)) return false
  return endPin(w, sku, attempt, CLOSED)
}
