/** A shop whose jobs are done when a test says so. */
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { request } from '../../support/worker/api'
import { createShop } from '../orders/support'

export const NDJSON = 'application/x-ndjson'
const customer = { email: 'ada@example.com', name: 'Ada Lovelace' }
export const orderOf = (...lines: object[]) => ({ currency: 'EUR', customer, lines })

export const toText = (rows: readonly unknown[]) =>
  rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')

export async function createBulkShop() {
  const shop = await createShop()
  const { merchant, api } = shop

  const send = (id: string, text: string, headers: Record<string, string> = {}) =>
    request('PUT', `/v1/imports/${id}/content`, text, {
      key: merchant.secret_key,
      headers: {
        'content-type': NDJSON,
        'content-length': String(new TextEncoder().encode(text).byteLength),
        ...headers,
      },
    })
  const create = async (what: 'imports' | 'exports', kind: string): Promise<string> =>
    (await api.post(`/v1/${what}`, { kind })).body.id
  /** Its object does what is left; nothing is left to the clock. */
  async function finish(what: 'imports' | 'exports', id: string) {
    for (;;) {
      const { body } = await api.get(`/v1/${what}/${id}`)
      if (body.status !== 'running') return body
      await runDurableObjectAlarm(env.BULK_JOB.getByName(`${merchant.id}:${id}`))
    }
  }
  async function importRows(kind: string, rows: readonly unknown[]) {
    const id = await create('imports', kind)
    expect((await send(id, toText(rows))).status).toBe(200)
    const done = await finish('imports', id)
    const { text } = await api.get(`/v1/imports/${id}/errors`)
    const lines = text.split('\n').filter(Boolean)
    return { id, done, errors: lines.map((line) => JSON.parse(line)) }
  }
  return { ...shop, send, create, finish, importRows }
}
