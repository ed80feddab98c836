/** A sync of the model: an object asks D1, and applies the answer later (design.md §3, 5 and 7). */
import * as skuStock from './sku-stock'
import type { World } from './world'
import * as world from './world'

// Taken out of the imports once: see world.ts.
const { endPin, isPinned } = skuStock
const { get, put, meet, orderOf, UNKNOWN, news, tasks } = world
const { pin, CLOSED, COMMITTED, PINNED, committed, cursor } = world
const { outcome, PLACED, ABORTED, allocation, cancelation } = world

/** Two syncs of an object overlap: an older answer stands before a younger one. */
export const answers = [0, 1] as const
const LAST = 1

const isOnItsWay = (w: World, sku: number, answer: number) =>
  get(w, tasks(sku, answer)) > 0 || w.runs.some((a) => get(w, news(sku, answer, a)) !== UNKNOWN)

/**
 * 5b and 5c: D1 reads the outcomes of the pins asked for and the tasks after the cursor. The sync
 * asks for the pins it had when it set out: one that came since is not among them.
 */
export function readDecisions(w: World, sku: number, asked: readonly number[]) {
  if (!asked.every((a) => isPinned(w, sku, a) && get(w, outcome(a)) !== UNKNOWN)) return false
  const read = newTasks(w, sku)
  const free = answers.find((answer) => !isOnItsWay(w, sku, answer))
  if (free === undefined || (read === 0 && asked.length === 0)) return false
  for (const attempt of asked) put(w, news(sku, free, attempt), get(w, outcome(attempt)))
  put(w, tasks(sku, free), read)
  return true
}

function newTasks(w: World, sku: number) {
  let read = 0
  for (const order of w.orders) {
    const task = get(w, cancelation(order))
    if (task > get(w, cursor(sku))) read |= 1 << task
  }
  return read
}

/** The answer is applied to the current state: outcomes first, then tasks in order. */
export function applyAnswer(w: World, sku: number, answer: number) {
  if (!isOnItsWay(w, sku, answer)) return false
  for (const attempt of w.runs) applyOutcome(w, sku, attempt, get(w, news(sku, answer, attempt)))
  applyTasks(w, sku, get(w, tasks(sku, answer)))
  dropAnswer(w, sku, answer)
  return true
}

/** The answer has been applied, or is lost; the one behind it moves up. */
export function dropAnswer(w: World, sku: number, answer: number) {
  put(w, tasks(sku, answer), get(w, tasks(sku, LAST)))
  put(w, tasks(sku, LAST), 0)
  for (const attempt of w.runs) {
    put(w, news(sku, answer, attempt), get(w, news(sku, LAST, attempt)))
    put(w, news(sku, LAST, attempt), UNKNOWN)
  }
}

function applyOutcome(w: World, sku: number, attempt: number, told: number) {
  if (told === UNKNOWN) return
  if (!isPinned(w, sku, attempt)) meet(w, 'an answer brings an outcome again')
  else if (told === PLACED) commit(w, sku, attempt)
  else if (told === ABORTED) endPin(w, sku, attempt, CLOSED)
}

function commit(w: World, sku: number, attempt: number) {
  const units = committed(sku, get(w, pin(sku, attempt)) - PINNED)
  put(w, units, get(w, units) + 1)
  endPin(w, sku, attempt, COMMITTED)
}

/** Only those above the cursor, which never moves back. */
function applyTasks(w: World, sku: number, read: number) {
  const older = read > 0 && read >> get(w, cursor(sku)) === 0
  if (older) meet(w, 'an older answer comes after a newer one')
  if (older && w.bug === 'stale_sync') put(w, cursor(sku), 0)
  for (const task of [1, 2]) {
    if ((read & (1 << task)) !== 0 && task > get(w, cursor(sku))) applyTask(w, sku, task)
  }
}

function applyTask(w: World, sku: number, task: number) {
  put(w, cursor(sku), task)
  for (const attempt of w.runs) {
    const location = get(w, allocation(attempt, sku)) - 1
    const named = get(w, cancelation(orderOf(w, attempt))) === task
    if (named && location >= 0) cancel(w, sku, attempt, location)
  }
}

/** Clause 7: the unit of a canceled order is free again. A pin is committed first. */
function cancel(w: World, sku: number, attempt: number, location: number) {
  if (isPinned(w, sku, attempt)) {
    meet(w, 'a task finds its attempt still pinned')
    if (w.bug === 'task_skips_pin') return
    commit(w, sku, attempt)
  }
  put(w, committed(sku, location), get(w, committed(sku, location)) - 1)
  endPin(w, sku, attempt, CLOSED)
}
