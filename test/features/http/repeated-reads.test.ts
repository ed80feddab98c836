import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { answerRepeated } from '../../../api/http/repeated-reads'
import worker from '../../../api/index'
import { ORIGIN, read } from '../../support/worker/api'
import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'

async function shop() {
  const merchant = await createMerchant()
  await putLocation(merchant, 'berlin')
  await putSku(merchant, 'A')
  await adjustStock(merchant, 'A', 'berlin', 5)
  return merchant
}

const question = (key: string, headers: Record<string, string> = {}, query = 'sku=A') =>
  new Request(`${ORIGIN}/v1/availability?${query}`, {
    headers: { authorization: `Bearer ${key}`, ...headers },
  })
const ask = async (request: Request, bindings: Env = env) =>
  read(await worker.fetch(request, bindings, createExecutionContext()))
/** The short way alone; undefined when it declines. */
const again = async (request: Request, bindings: Env = env) => {
  const answer = await answerRepeated(request, bindings)
  return answer && read(answer)
}

it('answers as the whole way did, each time anew', async () => {
  const merchant = await shop()
  const { publishable_key: key } = merchant
  expect(await again(question(key))).toBeUndefined()
  const first = await ask(question(key))

  const second = await again(question(key))

  expect(second?.body).toEqual({ ...first.body, as_of: expect.any(String) })
  expect(second?.body.data).toEqual([{ sku: 'A', available: 5, in_stock: true }])
  const names = (headers?: Headers) => [...(headers?.keys() ?? [])]
  expect(names(second?.headers)).toEqual(names(first.headers))
  expect(second?.headers.get('content-type')).toBe('application/json')
  expect(second?.headers.get('request-id')).not.toBe(first.headers.get('request-id'))

  await adjustStock(merchant, 'A', 'berlin', 2)
  await expect.poll(async () => (await again(question(key)))?.body.data[0].available).toBe(7)
})

it('remembers a question for nobody but the key that asked, from where it asked', async () => {
  const [mine, other] = [await shop(), await shop()]
  await adjustStock(other, 'A', 'berlin', 1)
  const origins = ['https://shop.example']
  const { body: bound } = await mine.api.post('/v1/api_keys', { kind: 'publishable', origins })
  await ask(question(mine.publishable_key))

  expect(await again(question(other.publishable_key))).toBeUndefined()
  expect((await ask(question(other.publishable_key))).data).toMatchObject([{ available: 6 }])
  expect(await again(question(bound.key))).toBeUndefined()

  const at_home = { origin: 'https://shop.example' }
  expect((await ask(question(bound.key, at_home))).status).toBe(200)
  const answer = await again(question(bound.key, at_home))
  expect(answer?.headers.get('access-control-allow-origin')).toBe('https://shop.example')
  const elsewhere = { origin: 'https://thief.example' }
  expect(await again(question(bound.key, elsewhere))).toBeUndefined()
  expect((await ask(question(bound.key, elsewhere))).code).toBe('origin_not_allowed')
})

it('forgets with the key', async () => {
  const { api } = await shop()
  const { body: made } = await api.post('/v1/api_keys', { kind: 'publishable' })
  await ask(question(made.key))
  expect(await again(question(made.key))).toMatchObject({ status: 200 })

  await api.delete(`/v1/api_keys/${made.id}`)

  expect(await again(question(made.key))).toBeUndefined()
  expect((await ask(question(made.key))).code).toBe('key_invalid')
})

it('never takes the short way with what was refused, or with another method', async () => {
  const { publishable_key: key } = await shop()
  const unknown = question(key, {}, 'sku=A&channel=tv')
  expect((await ask(unknown)).code).toBe('unknown_channel')
  expect(await again(unknown)).toBeUndefined()

  await ask(question(key))
  expect(await again(new Request(question(key), { method: 'HEAD' }))).toBeUndefined()
  expect((await ask(new Request(question(key), { method: 'POST' }))).status).toBe(405)
})

it('counts what it answers against the key', async () => {
  const { api } = await shop()
  const limited: Env = { ...env, RATE_LIMITS: 'on' }
  const { body: made } = await api.post('/v1/api_keys', {
    kind: 'publishable',
    rate_class: 'reduced',
  })
  await ask(question(made.key), limited)
  const policy = '"key";q=60;w=60'
  expect((await again(question(made.key), limited))?.headers.get('ratelimit-policy')).toBe(policy)

  // The platform counts by the minute of the clock, which may turn on the way.
  let refused: Awaited<ReturnType<typeof ask>> | undefined
  for (let n = 0; n < 300 && !refused; n++) {
    const answer = await ask(question(made.key), limited)
    if (answer.status !== 200) refused = answer
  }
  expect([refused?.status, refused?.code]).toEqual([429, 'rate_limited'])
})
