import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { app } from '../../../api/app'
import { ORIGIN, operator, read } from '../../support/worker/api'
import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'

const limited = { ...env, RATE_LIMITS: 'on', HOLDS_PER_CLIENT: '3', HOLDS_PER_ADDRESS: '4' }
const send = async (request: Request, bindings: Env = limited) =>
  read(await app.fetch(request, bindings, createExecutionContext()))
const get = (key: string, bindings: Env, path = '/v1/skus/NEVER', address = '203.0.113.1') => {
  const headers = { authorization: `Bearer ${key}`, 'cf-connecting-ip': address }
  return send(new Request(ORIGIN + path, { headers }), bindings)
}

let holds = 0
/** A shop with units, and holds of one of them, each under a new key. */
async function shop() {
  const merchant = await createMerchant()
  await putLocation(merchant, 'berlin')
  for (const sku of ['A', 'B']) {
    await putSku(merchant, sku)
    await adjustStock(merchant, sku, 'berlin', 500)
  }
  const hold = async (key: string, address: string, bindings: Env = limited, sku = 'A') =>
    send(
      new Request(`${ORIGIN}/v1/reservations`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'cf-connecting-ip': address,
          'content-type': 'application/json',
          'idempotency-key': `hold-${++holds}`,
        },
        body: JSON.stringify({ lines: [{ sku, quantity: 1 }] }),
      }),
      bindings,
    )
  return { ...merchant, hold }
}

/**
 * Asks until it is refused. The platform counts by the minute of the clock, which may turn on the
 * way: then it allows more, never less.
 */
async function untilRefused(quota: number, ask: (n: number) => ReturnType<typeof send>) {
  for (let allowed = 0; allowed < 5 * quota; allowed++) {
    const answer = await ask(allowed)
    if (answer.status === 429) return { allowed, answer }
  }
  throw new Error(`Allowed ${5 * quota} requests of ${quota}`)
}

it('stops a key that asks too often, and no other', async () => {
  const { api, secret_key } = await createMerchant()
  const { body: greedy } = await api.post('/v1/api_keys', { kind: 'secret', rate_class: 'reduced' })

  const first = await get(greedy.key, limited)
  const { allowed, answer } = await untilRefused(59, () => get(greedy.key, limited))

  expect(first.headers.get('ratelimit-policy')).toBe('"key";q=60;w=60')
  expect(allowed).toBeGreaterThanOrEqual(59)
  expect([answer.status, answer.code]).toEqual([429, 'rate_limited'])
  expect(answer.headers.get('retry-after')).toBe('60')
  expect(answer.headers.get('ratelimit-policy')).toBe('"key";q=60;w=60')
  expect(answer.headers.get('ratelimit')).toBe('"key";r=0;t=60')
  expect((await get(secret_key, limited)).status).toBe(404)
})

it('limits nothing where limits are off', async () => {
  const { api } = await createMerchant()
  const { body } = await api.post('/v1/api_keys', { kind: 'secret', rate_class: 'reduced' })

  const answers = await Promise.all(Array.from({ length: 70 }, () => get(body.key, env)))

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
  expect(answers[0]?.headers.get('ratelimit-policy')).toBeNull()
})

it('gives each rate class the allowance that is configured for it', async () => {
  const { id, api } = await createMerchant()
  const asked: string[] = []
  /** The platform's counter, and a note that it was asked. */
  const listening = (name: string, counter: RateLimit) => ({
    limit: (options: { key: string }) => {
      asked.push(name)
      return counter.limit(options)
    },
  })
  const bindings = {
    ...limited,
    RATE_REDUCED: listening('reduced', env.RATE_REDUCED),
    RATE_STANDARD: listening('standard', env.RATE_STANDARD),
    RATE_RAISED: listening('raised', env.RATE_RAISED),
  }
  const policies = []
  for (const rate_class of ['reduced', 'standard', 'raised']) {
    const made = await operator.post(`/v1/merchants/${id}/api_keys`, { kind: 'secret', rate_class })
    const { headers } = await get(made.body.key, bindings)
    policies.push(headers.get('ratelimit-policy'))
  }

  expect(asked).toEqual(['reduced', 'standard', 'raised'])
  expect(policies).toEqual(['"key";q=60;w=60', '"key";q=600;w=60', '"key";q=6000;w=60'])
  expect((await api.get('/v1/skus')).headers.get('ratelimit-policy')).toBeNull()
})

it('counts a publishable key for each address that uses it: shoppers do not stop each other', async () => {
  const { id } = await createMerchant()
  const made = await operator.post(`/v1/merchants/${id}/api_keys`, {
    kind: 'publishable',
    rate_class: 'reduced',
  })
  const ask = (address: string) => get(made.body.key, limited, '/v1/availability?sku=A', address)

  const { allowed } = await untilRefused(60, () => ask('203.0.113.1'))

  expect(allowed).toBeGreaterThanOrEqual(60)
  expect((await ask('203.0.113.2')).status).toBe(200)
})

it('caps the live holds of a client, of an address over all its keys, and never a shop’s server', async () => {
  const { id, hold, publishable_key, secret_key, storefront } = await shop()
  const made = await operator.post(`/v1/merchants/${id}/api_keys`, { kind: 'publishable' })
  const other_key = String(made.body.key)
  const address = '203.0.113.9'

  const held = [1, 2, 3].map(() => hold(publishable_key, address))
  const first = await Promise.all(held)
  expect(first.map(({ status }) => status)).toEqual([201, 201, 201])
  const fourth = await hold(publishable_key, address)
  expect([fourth.status, fourth.code]).toEqual([429, 'too_many_holds'])
  expect(fourth.headers.get('retry-after')).toBe('60')

  // Another key of the same address has room for one more; another address has its own.
  expect((await hold(other_key, address)).status).toBe(201)
  expect((await hold(other_key, address)).code).toBe('too_many_holds')
  expect((await hold(publishable_key, '203.0.113.10')).status).toBe(201)
  expect((await hold(publishable_key, address, limited, 'B')).status).toBe(201)

  const served = await Promise.all(Array.from({ length: 8 }, () => hold(secret_key, address)))
  expect(new Set(served.map(({ status }) => status))).toEqual(new Set([201]))

  await storefront.delete(`/v1/reservations/${first[0]?.body.id}`)
  expect((await hold(publishable_key, address)).status).toBe(201)
})

it('caps what a key holds of one SKU, whoever holds it', async () => {
  const { hold, secret_key, publishable_key } = await shop()
  const bindings = { ...limited, HOLDS_PER_KEY: '2' }

  for (const key of [secret_key, publishable_key]) {
    const codes = []
    for (const n of [1, 2, 3]) codes.push((await hold(key, `203.0.113.${n}`, bindings)).code)
    expect(codes).toEqual([undefined, undefined, 'too_many_holds'])
  }
})

it('stops an address that sweeps through the whole shop', async () => {
  const { hold, publishable_key } = await shop()
  const open = { ...limited, HOLDS_PER_CLIENT: '1000', HOLDS_PER_ADDRESS: '1000' }

  const first = await hold(publishable_key, '203.0.113.20', open)
  const { allowed, answer } = await untilRefused(59, (n) =>
    hold(publishable_key, '203.0.113.20', open, n % 2 ? 'A' : 'B'),
  )

  expect(first.headers.get('ratelimit-policy')).toBe('"key";q=600;w=60, "holds";q=60;w=60')
  expect(allowed).toBeGreaterThanOrEqual(59)
  expect(answer).toMatchObject({ code: 'rate_limited' })
  expect(answer.headers.get('ratelimit')).toBe('"holds";r=0;t=60')
  expect((await hold(publishable_key, '203.0.113.21', open)).status).toBe(201)
})

it('caps nothing where limits are off', async () => {
  const { hold, publishable_key } = await shop()
  const off = { ...limited, RATE_LIMITS: 'off' }

  const answers = []
  for (let n = 0; n < 10; n++) answers.push(await hold(publishable_key, '203.0.113.30', off))

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
})
