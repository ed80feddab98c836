import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { app } from '../../../api/app'
import type { MerchantId } from '../../../api/domain/shared/ids'
import { newEndpoint } from '../../../api/domain/webhooks/endpoint'
import { selectEnabled } from '../../../api/http/announce-events'
import { runStep } from '../../../api/jobs/bulk/run-step'
import { runSchedule } from '../../../api/jobs/schedule'
import {
  disableEndpoint,
  findEndpoint,
  noteCursor,
  readPages,
} from '../../../api/objects/webhook-sync'
import { createServices } from '../../../api/services'
import { connect } from '../../../db/database'
import { archiveNext } from '../../../db/event-archive'
import { useFulfillment } from './fulfillment-paths'
import { useExchange } from './use-exchange'
import { useMoney } from './use-money'
import { usePortal } from './use-portal'
import { useReturns } from './use-returns'

/** Every statement that was sent, by its text. */
const statements = new Set<string>()

/** The database, listening: sessions and batches pass through `prepare`, too. */
function listening<T extends D1Database | D1DatabaseSession>(database: T): T {
  return new Proxy(database, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        if (name === 'prepare') statements.add(String(args[0]))
        const result = Reflect.apply(value, target, args)
        return name === 'withSession' ? listening(result as D1DatabaseSession) : result
      }
    },
  })
}
const world = { ...env, DB: listening(env.DB) }

let keys = 0
async function call(method: string, path: string, key: string, body?: object) {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'idempotency-key': `scan-${++keys}`,
  }
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  const request = new Request(`https://holdfast.test${path}`, init)
  const response = await app.fetch(request, world, createExecutionContext())
  if (response.status >= 500) throw new Error(`${method} ${path}: ${await response.text()}`)
  return (await response.json()) as Record<string, string>
}

/** Walks every path of the API that reaches the database. */
async function useEverything() {
  const shop = { name: 'Scan', currency: 'EUR', country: 'DE' }
  const merchant = await call('POST', '/v1/merchants', env.ADMIN_TOKEN, shop)
  const key = String(merchant.secret_key)
  const address = { line1: 'x', city: 'Berlin', postal_code: '1', country: 'DE' }
  const location = { name: 'Berlin', kind: 'warehouse', address }
  const components = [{ sku: 'A', quantity: 1 }]
  await call('PUT', '/v1/locations/berlin', key, location)
  await call('PUT', '/v1/locations/berlin', key, location)
  for (const [sku, body] of [
    ['A', {}],
    ['B', {}],
    ['KIT', { components }],
    ['KIT', {}],
  ] as const) {
    await call('PUT', `/v1/skus/${sku}`, key, { title: sku, ...body })
  }
  await call('PUT', '/v1/channels/pos', key, { name: 'POS', kind: 'pos', location_ids: ['berlin'] })
  await call('PATCH', '/v1/settings', key, { name: 'Scanned' })
  const made = await call('POST', '/v1/api_keys', key, { kind: 'secret', name: 'second' })
  await call('POST', `/v1/api_keys/${made.id}/roll`, key, {})
  await call('DELETE', `/v1/api_keys/${made.id}`, key)
  await call('POST', '/v1/inventory/adjustments', key, {
    reason: 'received',
    lines: [{ sku: 'A', location_id: 'berlin', delta: 90 }],
  })
  const rules = [{ type: 'ranked_locations', location_ids: ['berlin'] }]
  await call('PUT', '/v1/routing', key, { rules })
  await call('PUT', '/v1/routing', key, { rules })
  await call('PUT', '/v1/locations/berlin', key, { ...location, capacity_per_day: 90 })
  const lines = [{ sku: 'A', quantity: 1 }]
  await call('POST', '/v1/routing/preview', key, { lines })
  const reservation = await call('POST', '/v1/reservations', key, { lines })
  const order = {
    currency: 'EUR',
    customer: { email: 'a@b.c', name: 'Ada' },
    lines: [{ sku: 'A', quantity: 1, unit_price: 1 }],
    external_id: 'x-1',
  }
  const placed = await call('POST', '/v1/orders', key, order)
  await call('POST', '/v1/orders', key, order)
  await call('POST', '/v1/orders/batch', key, { orders: [order] })
  await call('POST', '/v1/inventory/snapshots', key, {
    ...{ source: 'erp', source_version: 1, as_of: '2026-01-01T00:00:00Z' },
    ...{ location_id: 'berlin', levels: [{ sku: 'A', on_hand: 99 }] },
  })
  await call('POST', '/v1/orders', key, {
    ...order,
    external_id: 'x-2',
    reservation_id: reservation.id,
  })
  await call('POST', '/v1/orders', key, {
    ...order,
    external_id: 'x-3',
    lines: [{ sku: 'A', quantity: 99, unit_price: 1 }],
  })
  await call('POST', `/v1/orders/${placed.id}/edits`, key, { add: order.lines, commit: true })
  await call('POST', `/v1/orders/${placed.id}/cancel`, key, { reason: 'x' })
  await useFulfillment(call, key)
  const found = await call('GET', '/v1/customers?email=a@b.c', key)
  const [customer] = found.data as unknown as { id: string }[]
  await call('GET', `/v1/customers/${customer?.id}/orders`, key)
  await call('PATCH', `/v1/customers/${customer?.id}`, key, { phone: null })
  await call('POST', `/v1/customers/${customer?.id}/merge`, key, { from: 'cus_nobody' })
  await call('GET', '/v1/customers?name=a', key)
  await call('GET', '/v1/customers', key)
  await call('GET', `/v1/customers/${customer?.id}/export`, key)
  await call('POST', `/v1/customers/${customer?.id}/erase`, key)
  await call('PATCH', '/v1/settings', key, { retention: { customers_days: 30 } })
  const url = 'http://127.0.0.1:9/hook'
  const webhook = await call('POST', '/v1/webhook_endpoints', key, { url })
  const at_webhook = `/v1/webhook_endpoints/${webhook.id}`
  await call('PATCH', at_webhook, key, { description: 'x' })
  await call('POST', `${at_webhook}/rotate_secret`, key, {})
  await call('POST', `${at_webhook}/replay`, key, { from_sequence: 1 })
  await call('POST', `${at_webhook}/test`, key)
  await call('POST', `/v1/orders/${placed.id}/routing/preview`, key, {})
  const period = { placed_after: '2020-01-01T00:00:00Z', placed_before: '2050-01-01T00:00:00Z' }
  const simulated = await call('POST', '/v1/routing/simulations', key, { rules, ...period })
  await call('POST', '/v1/routing/simulations', key, { rules, ...period })
  const filters = [
    '',
    'status=open',
    'email=a@b.c',
    'number=HF-1',
    'channel=web',
    'payment_status=paid',
  ]
  const reads = [
    ...filters.map((filter) => `/v1/orders?limit=1&${filter}`),
    '/v1/orders?fulfillment_status=delivered&created_after=2020-01-01T00:00:00Z&created_before=2030-01-01T00:00:00Z',
    `/v1/orders/${placed.id}`,
    `/v1/orders/${placed.id}/events`,
    `/v1/orders/${placed.id}/routing`,
    '/v1/routing',
    '/v1/routing/simulations?limit=1',
    `/v1/routing/simulations/${simulated.id}`,
    '/v1/inventory',
    '/v1/inventory?location_id=berlin',
    '/v1/inventory?sku=A',
    '/v1/inventory/A/movements',
    '/v1/inventory/A/audit',
    '/v1/availability?sku=A&sku=B',
    '/v1/skus',
    '/v1/locations',
    '/v1/channels',
    '/v1/api_keys',
    '/v1/settings',
    '/v1/audit_log?limit=1',
    '/v1/audit_log/verify?after=1',
    '/v1/events?after=0',
    '/v1/events?after=0&type=order.*',
    '/v1/events?after=0&type=order.placed',
    '/v1/webhook_endpoints',
    `/v1/webhook_endpoints/${webhook.id}`,
    `/v1/webhook_endpoints/${webhook.id}/deliveries`,
    '/readyz',
    ...(await useReturns(call, world, String(merchant.id), key)),
  ]
  for (const path of reads) {
    const { next_cursor } = await call('GET', path, key)
    if (next_cursor)
      await call('GET', `${path}${path.includes('?') ? '&' : '?'}cursor=${next_cursor}`, key)
  }
  await sendAndArchive(merchant.id as MerchantId, String(webhook.id))
  await importAndExport(merchant.id as MerchantId, key)
  await call('DELETE', at_webhook, key)
  await useMoney(call, key)
  await call('DELETE', '/v1/skus/B', key)
  await call('POST', `/portal/${merchant.slug}/api/lookup`, key, {
    number: 'HF-0000-0000',
    email: 'a@b.c',
  })
  const { number } = await call('POST', '/v1/orders', key, {
    ...order,
    external_id: 'x-portal',
    channel: 'web',
  })
  const known = { number: String(number), email: 'a@b.c' }
  await usePortal({ world, slug: String(merchant.slug), key, order: known })
  await runSchedule(world)
  await app.fetch(
    new Request('https://holdfast.test/metrics', {
      headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
    }),
    world,
    createExecutionContext(),
  )
}

/** What the objects of jobs ask and tell. */
async function importAndExport(merchant_id: MerchantId, key: string) {
  const context = { secret: '', is_last_try: true }
  const step = (id: string) =>
    runStep(createServices(world), { merchant_id, id: id as `imp_${string}` }, context)
  const imported = await call('POST', '/v1/imports', key, { kind: 'skus' })
  const content = new Request(`https://holdfast.test/v1/imports/${imported.id}/content`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/x-ndjson',
      'content-length': '3',
    },
    body: '{}\n',
  })
  await app.fetch(content, world, createExecutionContext())
  await step(String(imported.id))
  for (const kind of ['skus', 'inventory', 'orders', 'events']) {
    const { id } = await call('POST', '/v1/exports', key, { kind })
    await call('GET', `/v1/exports/${id}`, key)
    await step(String(id))
  }
}

/** What an endpoint's object asks and tells, and what the archive does when there are old events. */
async function sendAndArchive(merchant_id: MerchantId, id: string) {
  const db = connect(world.DB)
  const key = { merchant_id, id: id as `whk_${string}` }
  const row = await findEndpoint(db, key)
  if (!row) throw new Error('No endpoint.')
  await selectEnabled(db, merchant_id)
  await readPages(world, merchant_id, newEndpoint(0))
  await noteCursor(db, key, 1)
  await archiveNext(db, env.FILES, { merchant_id, first_sequence: 1 }, Number.MAX_SAFE_INTEGER, 1)
  await disableEndpoint(db, row, 'gone', { id: 'evt_gone', sequence: 1, now: 1 })
}

/** Conditions that have an index: reading all of a merchant's rows for them is a scan as well. */
const indexed =
  /\b(?:order_id|email|status|location_id|tracking_number|pick_list_id|external_id)"? (?:= \?|in \()/i
const growing = 'orders|fulfillments|payments|refunds|events'
const whole = new RegExp(
  `^SEARCH (?:${growing}) USING PRIMARY KEY \\(merchant_id=\\?(?: AND (?:id|sequence)[<>]\\?)?\\)$`,
)
const walksMerchant = (detail: string, query: string) =>
  whole.test(detail) && indexed.test(query.slice(query.toLowerCase().indexOf(' where ')))

it('no statement scans a table that grows', async () => {
  await useEverything()
  await useExchange(world)
  const readable = [...statements].filter((query) =>
    /^\s*(?:select|insert|update|delete)/i.test(query),
  )
  expect(readable.length).toBeGreaterThan(40)

  const scans: string[] = []
  const walks: string[] = []
  for (const query of readable) {
    const parameters = Array((query.match(/\?/g) ?? []).length).fill(null)
    const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${query}`)
      .bind(...parameters)
      .all<{ detail: string }>()
    for (const { detail } of plan.results) {
      // Lists that come as a parameter, and subqueries, are as long as the request made them.
      if (/^SCAN (?!\w+ VIRTUAL TABLE|CONSTANT ROW|\(subquery)/.test(detail))
        scans.push(`${detail}: ${query}`)
      if (walksMerchant(detail, query)) walks.push(`${detail}: ${query}`)
    }
  }
  expect(scans).toEqual([])
  expect(walks).toEqual([])
})
