/** The commands a SKU is asked, with what most tests do not care about filled in. */
import type { Adjust, Adjustment } from '../../../../api/domain/inventory/adjust'
import type { Demand, Source } from '../../../../api/domain/inventory/allocate'
import type { Count } from '../../../../api/domain/inventory/count'
import type { Extend, Hold, Release } from '../../../../api/domain/inventory/hold'
import type { Abandon, Pin } from '../../../../api/domain/inventory/pin'
import type { Repin } from '../../../../api/domain/inventory/repin'
import type {
  Allocation,
  EmptyShelfTask,
  Outcome,
  ReturnTask,
  UnitsTask,
} from '../../../../api/domain/inventory/task'
import type { AttemptId } from '../../../../api/domain/shared/ids'

export const units = (at: Readonly<Record<string, number>>): Allocation[] =>
  Object.entries(at).map(([location_id, quantity]) => ({ location_id, quantity }))

/** So many units; those of the named locations must come from there. */
export const demand = (quantity: number, at: Readonly<Record<string, number>> = {}): Demand => ({
  quantity,
  at: units(at),
})

export const source = (locations: readonly string[], change: Partial<Source> = {}): Source => ({
  locations,
  named_only: [],
  buffer: 0,
  cap: null,
  ...change,
})
export const anywhere = source(['berlin', 'paris'])

/** A hold until 600. */
export const hold = (
  reservation_id: string,
  quantity: number,
  change: Partial<Hold> = {},
): Hold => ({
  type: 'hold',
  reservation_id,
  run: 'run',
  demand: demand(quantity),
  source: anywhere,
  expires_at: 600,
  body_hash: 'body',
  cart: null,
  caps: [],
  with_others: false,
  tentative: false,
  ...change,
})

export const pin = (
  attempt_id: AttemptId,
  reservation_id: string,
  quantity: number,
  change: Partial<Pin> = {},
): Pin => ({
  type: 'pin',
  attempt_id,
  reservation_id,
  key_hash: 'key',
  demand: demand(quantity),
  source: anywhere,
  with_others: false,
  tentative: false,
  announced: false,
  ...change,
})

/** The units of a pin of `anywhere`, elsewhere. */
export const repin = (
  attempt_id: AttemptId,
  revision: number,
  at: Readonly<Record<string, number>>,
): Repin => {
  const quantity = Object.values(at).reduce((sum, there) => sum + there, 0)
  return {
    ...{ type: 'repin', attempt_id, revision, units: units(at) },
    ...{ demand: demand(quantity), source: anywhere },
  }
}

export const releaseByShopper = (reservation_id: string): Release => ({
  type: 'release',
  reservation_id,
  by: { shopper: true },
})
export const releaseByRun = (reservation_id: string, run = 'run'): Release => ({
  type: 'release',
  reservation_id,
  by: { run },
})
export const releaseSpent = (reservation_id: string): Release => ({
  type: 'release',
  reservation_id,
  by: { spent: true },
})
export const extend = (reservation_id: string, expires_at: number): Extend => ({
  type: 'extend',
  reservation_id,
  expires_at,
})
export const abandon = (attempt_id: AttemptId): Abandon => ({ type: 'abandon', attempt_id })
export const adjust = (adjustment_id: string, ...adjustments: Adjustment[]): Adjust => ({
  type: 'adjust',
  adjustment_id,
  reason: 'counted',
  adjustments,
})

/** The first snapshot of a system that counts in Berlin, as of 10. */
export const count = (on_hand: number, change: Partial<Count> = {}): Count => ({
  type: 'count',
  snapshot_id: 'snp_1',
  source: 'erp',
  source_version: 1,
  as_of: 10,
  location_id: 'berlin',
  on_hand,
  ...change,
})

export const placed = (attempt_id: AttemptId): Outcome => ({
  attempt_id,
  outcome: 'placed',
  order_id: `ord_of_${attempt_id}`,
})
export const aborted = (attempt_id: AttemptId): Outcome => ({ attempt_id, outcome: 'aborted' })

type Numbered<Task> = Task & { sequence: number }

let tasks = 0
const unitsTask =
  (type: UnitsTask['type']) =>
  (attempt_id: AttemptId, at: Readonly<Record<string, number>>): Numbered<UnitsTask> => ({
    type,
    sequence: ++tasks,
    attempt_id,
    order_id: `ord_of_${attempt_id}`,
    units: units(at),
  })

export const cancel = unitsTask('cancel')
export const dispatch = unitsTask('dispatch')
export const shrink = unitsTask('shrink')

export const returned = (
  account: ReturnTask['account'],
  at: Readonly<Record<string, number>>,
): Numbered<ReturnTask> => ({
  type: 'return',
  sequence: ++tasks,
  order_id: 'ord_returned',
  account,
  units: units(at),
})

export const emptyShelf = (location_id: string): Numbered<EmptyShelfTask> => ({
  type: 'empty_shelf',
  sequence: ++tasks,
  order_id: 'ord_not_found',
  location_id,
})
