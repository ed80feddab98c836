// The runtime is killed while a receiver has not answered yet. Nobody writes or wakes anything after.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { type Received, startReceiver } from '../support/receiver.ts'
import { startTestServer } from '../support/server.ts'

const state_dir = mkdtempSync(join(tmpdir(), 'holdfast-webhooks-'))
const receiver = await startReceiver()
afterAll(async () => {
  await receiver.stop()
  rmSync(state_dir, { recursive: true, force: true, maxRetries: 5 })
})

const received = async () => (await (await fetch(`${receiver.url}/log/box`)).json()) as Received[]
const become = (behavior: string) =>
  fetch(`${receiver.url}/control/box`, { method: 'PUT', body: behavior })
const sequenceOf = ({ body }: Received) => (JSON.parse(body) as { sequence: number }).sequence

it('sends everything after a crash in the middle of sending, each object in its order', async () => {
  await become('hang')
  const first = await startTestServer({ state_dir, schedule: false })
  const { secret_key } = await first.createMerchant()
  const send = (method: string, path: string, body: object) =>
    fetch(`${first.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${secret_key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const url = `${receiver.url}/switch/box`
  await send('POST', '/v1/webhook_endpoints', { url, events: ['sku.*'] })
  const skus = ['A', 'B', 'A', 'C', 'B', 'A']
  for (const sku of skus) await send('PUT', `/v1/skus/${sku}`, { title: sku })
  await expect.poll(async () => (await received()).length, { timeout: 30_000 }).toBe(3)
  await first.crash()
  await become('status/200')

  const second = await startTestServer({ state_dir, schedule: false })
  try {
    const delivered = async () => (await received()).slice(3)
    await expect
      .poll(async () => new Set((await delivered()).map(sequenceOf)).size, { timeout: 100_000 })
      .toBe(skus.length)
    const bodies = (await delivered()).map(
      ({ body }) => JSON.parse(body) as { object_id: string; data: { version: number } },
    )
    for (const sku of new Set(skus)) {
      const versions = bodies
        .filter(({ object_id }) => object_id === sku)
        .map(({ data }) => data.version)
      expect(versions).toEqual(versions.toSorted((a, b) => a - b))
    }
  } finally {
    await second.stop()
  }
})
