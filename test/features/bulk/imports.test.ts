import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { MerchantId } from '../../../api/domain/shared/ids'
import { findJob } from '../../../api/features/bulk/repository'
import { resumeBulk } from '../../../api/jobs/bulk/resume'
import { runStep } from '../../../api/jobs/bulk/run-step'
import { createServices } from '../../../api/services'
import { request } from '../../support/worker/api'
import { lineOf } from '../orders/support'
import { createBulkShop, orderOf, toText } from './support'

const { merchant, api, sku, stock, audit, send, create, finish, importRows } =
  await createBulkShop()
const services = createServices(env)
const context = { secret: env.SIGNING_SECRET, is_last_try: false }

it.each([
  [
    'another media type',
    'a',
    { 'content-type': 'application/json' },
    415,
    'unsupported_media_type',
  ],
  ['more than 50 MiB', '', { 'content-length': '52428801' }, 413, 'body_too_large'],
])('refuses %s', async (_, text, headers, status, code) => {
  const answer = await send(await create('imports', 'skus'), text, headers)

  expect([answer.status, answer.code]).toEqual([status, code])
})

it('refuses kinds there are not, jobs of others, and an export that is not done', async () => {
  const [kind, events] = [
    await api.post('/v1/imports', { kind: 'cats' }),
    await api.post('/v1/imports', { kind: 'events' }),
  ]
  const of_other_sort = await api.get(`/v1/exports/${await create('imports', 'skus')}`)
  const nowhere = await send('imp_nobody', 'a')
  await env.DB.prepare(
    "INSERT INTO bulk_jobs (merchant_id, id, kind, status, created_at, updated_at) VALUES (?, 'exp_slow', 'skus', 'running', 0, 0)",
  )
    .bind(merchant.id)
    .run()
  const slow = await api.get('/v1/exports/exp_slow/content')

  expect([kind.status, events.status, of_other_sort.status]).toEqual([422, 422, 404])
  expect([nowhere.status, nowhere.code]).toEqual([404, 'not_found'])
  expect([slow.status, slow.code]).toEqual([409, 'not_finished'])
})

it('lets a key do in bulk only what it may do one by one', async () => {
  const scopes = ['bulk:read', 'bulk:write', 'catalog:read']
  const made = await api.post('/v1/api_keys', { kind: 'secret', name: 'few', scopes })
  const few = { key: made.body.secret ?? made.body.key }

  const answers = await Promise.all(
    [
      ['imports', 'skus'],
      ['exports', 'orders'],
      ['exports', 'skus'],
    ].map(([what, kind]) => request('POST', `/v1/${what}`, { kind }, few)),
  )

  expect(answers.map(({ status }) => status)).toEqual([403, 403, 201])
})

it('takes the content once', async () => {
  const id = await create('imports', 'skus')
  const answers = await Promise.all([send(id, '{"sku":"ONE-A"}'), send(id, '{"sku":"ONE-B"}')])

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await send(id, '{}')).code).toBe('illegal_transition')
})

it('imports SKUs, stock and orders, and says which lines failed and why', async () => {
  const skus = await importRows('skus', [
    { sku: 'IMP-1', title: 'One' },
    { sku: 'IMP-KIT', title: 'Kit', components: [{ sku: 'IMP-1', quantity: 2 }] },
    'no json',
    { sku: 'IMP-3', title: 'Three', surprise: true },
    { title: 'nameless' },
  ])
  const levels = await importRows('inventory', [
    { sku: 'IMP-1', location_id: 'berlin', delta: 9 },
    { sku: 'IMP-1', location_id: 'berlin', set: 8, expected: 9 },
    { sku: 'IMP-1', location_id: 'rome', delta: 1 },
    { sku: 'IMP-1', location_id: 'berlin', delta: 0.5 },
  ])
  const orders = await importRows('orders', [
    orderOf(lineOf('IMP-1', 3)),
    orderOf(lineOf('IMP-1', 30)),
    orderOf(lineOf('IMP-KIT')),
  ])

  expect(skus.done).toMatchObject({ status: 'completed', succeeded: 2, failed: 3 })
  expect(skus.done.processed_bytes).toBe(skus.done.total_bytes)
  expect(skus.errors).toMatchObject([
    { code: 'malformed_json' },
    { code: 'invalid_request', errors: [{ pointer: '/surprise' }] },
    { code: 'invalid_request', errors: [{ pointer: '/sku' }] },
  ])
  expect(levels.done).toMatchObject({ status: 'completed', succeeded: 2, failed: 2 })
  expect(levels.errors).toMatchObject([
    { line: 3, code: 'unknown_location', errors: [{ pointer: '/location_id' }] },
    { line: 4, code: 'invalid_request', errors: [{ pointer: '/delta' }] },
  ])
  expect(orders.done).toMatchObject({ status: 'completed', succeeded: 2, failed: 1 })
  expect(orders.errors).toMatchObject([
    { code: 'insufficient_stock', shortages: [{ sku: 'IMP-1', requested: 30 }] },
  ])
  const { reserved, committed, on_hand } = await stock('IMP-1')
  expect([on_hand, reserved + committed]).toEqual([8, 5])
  expect(await audit('IMP-1')).toMatchObject({ balanced: true })
  const log = await api.get('/v1/audit_log?limit=100')
  expect(log.data.filter(({ operation }) => operation === 'import.orders')).toHaveLength(2)
})

it.each(['skus', 'inventory', 'orders'])(
  'does no line of %s twice when a step is lost before it is noted',
  async (kind) => {
    const a = await sku({ berlin: 200 })
    const rows = {
      skus: (n: number) => ({ sku: `${a}-${n}`, title: `Thing ${n}` }),
      inventory: () => ({ sku: a, location_id: 'berlin', delta: 1 }),
      orders: () => orderOf(lineOf(a)),
    }[kind] as (n: number) => object
    const id = await create('imports', kind)
    const text = toText(Array.from({ length: 60 }, (_, n) => rows(n)))
    await send(id, text)
    const job = { merchant_id: merchant.id as MerchantId, id: id as `imp_${string}` }
    await finish('imports', id)
    const versions = async () => (await api.get(`/v1/skus/${a}-0`)).body.version
    const before = [await stock(a), await versions()]
    await env.DB.prepare(
      "UPDATE bulk_jobs SET status = 'running', step = 0, processed_bytes = 0, succeeded = 0, failed = 0 WHERE id = ?",
    )
      .bind(id)
      .run()
    // What it was sent is forgotten once it is done: as it was before.
    const row = await findJob(services.shardFor(job.merchant_id), job.merchant_id, id)
    await env.FILES.put(row?.content_key ?? '', text)
    await evictDurableObject(env.BULK_JOB.getByName(`${merchant.id}:${id}`))

    expect(await runStep(services, job, context)).toBe(true)
    expect(await runStep(services, job, context)).toBe(false)

    const { body } = await api.get(`/v1/imports/${id}`)
    expect(body).toMatchObject({ status: 'completed', succeeded: 60, failed: 0 })
    const [level, version] = before
    const { on_hand, available } = level
    expect(await stock(a)).toMatchObject({ on_hand, available })
    expect(await versions()).toBe(version)
    expect(on_hand).toBe(kind === 'inventory' ? 260 : 200)
    expect(available).toBe({ skus: 200, inventory: 260, orders: 140 }[kind])
  },
)

it('ends where a line is longer than 1 MiB, or its content is gone', async () => {
  const long = await importRows('skus', [`"${'x'.repeat(1_048_577)}"`, { sku: 'AFTER' }])
  const id = await create('imports', 'skus')
  await env.DB.prepare(
    "UPDATE bulk_jobs SET status = 'running', total_bytes = 5, content_key = 'gone' WHERE id = ?",
  )
    .bind(id)
    .run()
  await resumeBulk({ ...services, now: () => Date.now() + 120_000 })

  expect(long.done).toMatchObject({ status: 'failed', failure: 'line_too_long' })
  expect(await finish('imports', id)).toMatchObject({ failure: 'content_missing' })
})

it('completes an import of nothing', async () => {
  const { done, errors } = await importRows('orders', [])

  expect(done).toMatchObject({ status: 'completed', total_bytes: 0, succeeded: 0, failed: 0 })
  expect(errors).toEqual([])
})

it('tries a line again that may pass, and gives up when nothing is hoped for any more', async () => {
  const a = await sku({})
  const { id, job } = await startUnnoticed({ sku: a, location_id: 'berlin', delta: 1 })
  const away = { executeAndSync: () => Promise.reject(new Error('Network connection lost')) }
  const cut_off = { ...services, stock: () => away as never }

  await expect(runStep(cut_off, job, context)).rejects.toThrow('Network connection lost')
  expect((await api.get(`/v1/imports/${id}`)).body).toMatchObject({ status: 'running', failed: 0 })
  await runStep(cut_off, job, { ...context, is_last_try: true })

  expect((await api.get(`/v1/imports/${id}`)).body).toMatchObject({
    ...{ status: 'completed', succeeded: 0, failed: 1 },
  })
  expect((await api.get(`/v1/imports/${id}/errors`)).text).toContain('"code":"internal_error"')
})

/** A running job of one row that no workflow was told of: the test makes its steps. */
async function startUnnoticed(row: object) {
  const id = await create('imports', 'inventory')
  const name = `bulk/test/${crypto.randomUUID()}`
  const text = JSON.stringify(row)
  await env.FILES.put(name, text)
  await env.DB.prepare(
    "UPDATE bulk_jobs SET status = 'running', total_bytes = ?, content_key = ? WHERE id = ?",
  )
    .bind(text.length, name, id)
    .run()
  return { id, job: { merchant_id: merchant.id as MerchantId, id: id as `imp_${string}` } }
}

it('counts a step once that is done twice at once', async () => {
  const a = await sku({})
  const { id, job } = await startUnnoticed({ sku: a, location_id: 'berlin', delta: 1 })

  await Promise.all([runStep(services, job, context), runStep(services, job, context)])

  expect((await api.get(`/v1/imports/${id}`)).body).toMatchObject({
    ...{ status: 'completed', succeeded: 1, failed: 0 },
  })
  expect(await stock(a)).toMatchObject({ on_hand: 1 })
})
