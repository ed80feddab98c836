import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it, vi } from 'vitest'
import { app } from '../../../api/app'
import { WebhookEndpoint } from '../../../api/objects/webhook-endpoint'
import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'
import { createEndpoint, receive } from '../../support/worker/webhooks'

it('wakes an endpoint after writes, once for many, and never for holds or reads', async () => {
  const merchant = await createMerchant()
  await putLocation(merchant, 'berlin')
  await putSku(merchant, 'A')
  await adjustStock(merchant, 'A', 'berlin', 100)
  const endpoint = await createEndpoint(merchant, 'status/200')
  await putSku(merchant, 'A')
  await receive(endpoint, 1)
  const poke = vi.spyOn(WebhookEndpoint.prototype, 'poke')
  const ask = async (method: string, path: string, body?: object) => {
    const context = createExecutionContext()
    const headers = {
      authorization: `Bearer ${merchant.secret_key}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    }
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const { status } = await app.fetch(new Request(`https://x.test${path}`, init), env, context)
    return { status, done: () => waitOnExecutionContext(context) }
  }

  const lines = [{ sku: 'A', quantity: 1 }]
  const quiet = [
    await ask('POST', '/v1/reservations', { lines }),
    await ask('GET', '/v1/events'),
    await ask('PUT', '/v1/skus/A', { title: '' }),
  ]
  for (const { done } of quiet) await done()
  expect(quiet.map(({ status }) => status)).toEqual([201, 200, 422])
  expect(poke).not.toHaveBeenCalled()

  const writes = await Promise.all(
    Array.from({ length: 10 }, (_, n) => ask('PUT', `/v1/skus/B-${n}`, { title: 'B' })),
  )
  for (const { done } of writes) await done()
  expect(writes.every(({ status }) => status === 201)).toBe(true)
  expect(poke.mock.calls.length).toBeGreaterThan(0)
  expect(poke.mock.calls.length).toBeLessThan(10)
})
