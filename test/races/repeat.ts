// The same request many times at once, and again.
import { expect } from 'vitest'
import { type Answer, tally } from './client.ts'

const ASKED_AGAIN_FOR_MS = 30_000

export const times = <T>(count: number, run: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => run(index))

export const inParallel = <T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(times(count, run))

/** Every answer is the one result or says that it is under way; asked again, all are the result. */
export async function expectOneResult<Body>(
  status: number,
  count: number,
  ask: () => Promise<Answer<Body>>,
): Promise<Body> {
  const first = await inParallel(count, ask)
  const succeeded = first.filter((answer) => answer.status === status)
  const { '409 idempotency_in_progress': running = 0, ...others } = tally(first)
  expect(others).toEqual({ [status]: count - running })
  for (const { status: refused, headers } of first) {
    if (refused === 409) expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
  }

  let again: Answer<Body>[] = []
  const askAgain = async () => {
    again = await inParallel(10, ask)
    return tally(again)
  }
  await expect.poll(askAgain, { timeout: ASKED_AGAIN_FOR_MS }).toEqual({ [status]: 10 })
  for (const { headers } of again) expect(headers.get('idempotent-replayed')).toBe('true')
  const bodies = new Set([...succeeded, ...again].map(({ body }) => JSON.stringify(body)))
  expect([...bodies]).toHaveLength(1)
  return JSON.parse([...bodies][0] ?? '')
}
