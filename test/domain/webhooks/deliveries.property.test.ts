import fc from 'fast-check'
import { expect, it } from 'vitest'
import { attemptGaps } from '../../../api/domain/webhooks/schedule'
import { createLine, entry, ok, refused } from './support/line'

const hour = 3_600_000

/** Spans of time in which the receiver refuses everything, and events that come meanwhile. */
const lives = fc.record({
  outages: fc.array(
    fc.record({ from: fc.integer({ min: 0, max: 40 }), hours: fc.integer({ min: 1, max: 6 }) }),
    { maxLength: 3 },
  ),
  events: fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 50 }), object: fc.integer({ min: 0, max: 4 }) }),
    { minLength: 1, maxLength: 60 },
  ),
  /** Every so many attempts one fails, outage or not. */
  flaw: fc.integer({ min: 2, max: 9 }),
})

it('whatever the receiver does for hours: nothing is lost, nothing comes before its time, objects keep their order', () => {
  fc.assert(
    fc.property(lives, ({ outages, events, flaw }) => {
      let asked = 0
      const isDown = (at: number) =>
        outages.some(({ from, hours }) => at >= from * hour && at < (from + hours) * hour)
      const line = createLine((_, at) => (isDown(at) || ++asked % flaw === 0 ? refused : ok))
      const sorted = events.toSorted((a, b) => a.at - b.at)
      const objects = new Map<number, number>()
      for (const [index, { at, object }] of sorted.entries()) {
        line.runUntil(at * hour)
        objects.set(index + 1, object)
        line.log(entry(index + 1, `o${object}`))
      }
      line.runUntil(150 * hour)

      const delivered = line.delivered()
      expect(line.state.facts.ending).toBeNull()
      expect(delivered.toSorted((a, b) => a - b)).toEqual(sorted.map((_, index) => index + 1))
      for (const object of new Set(objects.values())) {
        const of_object = delivered.filter((sequence) => objects.get(sequence) === object)
        expect(of_object).toEqual(of_object.toSorted((a, b) => a - b))
      }
      for (const { sequence, at } of line.attempts) {
        expect(at).toBeGreaterThanOrEqual((sorted[sequence - 1]?.at ?? 0) * hour)
      }
    }),
    { numRuns: 300 },
  )
})

it('a receiver that never answers is given up after three days, never earlier', () => {
  const days = attemptGaps.reduce((sum, gap) => sum + gap, 0)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), (count) => {
      const line = createLine(() => refused)
      line.log(...Array.from({ length: count }, (_, index) => entry(index + 1)))
      line.runUntil(days - 1)
      expect(line.state.facts.ending).toBeNull()
      line.runUntil(days)
      expect(line.state.facts.ending).toBe('exhausted')
      // What was not given up waits for the endpoint to be enabled.
      expect(line.state.open.size).toBeGreaterThanOrEqual(count - 5)
    }),
    { numRuns: 30 },
  )
})
