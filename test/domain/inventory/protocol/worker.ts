/** A run of the Worker that tries to place an order (design.md §3, 3 and 4). */
import * as skuStock from './sku-stock'
import type { World } from './world'
import * as world from './world'

// Taken out of the imports once: see world.ts.
const { isPinned, movePin, releasePin, takePin } = skuStock
const { get, put, attemptOf, pin, PINNED, version, outcome, ABORTED } = world
const { stage, PINNING, DECIDING, GIVEN_UP, TOLD_ABORTED } = world
const { heard, heard_version, repin } = world

/** Clause 3: the run calls every SKU and hears where its unit is, and in which version. */
export function hearPin(w: World, run: number, sku: number, location: number) {
  const awaited = get(w, stage(run)) === PINNING && get(w, heard(run, sku)) === 0
  if (!awaited || !takePin(w, sku, attemptOf(w, run), location)) return false
  put(w, heard(run, sku), location + 1)
  put(w, heard_version(run, sku), get(w, version(sku, attemptOf(w, run))))
  return true
}

/** Clause 3: where the plan differs from what was pinned, the run asks for the other location. */
export function sendRepin(w: World, run: number, sku: number, location: number) {
  const pinned = get(w, heard(run, sku))
  const named = get(w, heard_version(run, sku))
  if (get(w, stage(run)) !== PINNING || pinned === 0 || pinned === location + 1) return false
  if (named === w.scenario.repins || awaitsRepin(w, run, sku)) return false
  put(w, repin(run, sku, named), location + 1)
  return true
}

function awaitsRepin(w: World, run: number, sku: number) {
  const named = get(w, heard_version(run, sku))
  return named < w.scenario.repins && get(w, repin(run, sku, named)) > 0
}

/** The repin that names this version reaches the object. */
export function deliverRepin(w: World, run: number, sku: number, named: number) {
  const attempt = attemptOf(w, run)
  const location = get(w, repin(run, sku, named)) - 1
  if (location < 0 || !isPinned(w, sku, attempt)) return false
  movePin(w, sku, attempt, named, location)
  return true
}

/** Moved or refused, the answer states allocation and version. */
export function hearRepin(w: World, run: number, sku: number, named: number) {
  const awaited = get(w, stage(run)) === PINNING && get(w, heard_version(run, sku)) === named
  if (!awaited || !deliverRepin(w, run, sku, named)) return false
  const attempt = attemptOf(w, run)
  put(w, heard(run, sku), get(w, pin(sku, attempt)) - PINNED + 1)
  put(w, heard_version(run, sku), get(w, version(sku, attempt)))
  return true
}

/** Clause 4: all objects have answered, so the run sends its batch. */
export function sendBatch(w: World, run: number) {
  if (get(w, stage(run)) !== PINNING) return false
  for (const sku of w.skus) {
    if (get(w, heard(run, sku)) === 0) return false
    if (awaitsRepin(w, run, sku) && w.bug !== 'batch_before_repin_answer') return false
  }
  put(w, stage(run), DECIDING)
  for (const sku of w.skus) put(w, heard_version(run, sku), 0)
  return true
}

/** Clause 3: after a refusal or a time-out. The run has sent no batch and never will. */
export function giveUp(w: World, run: number) {
  if (get(w, stage(run)) !== PINNING) return false
  put(w, stage(run), GIVEN_UP)
  for (const sku of w.skus) {
    put(w, heard(run, sku), 0)
    put(w, heard_version(run, sku), 0)
  }
  return true
}

/** Clause 4: D1 tells the run that its attempt is aborted. */
export function hearAborted(w: World, run: number) {
  if (get(w, stage(run)) !== DECIDING) return false
  const aborted = get(w, outcome(attemptOf(w, run))) === ABORTED
  if (!aborted && w.bug !== 'release_after_ambiguity') return false
  put(w, stage(run), TOLD_ABORTED)
  return true
}

/** Only a run that gave up, or was told that its attempt is aborted, releases its pins. */
export function releaseUnits(w: World, run: number, sku: number) {
  const may = get(w, stage(run)) === GIVEN_UP || get(w, stage(run)) === TOLD_ABORTED
  return may && releasePin(w, sku, attemptOf(w, run))
}
