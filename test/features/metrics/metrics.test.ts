import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it, vi } from 'vitest'
import { app } from '../../../api/app'
import { LATEST_MIGRATION } from '../../../api/features/service/latest-migration'
import { runSchedule } from '../../../api/jobs/schedule'
import { anyone, client, ORIGIN, operator } from '../../support/worker/api'
import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'

async function readMetrics(): Promise<Record<string, number>> {
  const { status, text } = await operator.get('/metrics')
  expect(status).toBe(200)
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    samples.map((line) => [line.split(/[ {]/)[0], Number(line.split(' ').at(-1))]),
  )
}

it('is for the operator alone', async () => {
  const { secret_key } = await createMerchant()

  expect((await anyone.get('/metrics')).code).toBe('key_missing')
  expect((await client(secret_key).get('/metrics')).code).toBe('wrong_key_kind')
  expect((await client('not-the-token').get('/metrics')).code).toBe('key_invalid')
})

it('is OpenMetrics, which nothing on the way keeps', async () => {
  const { headers, text } = await operator.get('/metrics')

  expect(headers.get('content-type')).toBe(
    'application/openmetrics-text; version=1.0.0; charset=utf-8',
  )
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('request-id')).not.toBeNull()
  expect(text.endsWith('# EOF\n')).toBe(true)
  expect(text).toContain(`holdfast_schema_info{migration="${LATEST_MIGRATION}"} 1\n`)
  const families = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => String(name))
  expect(new Set(families).size).toBe(families.length)
  for (const name of families) expect(text).toContain(`# HELP ${name} `)
})

it('counts what was written, over all merchants', async () => {
  const before = await readMetrics()
  const merchants = [await createMerchant(), await createMerchant()]
  for (const merchant of merchants) {
    await putLocation(merchant, 'berlin')
    await putSku(merchant, 'A')
    await adjustStock(merchant, 'A', 'berlin', 5)
    const placed = await merchant.api.post(
      '/v1/orders',
      {
        currency: 'EUR',
        customer: { email: 'a@b.c', name: 'Ada' },
        lines: [{ sku: 'A', quantity: 1, unit_price: 1 }],
      },
      { 'idempotency-key': 'one' },
    )
    expect(placed.status).toBe(201)
  }
  const after = await readMetrics()
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0)

  expect(grown('holdfast_merchants')).toBe(2)
  expect(grown('holdfast_recent_orders')).toBe(2)
  // Creation, location, SKU, adjustment, order: each has an entry.
  expect(grown('holdfast_audit_entries_total')).toBe(10)
  expect(grown('holdfast_events_total')).toBeGreaterThanOrEqual(10)
  expect(grown('holdfast_audit_unsealed_entries')).toBe(10)

  await runSchedule(env)
  expect((await readMetrics()).holdfast_audit_unsealed_entries).toBe(0)
})

it('says how many decisions wait for a stock object, and since when', async () => {
  const insert = env.DB.prepare(
    `INSERT INTO stock_tasks (merchant_id, sku, sequence, operation_id, task, created_at, applied_at)
      VALUES ('mer_waiting', 'A', ?1, ?1, '{}', ?2, ?3)`,
  )
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  const now = Date.now()
  await env.DB.batch([
    insert.bind(1, now - 90_000, now),
    insert.bind(2, now - 30_000, null),
    insert.bind(3, now - 10_000, null),
  ])
  const { holdfast_stock_tasks_waiting, holdfast_stock_task_oldest_age_seconds } =
    await readMetrics()
  await env.DB.prepare("DELETE FROM stock_tasks WHERE merchant_id = 'mer_waiting'").run()
  const none = await readMetrics()
  vi.useRealTimers()

  expect([holdfast_stock_tasks_waiting, holdfast_stock_task_oldest_age_seconds]).toEqual([2, 30])
  expect(none.holdfast_stock_tasks_waiting).toBe(0)
  expect(none.holdfast_stock_task_oldest_age_seconds).toBe(0)
})

it('is limited, where limits are on', async () => {
  const context = createExecutionContext()
  const headers = { authorization: `Bearer ${env.ADMIN_TOKEN}` }
  const request = new Request(`${ORIGIN}/metrics`, { headers })
  const answer = await app.fetch(request, { ...env, RATE_LIMITS: 'on' }, context)
  await waitOnExecutionContext(context)

  expect(answer.headers.get('ratelimit-policy')).toBe('"key";q=600;w=60')
})
