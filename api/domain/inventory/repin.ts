import type { AttemptId } from '../shared/ids'
import { err, ok } from '../shared/result'
import type { Demand, Source } from './allocate'
import { mergeUnits } from './demand'
import { type FreeUnits, freeUnits } from './free-units'
import type { Decision } from './hold'
import { moved } from './pin'
import { availableAt, type Records, type Stock, unchanged } from './stock'
import type { Allocation } from './task'

/** The pinned units of an attempt, from other locations: as many as before. */
export interface Repin {
  type: 'repin'
  attempt_id: AttemptId
  /** The one that is known of the pin. It is spent by this, whether the units can move or not. */
  revision: number
  units: readonly Allocation[]
  /** As for the pin: where the answer looks for what else is there. */
  demand: Demand
  source: Source
}

/** How the attempt stands now, moved or not. */
export interface Standing {
  units: readonly Allocation[]
  revision: number
  levels: readonly FreeUnits[]
  /** Of the stock. */
  version: number
}

export type RepinRefusal =
  /** Another repin came first, or this one came before. */
  | ({ code: 'stale_revision' } & Standing)
  /** Somebody has taken units that were free when the plan was made. */
  | ({ code: 'units_taken' } & Standing)
  | { code: 'attempt_closed' }

/**
 * Moves the units of a pin. A late copy finds its revision spent: what a run was told, and what it
 * then sends to D1, is what is pinned.
 */
export function decideRepin(
  stock: Stock,
  records: Records,
  { attempt_id, revision, units, demand, source }: Repin,
): Decision<Standing, RepinRefusal> {
  const attempt = stock.pinned.get(attempt_id) ?? records.attempt(attempt_id)
  if (attempt?.state !== 'pinned') {
    return { result: err({ code: 'attempt_closed' }), changes: unchanged }
  }
  const { version } = stock
  if (attempt.revision !== revision) {
    const levels = freeUnits(stock, demand, source)
    const standing = { units: attempt.units, revision: attempt.revision, levels, version }
    return { result: err({ code: 'stale_revision', ...standing }), changes: unchanged }
  }
  const wanted = mergeUnits([units])
  const movements = moved(attempt.units, wanted, attempt_id)
  const taken = movements.filter(({ from_account }) => from_account === 'available')
  const there = taken.every((each) => each.quantity <= availableAt(stock, each.location_id))
  const spent = { ...attempt, revision: revision + 1 }
  if (!there || quantityOf(wanted) !== quantityOf(attempt.units)) {
    const levels = freeUnits(stock, demand, source)
    const standing = { units: attempt.units, revision: spent.revision, levels, version }
    return {
      result: err({ code: 'units_taken', ...standing }),
      changes: { ...unchanged, attempts: [spent] },
    }
  }
  return {
    result: ok({
      units: wanted,
      revision: spent.revision,
      levels: freeUnits(stock, demand, source, movements),
      version: version + movements.length,
    }),
    changes: { ...unchanged, movements, attempts: [{ ...spent, units: wanted }] },
  }
}

const quantityOf = (units: readonly Allocation[]) =>
  units.reduce((sum, { quantity }) => sum + quantity, 0)
