/** D1 of the model: what has been decided. Each function is one batch (design.md §3, 4, 5b and 7). */
import * as skuStock from './sku-stock'
import type { World } from './world'
import * as world from './world'

// Taken out of the imports once: see world.ts.
const { isPinned } = skuStock
const { get, put, meet, orderOf, attemptOf, UNKNOWN } = world
const { stage, DECIDING, TOLD_ABORTED, heard } = world
const { outcome, PLACED, ABORTED, allocation, cancelation } = world

export const isPlaced = (w: World, attempt: number) => get(w, allocation(attempt, 0)) > 0

const isOrdered = (w: World, order: number) =>
  w.runs.some((attempt) => orderOf(w, attempt) === order && isPlaced(w, attempt))

/** Clause 4: the order, its allocations and its outcome are inserted together, or not at all. */
export function placeOrder(w: World, run: number) {
  const attempt = attemptOf(w, run)
  const sent = get(w, stage(run)) === DECIDING || get(w, stage(run)) === TOLD_ABORTED
  if (!sent) return false
  if (isOrdered(w, orderOf(w, run))) return meet(w, 'a second batch for an order fails')
  if (get(w, outcome(attempt)) !== UNKNOWN && w.bug !== 'upserted_outcome') {
    return meet(w, 'a batch finds its attempt aborted')
  }
  for (const sku of w.skus) put(w, allocation(attempt, sku), get(w, heard(run, sku)))
  if (w.bug !== 'no_outcome_row') put(w, outcome(attempt), PLACED)
  meet(w, 'an order is placed')
  return true
}

/** `INSERT OR IGNORE attempt_outcomes(a, 'aborted')`. */
function insertAborted(w: World, attempt: number) {
  if (get(w, outcome(attempt)) !== UNKNOWN && w.bug !== 'upserted_outcome') return false
  put(w, outcome(attempt), ABORTED)
  return true
}

/** Clause 4: a run without an answer asks what became of its batch. */
export function askOutcome(w: World, run: number) {
  if (get(w, stage(run)) !== DECIDING) return false
  const attempt = attemptOf(w, run)
  if (get(w, outcome(attempt)) === PLACED) meet(w, 'an ambiguous batch turns out placed')
  return insertAborted(w, attempt)
}

/** 5b: a sync inserts the same for a pin older than 60 s, and may die before it reads. */
export function abortOldPin(w: World, sku: number, attempt: number) {
  if (!isPinned(w, sku, attempt) || w.bug === 'no_abort') return false
  if (!insertAborted(w, attempt)) return false
  meet(w, 'an attempt is aborted after 60 s')
  return true
}

/** Clause 7: a cancel writes a task for each SKU, numbered by D1; a repeated one fails. */
export function cancelOrder(w: World, order: number) {
  if (!isOrdered(w, order) || get(w, cancelation(order)) > 0) return false
  const last = Math.max(...w.orders.map((other) => get(w, cancelation(other))))
  put(w, cancelation(order), last + 1)
  return true
}
