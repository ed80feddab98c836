import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { app } from '../../../api/app'
import { ORIGIN, read } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'

const limited = { ...env, RATE_LIMITS: 'on' }
const get = async (key: string, bindings: Env) => {
  const headers = { authorization: `Bearer ${key}` }
  const sent = new Request(`${ORIGIN}/v1/skus/NEVER`, { headers })
  return read(await app.fetch(sent, bindings, createExecutionContext()))
}

it('stops a key that asks too often, and no other', async () => {
  const [greedy, modest] = [await createMerchant(), await createMerchant()]
  const statuses: number[] = []
  let last = await get(greedy.secret_key, limited)
  expect(last.headers.get('ratelimit-policy')).toBe('"key";q=600;w=60')
  while (last.status === 404 && statuses.length < 1_300) {
    statuses.push(last.status)
    last = await get(greedy.secret_key, limited)
  }

  // The limiter counts in fixed windows: one may end on the way, and another quota begin.
  expect(statuses.length).toBeGreaterThanOrEqual(600)
  expect(statuses.length).toBeLessThanOrEqual(1_200)
  expect([last.status, last.code]).toEqual([429, 'rate_limited'])
  expect(last.headers.get('retry-after')).toBe('60')
  expect(last.headers.get('ratelimit-policy')).toBe('"key";q=600;w=60')
  expect(last.headers.get('ratelimit')).toBe('"key";r=0;t=60')
  expect((await get(modest.secret_key, limited)).status).toBe(404)
})

it('limits nothing where limits are off', async () => {
  const { secret_key } = await createMerchant()

  const answers = await Promise.all(Array.from({ length: 650 }, () => get(secret_key, env)))

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
  expect(answers[0]?.headers.get('ratelimit-policy')).toBeNull()
})
