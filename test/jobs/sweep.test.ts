import {
  createExecutionContext,
  createScheduledController,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import worker from '../../api/index'
import { cancelInD1, decideInD1, pinOf, stocked } from '../support/worker/stock'

async function tick() {
  const context = createExecutionContext()
  await worker.scheduled(createScheduledController({ cron: '* * * * *' }), env)
  await waitOnExecutionContext(context)
}

it('wakes the objects whose tasks wait, when the poke was lost', async () => {
  const { sku, stock } = await stocked(5)
  await stock.execute(pinOf('att_swept', 'r1', 3))
  await decideInD1('att_swept', 'placed', 'ord_1')
  await cancelInD1(sku, 'att_swept', 1, 3)

  await tick()

  await expect
    .poll(async () => (await stock.levels()).levels[0])
    .toMatchObject({ reserved: 0, committed: 0, available: 5 })
})

it('forgets answers after two days, and keeps younger ones', async () => {
  const day = 24 * 60 * 60 * 1_000
  const insert = env.DB.prepare(
    "INSERT INTO idempotency_keys (merchant_id, route, key, request_hash, created_at) VALUES ('mer_x', 'r', ?, 'h', ?)",
  )
  await env.DB.batch([
    insert.bind('old', Date.now() - 3 * day),
    insert.bind('young', Date.now() - day),
  ])

  await tick()

  const { results } = await env.DB.prepare(
    "SELECT key FROM idempotency_keys WHERE merchant_id = 'mer_x'",
  ).all()
  expect(results).toEqual([{ key: 'young' }])
})
