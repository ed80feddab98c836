/** What is remembered of keys, and what is asked of the database. */
import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, expect, it, vi } from 'vitest'
import { app } from '../../../api/app'
import { formatKey } from '../../../api/domain/access/api-key'
import { forgetKeys } from '../../../api/http/auth'
import { ORIGIN, read } from '../../support/worker/api'

let reads = 0
const DB = new Proxy(env.DB, {
  get(database, property) {
    if (property === 'prepare') reads++
    const value: unknown = Reflect.get(database, property)
    return typeof value === 'function' ? value.bind(database) : value
  },
})
const call = async (method: string, path: string, key: string, body?: object) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const sent = new Request(ORIGIN + path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  })
  return read(await app.fetch(sent, { ...env, DB }, createExecutionContext()))
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
