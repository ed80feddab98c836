/** Random steps in the life of a SKU: what is asked of it, and what D1 decides meanwhile. */
import fc from 'fast-check'
import { type Bucket, buckets } from '../../../../api/domain/inventory/accounts'
import type { Demand, Source } from '../../../../api/domain/inventory/allocate'
import type { Allocation, Outcome } from '../../../../api/domain/inventory/task'

/** Two that ship, and a shop that only serves those who name it. */
const shipping = ['berlin', 'paris']
const shop = 'shop'
export const locations = [...shipping, shop]

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never

/** Small and ordinary values are common, the others are there. */
const mostly = <T>(common: T, rare: fc.Arbitrary<T>, weight = 4) =>
  fc.oneof({ weight, arbitrary: fc.constant(common) }, { weight: 1, arbitrary: rare })

/** A new one, or which of the latest. */
const which = (fresh: boolean) =>
  fc.record({ fresh: mostly(fresh, fc.constant(!fresh)), pick: fc.nat(4) })
export type Which = Of<ReturnType<typeof which>>

const location_id = fc.constantFrom(...locations)
const units = fc.record<Allocation>({ location_id, quantity: fc.integer({ min: 1, max: 4 }) })
const several = { minLength: 1, maxLength: 3, size: 'max' } as const
const run = fc.constantFrom('first', 'second')

const demand: fc.Arbitrary<Demand> = fc
  .record({
    open: fc.nat(4),
    at: mostly([], fc.uniqueArray(units, { ...several, selector: (unit) => unit.location_id }), 2),
  })
  .map(({ open, at }) => {
    const named = at.reduce((sum, { quantity }) => sum + quantity, 0)
    return { quantity: Math.max(1, named + open), at }
  })

const source: fc.Arbitrary<Source> = fc.record({
  locations: mostly(shipping, fc.shuffledSubarray(shipping)),
  named_only: fc.constantFrom([shop], []),
  buffer: mostly(0, fc.integer({ min: 1, max: 3 }), 6),
  cap: mostly<number | null>(null, fc.integer({ min: 1, max: 4 }), 6),
})

/** `off` is what a stale count is wrong by; null does not say what it expects. */
const correction = fc.record({
  location_id,
  bucket: mostly<Bucket>('on_hand', fc.constantFrom(...buckets), 1),
  how: fc.oneof(
    fc.record({ delta: fc.integer({ min: -4, max: 8 }) }),
    fc.record({ set: fc.nat(12), off: mostly<number | null>(0, fc.constantFrom(null, 1)) }),
  ),
})
export type Correction = Of<typeof correction>

const time_left = fc.integer({ min: 1, max: 900 })

const hold = fc.record({
  type: fc.constant('hold'),
  reservation: which(true),
  run,
  demand,
  source,
  time_left,
  body_hash: mostly('body', fc.constant('other body')),
  caps: fc.constantFrom(
    [],
    [{ by: 'key', holds: 5 }],
    [
      { by: 'browser', holds: 3 },
      { by: 'key', holds: 5 },
    ],
  ),
  tentative: mostly(false, fc.constant(true)),
})
/** Without a demand it wants what was held. */
const pin = fc.record({
  type: fc.constant('pin'),
  attempt: which(true),
  reservation: which(false),
  key_hash: fc.constantFrom('key', 'other key'),
  demand: mostly<Demand | null>(null, demand, 2),
  source,
  tentative: mostly(false, fc.constant(true)),
})
/** Its units to one location, some of them to another; `stale` names a revision that is spent. */
const repin = fc.record({
  type: fc.constant('repin'),
  attempt: which(false),
  to: fc.constantFrom(...shipping),
  some: fc.record({ to: location_id, quantity: fc.nat(2) }),
  more: mostly(0, fc.constant(1), 6),
  stale: mostly(false, fc.constant(true)),
  source,
})
const release = fc.record({
  type: fc.constant('release'),
  reservation: which(false),
  by: fc.oneof(
    fc.record({ shopper: fc.constant(true) }),
    fc.record({ run }),
    fc.record({ run }),
    fc.record({ spent: fc.constant(true) }),
  ),
})
const extend = fc.record({ type: fc.constant('extend'), reservation: which(false), time_left })
const abandon = fc.record({ type: fc.constant('abandon'), attempt: which(false) })
const adjust = fc.record({
  type: fc.constant('adjust'),
  corrections: fc.array(correction, several),
})
/** A snapshot of one of two systems; `late` is how far it lags behind what it counts. */
const count = fc.record({
  type: fc.constant('count'),
  source: fc.constantFrom('erp', 'scale'),
  location_id,
  on_hand: fc.nat(24),
  late: mostly(0, fc.integer({ min: 1, max: 600 }), 1),
  stale: mostly(false, fc.constant(true), 5),
})
const outcome = fc.record({
  type: fc.constant('outcome'),
  attempt: which(false),
  outcome: fc.constantFrom<Outcome['outcome']>('placed', 'aborted'),
})
/** A cancellation; D1 may name a location twice. */
const cancel = fc.record({
  type: fc.constant('cancel'),
  attempt: which(false),
  units: fc.array(units, several),
})

export type Asked =
  | Of<typeof hold>
  | Of<typeof pin>
  | Of<typeof repin>
  | Of<typeof release>
  | Of<typeof extend>
  | Of<typeof abandon>
  | Of<typeof adjust>
  | Of<typeof count>
export type Decided = Of<typeof outcome> | Of<typeof cancel>

const weighted = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary })

const step = fc.record({
  wait: mostly(0, fc.integer({ min: 1, max: 400 })),
  action: fc.oneof(
    weighted<Asked | Decided>(6, hold),
    weighted(6, pin),
    weighted(4, repin),
    weighted(3, release),
    weighted(1, extend),
    weighted(1, abandon),
    weighted(3, adjust),
    weighted(2, count),
    weighted(3, outcome),
    weighted(2, cancel),
  ),
  /** Which of the messages so far arrive once more afterwards. */
  echoes: fc.array(fc.nat(999), { maxLength: 2, size: 'max' }),
})
export type Step = Of<typeof step>

/** What is on the shelves at first, and what happens then. */
export const script = fc.record({
  opening: fc.tuple(fc.nat(12), fc.nat(6), fc.nat(6)),
  steps: fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }),
})
export type Script = Of<typeof script>
