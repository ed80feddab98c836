/** No state of the reservation protocol oversells, leaks or breaks an order; wrong readings do. */
import { expect, it } from 'vitest'
import { type Bug, bugs } from './protocol/bugs'
import type { Invariant } from './protocol/invariants'
import type { Scenario, Situation } from './protocol/world'
import { explore } from './protocol-model'

/** `LONG=1 npm test -- test/domain/inventory/protocol-model.test.ts` takes some minutes more. */
const long = process.env.LONG === '1'
const timeout = long ? 1_800_000 : 300_000

const two_orders: Scenario = { runs: [0, 1], skus: 1, stock: [1], repins: 0 }
const two_skus: Scenario = { ...two_orders, skus: 2 }
const two_locations: Scenario = { ...two_orders, stock: [1, 1], repins: 1 }
const retried: Scenario = { ...two_orders, runs: [0, 0, 1] }

const everyday: Situation[] = [
  'an order is placed',
  'an ambiguous batch turns out placed',
  'an attempt is aborted after 60 s',
  'a batch finds its attempt aborted',
  'a second batch for an order fails',
  'a late hold finds its row expired',
  'a tombstone refuses a late pin',
  'a DELETE meets an undecided pin',
  'an answer brings an outcome again',
  'an older answer comes after a newer one',
  'a task finds its attempt still pinned',
]
const repinned: Situation[] = [
  'a repin is refused for want of units',
  'a late repin finds its version consumed',
]

it.each<[string, Scenario, number, Situation[]]>([
  ['two orders for two SKUs', two_skus, 3_400_000, everyday],
  [
    'two orders with repins between two locations',
    two_locations,
    900_000,
    [...everyday, ...repinned],
  ],
  ['a retried order', retried, 260_000, [...everyday, 'a retry meets the pin of the run before']],
])('every state of %s keeps every promise', { timeout }, (_, scenario, states_min, situations) => {
  const { violation, complete, states, met } = explore(scenario, { states_max: 4_000_000 })

  expect(violation).toBeUndefined()
  expect(complete).toBe(true)
  expect(states).toBeGreaterThan(states_min)
  expect([...met].sort()).toEqual([...situations].sort())
})

const states_max = long ? 10_000_000 : 500_000

it.each<[string, Scenario]>([
  ['two orders with repins of two SKUs', { ...two_locations, skus: 2 }],
  ['two orders with repeated repins', { ...two_locations, repins: 2 }],
  ['a retried order for two SKUs', { ...retried, skus: 2 }],
  ['a retried order with repins', { ...two_locations, runs: [0, 0, 1] }],
])(`the nearest ${states_max} states of %s keep every promise`, { timeout }, (_, scenario) => {
  const { violation, states, met } = explore(scenario, { states_max })

  expect(violation).toBeUndefined()
  expect(states).toBeGreaterThanOrEqual(500_000)
  expect(met).toContain('an order is placed')
})

const backed = 'an order has its units where D1 says'
const expected = {
  blind_hold: [two_orders, 'no unit is promised twice'],
  no_pin: [two_orders, backed],
  pin_expires: [two_orders, backed],
  no_abort: [two_orders, 'no unit is leaked for ever'],
  no_outcome_row: [two_orders, backed],
  upserted_outcome: [two_orders, backed],
  release_after_ambiguity: [two_orders, backed],
  shared_attempt: [retried, backed],
  repin_without_version: [two_locations, backed],
  batch_before_repin_answer: [two_locations, backed],
  stale_sync: [two_orders, 'no unit is promised twice'],
  closed_attempt_forgotten: [two_orders, 'no unit is leaked for ever'],
  task_skips_pin: [two_orders, 'no unit is leaked for ever'],
} satisfies Record<Bug, [Scenario, Invariant]>

const readings = (Object.keys(bugs) as Bug[]).map((bug) => [bugs[bug], bug] as const)

it.each(readings)('some state is wrong if %s', (_, bug) => {
  const [scenario, invariant] = expected[bug]
  const { violation } = explore(scenario, { states_max: 100_000, bug })

  expect(violation?.invariant, violation?.trace.join('\n')).toBe(invariant)
})
