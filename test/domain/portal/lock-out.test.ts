import { expect, it } from 'vitest'
import { type Tries, tryOnce } from '../../../api/domain/portal/lock-out'

const limit = { max: 3, window: 100 }

it('lets so many tries through per window, then says when there are more', () => {
  let tries: Tries | undefined
  const verdicts = [0, 10, 20, 30, 99, 100].map((now) => {
    const verdict = tryOnce(tries, limit, now)
    if (verdict.allowed) tries = verdict.tries
    return verdict.allowed ? 'allowed' : verdict.ends_at
  })

  expect(verdicts).toEqual(['allowed', 'allowed', 'allowed', 100, 100, 'allowed'])
  expect(tries).toEqual({ count: 1, ends_at: 200 })
})
