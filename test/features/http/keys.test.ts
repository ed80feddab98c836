/** What is remembered of keys, and what is asked of the database. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, expect, it, vi } from 'vitest'
import { app } from '../../../api/app'
import { formatKey } from '../../../api/domain/access/api-key'
import { forgetKeys } from '../../../api/http/auth'
import { ORIGIN, read } from '../../support/worker/api'

let reads = 0
let writes = 0
const DB = new Proxy(env.DB, {
  get(database, property) {
    const value: unknown = Reflect.get(database, property)
    if (typeof value !== 'function') return value
    return (...args: unknown[]) => {
      if (property === 'prepare' && /^select/i.test(String(args[0]))) reads++
      if (property === 'prepare' && /^update/i.test(String(args[0]))) writes++
      return Reflect.apply(value, database, args)
    }
  },
})
/** What answers do not wait for. */
let later: ExecutionContext = createExecutionContext()
const call = async (method: string, path: string, key: string, body?: object) => {
  later = createExecutionContext()
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const sent = new Request(ORIGIN + path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  })
  return read(await app.fetch(sent, { ...env, DB }, later))
}
const shop = { name: 'Shop', currency: 'EUR', country: 'DE' }
const { body: merchant } = await call('POST', '/v1/merchants', env.ADMIN_TOKEN, shop)
const key = String(merchant.secret_key)
/** Refused for its body, so that nothing but the key is asked for. */
const ask = (key: string) => call('PUT', '/v1/skus/A', key, {})

afterEach(() => {
  vi.useRealTimers()
  forgetKeys()
  reads = 0
})

it('refuses a key with a wrong checksum without asking the database', async () => {
  const typo = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')
  reads = 0

  const answer = await ask(typo)

  expect([answer.status, answer.code, reads]).toEqual([401, 'key_invalid', 0])
})

it('asks once for a key that is used again and again', async () => {
  reads = 0
  const answers = [await ask(key), await ask(key), await ask(key)]

  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422])
  expect(reads).toBe(1)
})

it('notices within 30 s that a key was revoked elsewhere', async () => {
  const { body } = await call('POST', '/v1/api_keys', key, { kind: 'secret' })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  const before = await ask(body.key)
  await env.DB.prepare('UPDATE api_keys SET revoked_at = 1 WHERE id = ?').bind(body.id).run()

  vi.setSystemTime(Date.now() + 29_999)
  const remembered = await ask(body.key)
  vi.setSystemTime(Date.now() + 1)
  const asked = await ask(body.key)

  expect([before.status, remembered.status]).toEqual([422, 422])
  expect([asked.status, asked.code]).toEqual([401, 'key_invalid'])
})

it('never remembers that a key does not exist', async () => {
  const unknown = String(formatKey('secret', new Uint8Array(30).fill(2)))
  reads = 0

  const answers = [await ask(unknown), await ask(unknown)]

  expect(answers.map(({ code }) => code)).toEqual(['key_invalid', 'key_invalid'])
  expect(reads).toBe(2)
})

it('ends a key at its expiry, to the moment, also where it is remembered', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  const expires_at = new Date(Date.now() + 10_000).toISOString()
  const { body } = await call('POST', '/v1/api_keys', key, { kind: 'secret', expires_at })
  await ask(body.key)

  vi.setSystemTime(Date.now() + 9_999)
  const before = await ask(body.key)
  vi.setSystemTime(Date.now() + 1)
  const remembered = await ask(body.key)
  forgetKeys()
  const asked = await ask(body.key)

  expect(before.status).toBe(422)
  expect([remembered.code, asked.code]).toEqual(['key_invalid', 'key_invalid'])
})

it('notes when a key was last used, at most once in ten minutes, without holding up the answer', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  const first = Date.now()
  const { body } = await call('POST', '/v1/api_keys', key, { kind: 'secret' })
  const lastUse = async () => {
    const { body: list } = await call('GET', '/v1/api_keys?limit=100', key)
    return list.data.find(({ id }: { id: string }) => id === body.id).last_used_at
  }
  const use = async (at: number) => {
    vi.setSystemTime(at)
    forgetKeys()
    await ask(body.key)
    await waitOnExecutionContext(later)
  }
  const unused = await lastUse()
  await use(first)
  const used = await lastUse()
  writes = 0
  await use(first + 599_999)
  expect(writes).toBe(0)
  const again = await lastUse()
  await use(first + 600_000)
  const much_later = await lastUse()

  expect([unused, used, again, much_later]).toEqual([
    null,
    new Date(first).toISOString(),
    new Date(first).toISOString(),
    new Date(first + 600_000).toISOString(),
  ])
})
