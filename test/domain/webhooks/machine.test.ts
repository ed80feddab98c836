import { expect, it } from 'vitest'
import type { EndpointState } from '../../../api/domain/webhooks/endpoint'
import {
  decideReplay,
  decideResume,
  decideStop,
  decideTake,
  dueDeliveries,
  nextDueAt,
  OPEN_MAX,
  OUTAGE_AFTER,
  REPLAYS_MAX,
  room,
  WINDOW,
} from '../../../api/domain/webhooks/machine'
import { createLine, entry, ok, refused } from './support/line'

const [second, minute, hour] = [1_000, 60_000, 3_600_000]
const always = () => ok
const never = () => refused
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

it('tries a delivery by the whole schedule, then ends the endpoint', () => {
  const line = createLine(never)
  line.log(entry(1))
  line.runUntil(100 * hour)

  const gaps = line.attempts.map(({ at }, index) => at - (line.attempts[index - 1]?.at ?? 0))
  expect(gaps).toEqual([
    0,
    5 * second,
    5 * minute,
    30 * minute,
    ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour),
  ])
  expect(line.state.facts).toMatchObject({ ending: 'exhausted', ending_at: 1 })
  expect(line.state.open.size).toBe(0)
})

it('sends nothing while it has to be disabled, or is', () => {
  const line = createLine(({ sequence }) => (sequence === 1 ? { type: 'gone' } : ok))
  line.log(entry(1))
  line.runUntil(hour)
  line.log(entry(2))

  expect(line.state.facts.ending).toBe('gone')
  expect([dueDeliveries(line.state, hour), nextDueAt(line.state)]).toEqual([[], Infinity])
  line.apply(decideStop(line.state))
  expect(line.state.facts).toMatchObject({ ending: null, stopped: true })
  expect([dueDeliveries(line.state, hour), nextDueAt(line.state)]).toEqual([[], Infinity])
})

it('enabled again, it goes on with what it was gone for, and the schedule begins anew', () => {
  let gone = true
  const line = createLine(() => (gone ? { type: 'gone' } : ok))
  line.log(entry(1), entry(2))
  line.runUntil(hour)
  line.apply(decideStop(line.state))
  line.log(entry(3))
  gone = false
  line.apply(decideResume(line.state, line.now))
  line.runUntil(2 * hour)

  expect(line.delivered()).toEqual([1, 2, 3])
  expect(line.state.facts.stopped).toBe(false)
})

it('resuming what was not stopped changes nothing', () => {
  const line = createLine(never)
  line.log(entry(1))
  line.runUntil(second)

  expect(decideResume(line.state, line.now).deliveries).toEqual([])
})

it('keeps the order of an object’s events, and lets others pass', () => {
  const line = createLine(({ sequence }, at) => (sequence === 1 && at < minute ? refused : ok))
  line.log(entry(1, 'A'), entry(2, 'A'), entry(3, 'B'), entry(4, 'A'))
  line.runUntil(hour)

  expect(line.delivered()).toEqual([3, 1, 2, 4])
  expect(line.of(3)[0]?.at).toBe(0)
  expect(line.of(2)[0]?.at).toBe(5 * second + 5 * minute)
})

it('an order and its parts are one object', () => {
  const line = createLine(({ sequence }, at) => (sequence === 1 && at < minute ? refused : ok))
  const part = { ...entry(2), object_type: 'fulfillment', object_id: 'f', order_id: 'O' }
  line.log({ ...entry(1, 'O'), order_id: 'O' }, part, entry(3))
  line.runUntil(hour)

  expect(line.delivered()).toEqual([3, 1, 2])
})

it('starts what is due in the order of the log, a few at once', () => {
  const line = createLine(always)
  line.log(...range(1, 12).map((sequence) => entry(sequence)))

  const first = line.start()
  expect(first.map(({ sequence }) => sequence)).toEqual(range(1, WINDOW))
  expect(line.start()).toEqual([])
  line.settle(first[2]?.ordinal ?? 0, ok)
  expect(line.start().map(({ sequence }) => sequence)).toEqual([WINDOW + 1])
})

it('leaves a receiver alone for as long as it asks for', () => {
  const line = createLine(({ sequence }, at) =>
    sequence === 1 && at === 0 ? { type: 'failed', retry_after_ms: 10 * minute } : ok,
  )
  line.log(entry(1))
  line.runUntil(second)
  line.log(entry(2))
  line.runUntil(hour)

  expect(line.attempts.map(({ sequence, at }) => [sequence, at])).toEqual([
    [1, 0],
    [1, 10 * minute],
    [2, 10 * minute],
  ])
})

it('in an outage tries the oldest only, every five minutes, and then catches up at once', () => {
  const outage = 3 * hour
  const line = createLine((_, at) => (at < outage ? refused : ok))
  for (const sequence of range(1, 600)) {
    line.now = Math.max(line.now, sequence * 18 * second)
    line.log(entry(sequence))
    line.runUntil(line.now)
  }
  const during = line.attempts.filter(({ at }) => at < outage).length
  line.runUntil(outage + 10 * minute)

  expect(new Set(line.delivered())).toEqual(new Set(range(1, 600)))
  expect(line.delivered()).toHaveLength(600)
  expect(during).toBeLessThan(OUTAGE_AFTER + WINDOW + outage / (5 * minute) + 10)
  const last = line.attempts.at(-1)?.at ?? 0
  expect(last - outage).toBeLessThanOrEqual(5 * minute)
})

it('an attempt before its time takes nothing of the schedule', () => {
  const line = createLine(never)
  line.log(...range(1, 2 * OUTAGE_AFTER).map((sequence) => entry(sequence)))
  line.runUntil(hour)

  expect(line.of(1).length).toBeGreaterThan(10)
  expect(line.state.open.get(1)).toMatchObject({
    failed: 4,
    scheduled_at: 5 * second + 5 * minute + 30 * minute + 2 * hour,
  })
})

it('an attempt that was interrupted is counted, and made again', () => {
  const line = createLine(always)
  line.log(entry(1))
  line.settle(line.start()[0]?.ordinal ?? 0, { type: 'interrupted' })

  expect(line.state.open.get(1)).toMatchObject({ status: 'waiting', failed: 1, due_at: 5 * second })
  expect(line.state.facts.failures).toBe(0)
})

it('an answer to what is no longer under way changes nothing', () => {
  const line = createLine(always)
  line.log(entry(1))
  line.runUntil(second)
  line.settle(1, refused)

  expect(line.state.open.size).toBe(0)
  expect(line.state.facts.failures).toBe(0)
})

it('takes what it wants from the log, once, and passes over the rest', () => {
  const line = createLine(always)
  const page = { entries: [entry(1), { ...entry(2), type: 'sku.created' }], through: 5 }
  line.apply(decideTake(line.state, 0, page, ['sku.*'], 0))
  line.apply(decideTake(line.state, 0, page, ['sku.*'], 0))

  expect([...line.state.open.values()].map(({ sequence }) => sequence)).toEqual([2])
  expect(line.state.facts.cursor).toBe(5)
})

const replayed = (state: EndpointState, from: number, through: number, type = '*') => {
  const decided = decideReplay(state, { from, through, type })
  if (!decided.ok) throw new Error(decided.error.code)
  return decided.value
}

it('sends a part of the log again, in its order, beside what is live', () => {
  const line = createLine(always)
  line.log(...range(1, 6).map((sequence) => entry(sequence, 'A')))
  line.runUntil(second)
  line.apply(replayed(line.state, 2, 4, 'order.*'))
  const page = { entries: range(2, 6).map((sequence) => entry(sequence, 'A')), through: 6 }
  line.apply(decideTake(line.state, 1, page, ['*'], line.now))
  line.runUntil(minute)

  expect(line.delivered()).toEqual([1, 2, 3, 4, 5, 6, 2, 3, 4])
  expect(line.state.replays.size).toBe(0)
  expect(line.state.facts.cursor).toBe(6)
})

it('refuses more replays at once than it can keep', () => {
  const line = createLine(always)
  for (let replay = 0; replay < REPLAYS_MAX; replay++) line.apply(replayed(line.state, 1, 9))

  expect(decideReplay(line.state, { from: 1, through: 9, type: '*' })).toEqual({
    ok: false,
    error: { code: 'limit_reached', limit: REPLAYS_MAX },
  })
})

it('leaves in the log what it has no room for, and half of the room to what is live', () => {
  const line = createLine(never)
  expect([room(line.state, 0), room(line.state, 1)]).toEqual([OPEN_MAX, OPEN_MAX / 2])
  line.log(...range(1, OPEN_MAX).map((sequence) => entry(sequence)))
  expect([room(line.state, 0), room(line.state, 1)]).toEqual([0, 0])
})
