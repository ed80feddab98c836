import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { cancelInD1, decideInD1, holdOf, pinOf, restart, stocked } from '../support/worker/stock'

type Sku = Awaited<ReturnType<typeof stocked>>

const projected = ({ merchant_id, sku }: Sku) =>
  env.DB.prepare('SELECT * FROM stock_levels WHERE merchant_id = ? AND sku = ?')
    .bind(merchant_id, sku)
    .first()
const archived = async ({ merchant_id, sku }: Sku) => {
  const query = 'SELECT sequence FROM stock_movements WHERE merchant_id = ? AND sku = ? ORDER BY 1'
  const { results } = await env.DB.prepare(query).bind(merchant_id, sku).all()
  return results.map(({ sequence }) => sequence)
}
const level = async ({ stock }: Sku) => (await stock.levels()).levels[0]

it('tells D1 its levels, its ledger and what merchants want to know', async () => {
  const sku = await stocked(5)
  await sku.stock.execute(holdOf('r1', 2))

  await runDurableObjectAlarm(sku.stub)

  expect(await projected(sku)).toMatchObject({ on_hand: 5, reserved: 2, available: 3, version: 2 })
  expect(await archived(sku)).toEqual([1, 2])
  const event = await env.DB.prepare('SELECT type FROM events WHERE object_id = ?')
    .bind(sku.sku)
    .first()
  expect(event).toEqual({ type: 'inventory.adjusted' })
})

it('tells nothing twice when D1 lost the answer', async () => {
  const sku = await stocked(5)
  await runDurableObjectAlarm(sku.stub)

  // As after a crash between D1's commit and the object's: nothing is marked as told.
  await runInDurableObject(sku.stub, (_, { storage }) => {
    storage.sql.exec('UPDATE levels SET flushed = 0')
  })
  await restart(sku.stub)
  await sku.stock.poke()
  await runDurableObjectAlarm(sku.stub)

  expect(await archived(sku)).toEqual([1])
  const { results } = await env.DB.prepare('SELECT * FROM events WHERE object_id = ?')
    .bind(sku.sku)
    .all()
  expect(results).toHaveLength(1)
})

it('raises a shortage when a count leaves fewer units than are promised', async () => {
  const sku = await stocked(5)
  await sku.stock.execute(holdOf('r1', 4))

  await sku.stock.executeAndSync({
    type: 'adjust',
    adjustment_id: 'adj_count',
    reason: 'count',
    adjustments: [{ location_id: 'berlin', bucket: 'on_hand', set: 1, expected: null }],
  })

  expect(await level(sku)).toMatchObject({ on_hand: 1, reserved: 4, available: -3 })
  const shortage = await env.DB.prepare(
    "SELECT data FROM events WHERE type = 'inventory.shortage' AND object_id = ?",
  )
    .bind(`${sku.sku}@berlin`)
    .first<{ data: string }>()
  expect(JSON.parse(shortage?.data ?? '{}')).toEqual({
    sku: sku.sku,
    location_id: 'berlin',
    available: -3,
  })
  expect(await sku.stock.execute(holdOf('r2'))).toMatchObject({ ok: false })
})

it('commits a pin that D1 says was placed, and only once', async () => {
  const sku = await stocked(5)
  await sku.stock.execute(pinOf('att_placed', 'r1', 2))
  await decideInD1('att_placed', 'placed', 'ord_1')

  await runDurableObjectAlarm(sku.stub)
  await runDurableObjectAlarm(sku.stub)

  expect(await level(sku)).toMatchObject({ on_hand: 5, reserved: 0, committed: 2, available: 3 })
  expect(await sku.stock.execute(pinOf('att_again', 'r1', 2))).toMatchObject({
    error: { code: 'reservation_placed', order_id: 'ord_1' },
  })
})

it('frees a pin that D1 says was aborted', async () => {
  const sku = await stocked(5)
  await sku.stock.execute(pinOf('att_aborted', 'r1', 2))
  await decideInD1('att_aborted', 'aborted')

  await runDurableObjectAlarm(sku.stub)

  expect(await level(sku)).toMatchObject({ reserved: 0, committed: 0, available: 5 })
})

it('keeps a young pin that D1 says nothing about', async () => {
  const sku = await stocked(5)
  await sku.stock.execute(pinOf('att_young', 'r1', 2))

  await runDurableObjectAlarm(sku.stub)

  expect(await level(sku)).toMatchObject({ reserved: 2, available: 3 })
  const alarm = await runInDurableObject(sku.stub, (_, { storage }) => storage.getAlarm())
  expect(alarm).toBeLessThan(Date.now() + 6_000)
})

it('ends a pin in D1 when its run has not decided within a minute', async () => {
  const sku = await stocked(5)
  await sku.stock.execute(holdOf('r1', 2, { expires_at: Date.now() + 1 }))
  await sku.stock.execute(pinOf('att_stuck', 'r2', 3))
  await runInDurableObject(sku.stub, (_, { storage }) => {
    storage.sql.exec('UPDATE attempts SET since = since - 60000')
  })
  await restart(sku.stub)

  await sku.stock.poke()
  await expect.poll(async () => (await level(sku))?.available).toBe(5)

  const outcome = await env.DB.prepare(
    "SELECT outcome FROM attempt_outcomes WHERE attempt_id = 'att_stuck'",
  ).first()
  expect(outcome).toEqual({ outcome: 'aborted' })
})

it('gives the units of an aborted attempt back to the hold they came from', async () => {
  const sku = await stocked(5)
  await sku.stock.execute(holdOf('r1', 2))
  await sku.stock.execute(pinOf('att_back', 'r1', 2))
  await decideInD1('att_back', 'aborted')

  await runDurableObjectAlarm(sku.stub)

  expect(await level(sku)).toMatchObject({ reserved: 2, available: 3 })
  expect(await sku.stock.reservation('r1')).toMatchObject({ state: 'held' })
  expect(await sku.stock.audit()).toMatchObject({ discrepancies: [] })
})

it('carries out tasks once and in order, and tells D1 that it did', async () => {
  const sku = await stocked(5)
  await sku.stock.execute(pinOf('att_tasks', 'r1', 3))
  await decideInD1('att_tasks', 'placed', 'ord_1')
  await runDurableObjectAlarm(sku.stub)
  await cancelInD1(sku.sku, 'att_tasks', 1, 1)
  await cancelInD1(sku.sku, 'att_tasks', 2, 2)

  await sku.stock.poke()
  await expect.poll(async () => (await level(sku))?.committed).toBe(0)
  await runDurableObjectAlarm(sku.stub)

  expect(await level(sku)).toMatchObject({ on_hand: 5, reserved: 0, committed: 0, available: 5 })
  const waiting = await env.DB.prepare(
    'SELECT COUNT(*) AS n FROM stock_tasks WHERE sku = ? AND applied_at IS NULL',
  )
    .bind(sku.sku)
    .first()
  expect(waiting).toEqual({ n: 0 })
  expect(await sku.stock.audit()).toMatchObject({ discrepancies: [] })
})

it('commits a pin first when a task names it', async () => {
  const sku = await stocked(5)
  await sku.stock.execute(pinOf('att_named', 'r1', 3))
  await decideInD1('att_named', 'placed', 'ord_1')
  await cancelInD1(sku.sku, 'att_named', 1, 3)

  await runDurableObjectAlarm(sku.stub)

  expect(await level(sku)).toMatchObject({ reserved: 0, committed: 0, available: 5 })
  const operations = (await sku.stock.movements(100, 10)).map(({ operation }) => operation)
  expect(operations).toEqual(['cancel', 'commit', 'pin', 'adjust'])
})

it('survives a D1 that is away, and catches up', async () => {
  const sku = await stocked(5)
  await env.DB.exec('ALTER TABLE stock_movements RENAME TO away')
  await runDurableObjectAlarm(sku.stub)

  const alarm = await runInDurableObject(sku.stub, (_, { storage }) => storage.getAlarm())
  expect(alarm).toBeGreaterThan(Date.now())
  expect(await projected(sku)).toBe(null)

  await env.DB.exec('ALTER TABLE away RENAME TO stock_movements')
  await runDurableObjectAlarm(sku.stub)
  expect(await projected(sku)).toMatchObject({ available: 5 })
})

it('lets D1 keep old entries, and still proves its counters', async () => {
  const sku = await stocked(0)
  for (let round = 0; round < 3; round++) {
    await sku.stock.execute({
      type: 'adjust',
      adjustment_id: `adj_${round}`,
      reason: 'received',
      adjustments: Array.from({ length: 1_000 }, () => {
        return { location_id: 'berlin', bucket: 'on_hand', delta: 1 } as const
      }),
    })
  }

  await sku.stock.poke()
  await expect.poll(async () => (await archived(sku)).length).toBe(3_000)
  await expect.poll(async () => (await sku.stock.audit()).checkpoint.sequence).toBeGreaterThan(0)

  const { entries, checkpoint, discrepancies } = await sku.stock.audit()
  expect(entries).toBe(3_000)
  expect(discrepancies).toEqual([])
  expect(checkpoint.balances).toContainEqual({
    location_id: 'berlin',
    account: 'available',
    quantity: checkpoint.sequence,
  })
})
