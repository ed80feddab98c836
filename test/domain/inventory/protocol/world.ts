/**
 * A state of the model: a row of small numbers, and the addresses at which they stand.
 *
 * Vitest turns every imported name into a getter. The model reads its names a billion times, so its
 * files take them out of their imports once; that makes it four times faster.
 */
import type { Bug } from './bugs'

/** Who takes part. Every order wants one unit of every SKU. */
export interface Scenario {
  /** The order that each run tries to place: `[0, 0, 1]` is an order tried twice, and another. */
  readonly runs: readonly number[]
  readonly skus: number
  /** The units of every SKU at each location. */
  readonly stock: readonly number[]
  /** How often a run may repin one SKU. */
  readonly repins: number
}

export interface World {
  readonly scenario: Scenario
  readonly bug: Bug | undefined
  readonly runs: readonly number[]
  readonly orders: readonly number[]
  readonly skus: readonly number[]
  readonly locations: readonly number[]
  readonly row: Int8Array
  /** The situations the exploration has been in: a model that avoids them would prove nothing. */
  readonly met: Set<Situation>
}

export type Situation =
  | 'an order is placed'
  | 'an ambiguous batch turns out placed'
  | 'an attempt is aborted after 60 s'
  | 'a batch finds its attempt aborted'
  | 'a second batch for an order fails'
  | 'a late hold finds its row expired'
  | 'a tombstone refuses a late pin'
  | 'a retry meets the pin of the run before'
  | 'a DELETE meets an undecided pin'
  | 'a repin is refused for want of units'
  | 'a late repin finds its version consumed'
  | 'an answer brings an outcome again'
  | 'an older answer comes after a newer one'
  | 'a task finds its attempt still pinned'

/** How many there may be of each. */
export const dimensions = {
  run: 3,
  attempt: 3,
  order: 2,
  sku: 2,
  location: 2,
  version: 2,
  answer: 2,
}
export type Dimension = keyof typeof dimensions
type Address = (i: number, j?: number, k?: number) => number

/** Every field, with the dimensions it ranges over. */
export const fields: { over: readonly Dimension[]; at: Address }[] = []
let row_length = 0

function field(...over: Dimension[]): Address {
  const base = row_length
  const [rows = 1, columns = 1, layers = 1] = over.map((dimension) => dimensions[dimension])
  const at: Address = (i, j = 0, k = 0) => base + (i * columns + j) * layers + k
  row_length += rows * columns * layers
  fields.push({ over, at })
  return at
}

export const UNKNOWN = 0

/** What an object knows of `r`. From `HELD` up the value adds the location. An order has one `r`. */
export const hold = field('sku', 'order')
export const RELEASED = 1
export const EXPIRED = 2
export const HELD = 3

/** What an object knows of `a`. From `PINNED` up the value adds the location. */
export const pin = field('sku', 'attempt')
export const TOMBSTONE = 1
export const CLOSED = 2
export const COMMITTED = 3
export const PINNED = 4

/** The version that a repin of this pin must name. */
export const version = field('sku', 'attempt')
/** The committed units of an object: counted, as in the object itself. */
export const committed = field('sku', 'location')
/** The number of the last task that an object has applied. */
export const cursor = field('sku')

/** Answers of D1 to the overlapping syncs of an object: outcomes, and tasks read (a bit each). */
export const news = field('sku', 'answer', 'attempt')
export const tasks = field('sku', 'answer')

/** D1: `attempt_outcomes`. */
export const outcome = field('attempt')
export const PLACED = 1
export const ABORTED = 2

/** D1: 1 + the location that the order of this attempt takes the SKU from; 0 without such an order. */
export const allocation = field('attempt', 'sku')
/** D1: the number of the task that cancels the order, the same for all its SKUs; 0 without one. */
export const cancelation = field('order')

/** How far a run has come: what it may have put on the wire. */
export const stage = field('run')
export const PINNING = 0
export const DECIDING = 1
export const GIVEN_UP = 2
export const TOLD_ABORTED = 3

/** A run: 1 + the location where its unit is, as an object told it; 0 before. And the version. */
export const heard = field('run', 'sku')
export const heard_version = field('run', 'sku')
/** A run: 1 + the location asked for by the repin that names this version; 0 if it never sent one. */
export const repin = field('run', 'sku', 'version')

export const get = (w: World, address: number) => w.row[address] ?? 0
export const put = (w: World, address: number, value: number) => {
  w.row[address] = value
}

export const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)

/** Before anything has happened every field is 0. */
export const newWorld = (scenario: Scenario, bug?: Bug): World => ({
  scenario,
  bug,
  runs: upTo(scenario.runs.length),
  orders: upTo(new Set(scenario.runs).size),
  skus: upTo(scenario.skus),
  locations: upTo(scenario.stock.length),
  row: new Int8Array(row_length),
  met: new Set(),
})

export const orderOf = (w: World, run: number) => w.scenario.runs[run] ?? 0

/** Every run mints an attempt of its own, so the two go by the same number. */
export const attemptOf = (w: World, run: number) =>
  w.bug === 'shared_attempt' ? w.scenario.runs.indexOf(orderOf(w, run)) : run

/** Remembers a situation; false, as most of them are reasons why nothing changes. */
export function meet(w: World, situation: Situation): false {
  w.met.add(situation)
  return false
}
