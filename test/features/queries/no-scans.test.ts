import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { app } from '../../../api/app'
import type { AttemptId, MerchantId } from '../../../api/domain/shared/ids'
import { runSchedule } from '../../../api/jobs/schedule'
import { exchange } from '../../../api/objects/stock-sync'
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
  await call('DELETE', `/v1/api_keys/${made.id}`, key)
  await call('POST', '/v1/inventory/adjustments', key, {
    reason: 'received',
    lines: [{ sku: 'A', location_id: 'berlin', delta: 9 }],
  })
  const lines = [{ sku: 'A', quantity: 1 }]
  const reservation = await call('POST', '/v1/reservations', key, { lines })
  const order = {
    currency: 'EUR',
    customer: { email: 'a@b.c', name: 'Ada' },
    lines: [{ sku: 'A', quantity: 1, unit_price: 1 }],
    external_id: 'x-1',
  }
  const placed = await call('POST', '/v1/orders', key, order)
  await call('POST', '/v1/orders', key, order)
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
  const found = await call('GET', '/v1/customers?email=a@b.c', key)
  const [customer] = found.data as unknown as { id: string }[]
  await call('GET', `/v1/customers/${customer?.id}/orders`, key)
  await call('PATCH', `/v1/customers/${customer?.id}`, key, { phone: null })
  await call('POST', `/v1/customers/${customer?.id}/merge`, key, { from: 'cus_nobody' })
  await call('GET', '/v1/customers?name=a', key)
  await call('GET', '/v1/customers', key)
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
    '/v1/events?after=0',
    '/v1/events?after=0&type=order.*',
    '/v1/events?after=0&type=order.placed',
    '/readyz',
    ...(await useReturns(call, world, String(merchant.id), key)),
  ]
  for (const path of reads) {
    const { next_cursor } = await call('GET', path, key)
    if (next_cursor)
      await call('GET', `${path}${path.includes('?') ? '&' : '?'}cursor=${next_cursor}`, key)
  }
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
}

/** What a stock object sends in one exchange, with something of everything. */
const synchronize = () =>
  exchange(world.DB, {
    merchant_id: 'mer_scan' as MerchantId,
    sku: 'A',
    now: 1,
    levels: [
      {
        location_id: 'berlin',
        ...{ on_hand: 1, available: 1, reserved: 0, committed: 0, damaged: 0 },
        ...{ quality_control: 0, safety_stock: 0, incoming: 0, version: 1 },
      },
    ],
    entries: [
      {
        ...{ sequence: 1, operation: 'adjust', location_id: 'berlin', quantity: 1, created_at: 1 },
        ...{ from_account: 'supplier', to_account: 'available', subject_id: 'adj_1' },
      },
    ],
    events: [
      {
        ...{ id: 'evt_1', type: 'inventory.adjusted', object_type: 'inventory', object_id: 'A' },
        ...{ version: 1, data: {}, created_at: 1 },
      },
    ],
    pins: ['att_1' as AttemptId],
    overdue: ['att_1' as AttemptId],
    tasks_applied: 2,
    tasks_marked: 1,
  })

it('no statement scans a table that grows', async () => {
  await useEverything()
  await synchronize()
  const readable = [...statements].filter((query) =>
    /^\s*(?:select|insert|update|delete)/i.test(query),
  )
  expect(readable.length).toBeGreaterThan(40)

  const scans: string[] = []
  for (const query of readable) {
    const parameters = Array((query.match(/\?/g) ?? []).length).fill(null)
    const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${query}`)
      .bind(...parameters)
      .all<{ detail: string }>()
    for (const { detail } of plan.results) {
      // Lists that come as a parameter, and subqueries, are as long as the request made them.
      if (/^SCAN (?!\w+ VIRTUAL TABLE|CONSTANT ROW|\(subquery)/.test(detail))
        scans.push(`${detail}: ${query}`)
    }
  }
  expect(scans).toEqual([])
})
