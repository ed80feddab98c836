// What goes on while one looks: events that are printed or forwarded, and tests of a webhook.
import { EventEmitter, once } from 'node:events'
import type { Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, createClient } from '../../api/client/src/client.ts'
import { verifyWebhook } from '../../api/client/src/webhooks.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { holdfast, type Shop, serve, start } from './support.ts'

interface Delivery {
  headers: Headers
  body: string
}

const received = new EventEmitter()
let server: TestServer
let receiver: { url: string; server: Server }
let shop: Shop
let client: Client

beforeAll(async () => {
  server = await startTestServer()
  shop = { url: server.url, key: (await server.createMerchant()).secret_key }
  client = createClient({ base_url: server.url, key: shop.key })
  receiver = await serve(({ url, headers }, body, response) => {
    response.writeHead(url === '/busy' ? 503 : 204).end()
    received.emit(`${url}`, { headers: new Headers(headers as Record<string, string>), body })
  })
})
afterAll(async () => {
  receiver?.server.close()
  await server?.stop()
})

it('prints what happened since, and what happens, until it is interrupted', async () => {
  await client.putSku({ sku: 'BEFORE', title: 'Before' })
  const tail = start(shop, 'events', 'tail', '--after', '0', '--type', 'sku.*')

  expect(await tail.line('BEFORE')).toMatch(/^20\S+Z \d+ sku\.created BEFORE \{"sku":"BEFORE"/)
  await client.putSku({ sku: 'MEANWHILE', title: 'Meanwhile' })
  expect(await tail.line('MEANWHILE')).toContain('sku.created')
  expect(await tail.interrupt()).toBe(0)
})

it('ends without a fuss when nobody reads on', async () => {
  const tail = start(shop, 'events', 'tail', '--after', '0')
  await tail.line('merchant.created')
  const ended = tail.stopReading()
  // It notices with the next line it writes.
  await client.putSku({ sku: 'UNREAD', title: 'Unread' })

  expect(await ended).toBe(0)
})

it('forwards what happens from now on, signed, and says how it went', async () => {
  const listen = start(shop, 'listen', '--forward-to', `${receiver.url}/hooks`, '--type', 'sku.*')
  const secret = (await listen.line('Secret: ')).replace('Secret: ', '')
  const arrival = once(received, '/hooks')
  await client.putSku({ sku: 'FORWARDED', title: 'Forwarded' })

  const [{ headers, body }] = (await arrival) as [Delivery]
  const { data } = await client.listEvents({ after: 0, type: 'sku.*', limit: 100 })
  const event = data.find(({ object_id }) => object_id === 'FORWARDED')
  expect(await verifyWebhook(secret, headers, body)).toMatchObject({
    ...{ id: event?.id, type: 'sku.created', timestamp: event?.created_at },
    data: { sku: 'FORWARDED' },
  })
  expect(await listen.line('sku.created')).toBe(`${event?.sequence} sku.created → 204`)
  await listen.interrupt()
})

it('goes on when the program it forwards to fails or is not there', async () => {
  const listen = start(shop, 'listen', '--forward-to', `${receiver.url}/busy`)
  await listen.line('Secret: ')
  await client.putSku({ sku: 'ONE', title: 'One' })
  expect(await listen.line('→')).toContain('→ 503')
  await client.putSku({ sku: 'TWO', title: 'Two' })
  expect(await listen.line('→')).toContain('→ 503')
  await listen.interrupt()
})

it('tests a webhook: the one that is named, or the first that is enabled', async () => {
  const none = await holdfast(shop, 'trigger', 'webhook_endpoint.tested')
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('No webhook is enabled')])
  const [off, first, second] = await Promise.all(
    ['/off', '/first', '/second'].map((path) =>
      client.createWebhookEndpoint({ url: receiver.url + path, events: ['order.placed'] }),
    ),
  )
  await client.updateWebhookEndpoint({ id: off?.id ?? '', status: 'disabled' })
  const enabled = [first, second].sort((a, b) => ((a?.id ?? '') < (b?.id ?? '') ? -1 : 1))
  const path = (endpoint: typeof first) => new URL(endpoint?.url ?? '').pathname

  for (const [endpoint, args] of [
    [enabled[0], []],
    [enabled[1], ['--endpoint', enabled[1]?.id ?? '']],
  ] as const) {
    const arrival = once(received, path(endpoint))
    const { code, stdout } = await holdfast(shop, 'trigger', 'webhook_endpoint.tested', ...args)
    const [{ headers, body }] = (await arrival) as [Delivery]
    expect([code, stdout]).toEqual([0, `webhook_endpoint.tested ${headers.get('webhook-id')}\n`])
    expect(await verifyWebhook(endpoint?.secret ?? '', headers, body)).toMatchObject({
      type: 'webhook_endpoint.tested',
    })
  }
})
