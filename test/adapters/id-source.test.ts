import { decodeTime } from 'ulid'
import { expect, it } from 'vitest'
import { createIdSource } from '../../api/adapters/id-source'

const START = 1_795_000_000_000
const MINUTE = 60_000

/** Ids that are drawn at these instants, one after the other. */
function drawnAt(...instants: number[]) {
  const clock = [...instants]
  const draw = createIdSource(() => clock.shift() ?? Number.NaN)
  return instants.map(() => draw())
}
const timeOf = (id: string | undefined) => decodeTime(String(id).toUpperCase())

it('sorts ids as they were drawn, within a millisecond and over a clock that is corrected', () => {
  const ids = drawnAt(START, START, START, START - 500, START - MINUTE, START + 1)

  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

it('follows the clock again once it no longer runs ahead', () => {
  const ids = drawnAt(START, START + 60 * MINUTE, START + 1, START + 2)

  expect(ids.map(timeOf)).toEqual([START, START + 60 * MINUTE, START + 1, START + 2])
})
