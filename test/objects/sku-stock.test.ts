import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { holdOf, pinOf, restart, stocked } from '../support/worker/stock'

it('sells the last units once, however many ask at the same time', async () => {
  const { stock, available } = await stocked(100)
  const buyers = Array.from({ length: 200 }, (_, n) => stock.execute(holdOf(`r${n}`)))

  const answers = await Promise.all(buyers)

  expect(answers.filter(({ ok }) => ok)).toHaveLength(100)
  expect(await available()).toBe(0)
  // One entry for the delivery, one per hold that succeeded.
  expect(await stock.audit()).toMatchObject({ entries: 101, discrepancies: [] })
})

it('moves pins that an object had before it knew of revisions, and remembers that over a restart', async () => {
  const { stock, stub } = await stocked(3)
  const { demand, source } = pinOf('att_old', 'r1', 2)
  await stock.execute(pinOf('att_old', 'r1', 2))
  await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec('ALTER TABLE attempts DROP COLUMN revision')
  })
  await restart(stub)
  const move = (revision: number) => {
    const units = [{ location_id: 'berlin', quantity: 2 }]
    const named = { attempt_id: 'att_old' as const, revision, units }
    return stock.execute({ type: 'repin', ...named, demand, source })
  }

  expect(await move(0)).toMatchObject({ ok: true, value: { revision: 1 } })
  await restart(stub)

  expect(await move(0)).toMatchObject({ ok: false, error: { code: 'stale_revision', revision: 1 } })
})

it('goes on with what an older version wrote: holds, levels, and how far D1 had heard', async () => {
  const { stock, stub, available } = await stocked(3)
  await stock.execute(holdOf('r1', 2))
  // What D1 has heard is in memory until something else is written.
  await runDurableObjectAlarm(stub)
  await stock.execute({ type: 'release', reservation_id: 'none', by: { shopper: true } })
  const told = await runInDurableObject(stub, (_, { storage: { sql } }) => {
    sql.exec(`
      ALTER TABLE levels DROP COLUMN flushed;
      CREATE INDEX levels_by_version ON levels (version);
      DROP INDEX reservations_held;
      DROP INDEX reservations_closed;
      CREATE INDEX reservations_by_age ON reservations (closed_at);
      INSERT INTO facts VALUES ('flushed', 2)`)
    return sql.exec('SELECT MAX(sequence) AS sequence FROM ledger').one()
  })
  expect(told).toEqual({ sequence: 2 })

  await restart(stub)

  expect(await available()).toBe(1)
  expect(await stock.execute(holdOf('r2'))).toMatchObject({ ok: true })
  await restart(stub)
  expect(await available()).toBe(0)
  const stored = await runInDurableObject(stub, (_, { storage: { sql } }) => [
    sql.exec('SELECT version, flushed FROM levels').one(),
    sql.exec("SELECT name FROM facts WHERE name = 'flushed'").toArray(),
  ])
  expect(stored).toEqual([{ version: 3, flushed: 2 }, []])
  expect(await stock.audit()).toMatchObject({ entries: 3, discrepancies: [] })
})

it('commits many commands at once', async () => {
  const { stock, stub } = await stocked(100)
  const commits = await runInDurableObject(stub, (_, { storage }) => {
    const sync = storage.sync.bind(storage)
    const counted = { commits: 0 }
    storage.sync = () => {
      counted.commits++
      return sync()
    }
    return counted
  })

  await Promise.all(Array.from({ length: 50 }, (_, n) => stock.execute(holdOf(`r${n}`))))

  expect(commits.commits).toBeGreaterThan(0)
  expect(commits.commits).toBeLessThan(25)
})

it('keeps the others when one command of a group throws', async () => {
  const { stock, available } = await stocked(10)
  const answers = await Promise.allSettled([
    stock.execute(holdOf('r1')),
    stock.execute(holdOf('r2')),
    stock.execute(holdOf('broken', 1, { expires_at: Number.NaN })),
    stock.execute(holdOf('r3')),
  ])

  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  expect(await available()).toBe(7)
  expect(await stock.audit()).toMatchObject({ entries: 4, discrepancies: [] })
})

it('remembers holds, pins and tombstones when it is evicted', async () => {
  const { stock, stub, available } = await stocked(5)
  await stock.execute(holdOf('r1', 2))
  await stock.execute(pinOf('att_1', 'r2', 1))
  await stock.execute({ type: 'release', reservation_id: 'late', by: { run: 'run' } })
  await stock.execute({ type: 'abandon', attempt_id: 'att_late' })

  await restart(stub)

  expect(await available()).toBe(2)
  expect(await stock.execute(holdOf('r1', 2))).toMatchObject({
    ok: true,
    value: { replayed: true },
  })
  expect(await stock.execute(holdOf('late'))).toMatchObject({ error: { code: 'superseded' } })
  expect(await stock.execute(pinOf('att_late', 'r3'))).toMatchObject({
    error: { code: 'attempt_closed' },
  })
  expect(await available()).toBe(2)
})

it('gives expired units back at the next access, without an alarm', async () => {
  const { stock, stub, available } = await stocked(1)
  await stock.execute(holdOf('r1', 1, { expires_at: Date.now() + 2_000 }))
  await runInDurableObject(stub, (_, { storage }) => storage.deleteAlarm())
  expect(await stock.execute(holdOf('r2'))).toMatchObject({ ok: false })

  await expect.poll(available, { timeout: 10_000 }).toBe(1)

  expect(await stock.execute(holdOf('r1', 1))).toMatchObject({
    error: { code: 'reservation_expired' },
  })
  expect(await stock.audit()).toMatchObject({ entries: 3, discrepancies: [] })
})

it('costs no storage when it is only asked', async () => {
  const { stock, stub } = await stocked(0)

  expect(await stock.levels()).toMatchObject({ version: 0, levels: [], live: false })
  expect(await stock.reservation('r1')).toBe(null)
  expect(await stock.audit()).toMatchObject({ entries: 0, discrepancies: [] })
  const tables = await runInDurableObject(
    stub,
    (_, { storage }) => storage.sql.exec('SELECT name FROM sqlite_master').toArray().length,
  )
  expect(tables).toBe(0)
})

it('serves a thousand locations', async () => {
  const { stock, available } = await stocked(0)
  const locations = Array.from({ length: 1_000 }, (_, n) => `location-${n}`)
  await stock.execute({
    type: 'adjust',
    adjustment_id: 'adj_everywhere',
    reason: 'received',
    adjustments: locations.map((location_id) => ({ location_id, bucket: 'on_hand', delta: 1 })),
  })
  const everywhere = { locations, named_only: [], buffer: 0, cap: null }

  const held = await stock.execute(holdOf('r1', 1_000, { source: everywhere }))
  const refused = await stock.execute(holdOf('r2', 1, { source: everywhere }))

  expect(held).toMatchObject({ ok: true })
  expect(held.ok && held.value.units).toHaveLength(1_000)
  expect(refused).toMatchObject({ error: { code: 'insufficient_stock', available: 0 } })
  expect(await available()).toBe(0)
  expect(await stock.audit()).toMatchObject({ entries: 2_000, discrepancies: [] })
})

it.each([
  ['a stored counter', 'UPDATE levels SET reserved = reserved + 1', 'stored'],
  ['a lost ledger entry', 'DELETE FROM ledger WHERE sequence = 2', 'memory'],
  ['a hold nobody wrote down', "UPDATE reservations SET units = '[]'", 'claims'],
])('finds %s that does not add up', async (_, corruption, witness) => {
  const { stock, stub } = await stocked(5)
  await stock.execute(holdOf('r1', 2))

  await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec(corruption)
  })

  const { discrepancies } = await stock.audit()
  expect(discrepancies.map((each) => each.witness)).toContain(witness)
})

it('has an alarm whenever it has work, and none when it has not', async () => {
  const { stock, stub } = await stocked(1)
  const alarm = () => runInDurableObject(stub, (_, { storage }) => storage.getAlarm())
  expect(await alarm()).not.toBe(null)

  await runDurableObjectAlarm(stub)
  expect(await alarm()).toBe(null)

  await stock.execute(holdOf('r1'))
  await runDurableObjectAlarm(stub)
  expect(await alarm()).toBeGreaterThan(Date.now() + 500_000)
})

it('sets one alarm for many changes, and tells D1 of them long before it rings', async () => {
  const { stock, stub, merchant_id, sku } = await stocked(50)
  const alarm = () => runInDurableObject(stub, (_, { storage }) => storage.getAlarm())
  const first = await alarm()
  const known = async () =>
    env.DB.prepare('SELECT reserved FROM stock_levels WHERE (merchant_id, sku) = (?, ?)')
      .bind(merchant_id, sku)
      .first('reserved')

  for (let n = 1; n <= 3; n++) {
    await stock.execute(holdOf(`one-alarm-${n}`))
    await expect.poll(known).toBe(n)
    expect(await alarm()).toBe(first)
  }
})
