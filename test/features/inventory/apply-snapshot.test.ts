import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { MerchantId } from '../../../api/domain/shared/ids'
import { stockName } from '../../../api/objects/stock-client'
import { createShop, lineOf } from '../orders/support'

const { merchant, api, key, sku, order, stock, audit } = await createShop()
const now = () => new Date().toISOString()
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
const snapshot = (counted: Record<string, number>, change: object = {}, headers = key()) =>
  api.post(
    '/v1/inventory/snapshots',
    {
      ...{ source: 'erp', source_version: 1, as_of: now(), location_id: 'berlin' },
      levels: Object.entries(counted).map(([code, on_hand]) => ({ sku: code, on_hand })),
      ...change,
    },
    headers,
  )

it.each([
  ['no levels', { levels: [] }, '/levels'],
  ['a negative count', { levels: [{ sku: 'A', on_hand: -1 }] }, '/levels/0/on_hand'],
  ['version 0', { source_version: 0 }, '/source_version'],
  ['a count of tomorrow', { as_of: '2999-01-01T00:00:00Z' }, '/as_of'],
  [
    'a SKU twice',
    {
      levels: [
        { sku: 'A', on_hand: 1 },
        { sku: 'A', on_hand: 2 },
      ],
    },
    '/levels/1/sku',
  ],
  ['1,001 levels', { levels: Array(1_001).fill({ sku: 'A', on_hand: 1 }) }, '/levels'],
])('refuses %s', async (_, change, pointer) => {
  const { status, code, body } = await snapshot({ A: 1 }, change)

  expect([status, code]).toEqual([422, 'invalid_request'])
  expect(body.errors).toMatchObject([{ pointer }])
})

it('refuses an unknown location as a whole, and each unknown SKU or kit for itself', async () => {
  const a = await sku({})
  await api.put('/v1/skus/KIT', { title: 'Kit', components: [{ sku: a, quantity: 1 }] })

  const nowhere = await snapshot({ [a]: 1 }, { location_id: 'rome' })
  const { status, body } = await snapshot({ NOPE: 1, KIT: 1, [a]: 4 })

  expect([nowhere.status, nowhere.code]).toEqual([422, 'unknown_location'])
  expect(status).toBe(201)
  expect(body.lines).toMatchObject([
    { sku: 'NOPE', status: 'refused', code: 'unknown_sku' },
    { sku: 'KIT', status: 'refused', code: 'kit_without_stock' },
    { sku: a, status: 'applied', on_hand: 4, available: 4, moved_since: 0 },
  ])
})

it('changes nothing by a stale snapshot, and says which one stands', async () => {
  const a = await sku({ berlin: 3 })
  const as_of = now()
  await snapshot({ [a]: 5 }, { source_version: 7, as_of })

  const same = await snapshot({ [a]: 9 }, { source_version: 7 })
  const older = await snapshot({ [a]: 9 }, { source_version: 8, as_of: ago(60_000) })

  const newest = { source_version: 7, as_of }
  for (const { status, body } of [same, older]) {
    expect(status).toBe(201)
    expect(body.lines).toEqual([{ sku: a, status: 'stale', code: 'snapshot_stale', newest }])
  }
  expect(await stock(a)).toMatchObject({ on_hand: 5, version: 2 })
  const log = await api.get('/v1/audit_log?limit=100')
  const own = log.data.filter(({ request_id }) => request_id === older.headers.get('request-id'))
  expect(own.map(({ operation, changed }) => [operation, changed])).toEqual([
    ['applyInventorySnapshot.refused', []],
    ['applyInventorySnapshot', [`/${a}/berlin/on_hand`]],
  ])
})

it('does not compare sources, nor locations', async () => {
  const a = await sku({ berlin: 3, paris: 3 })
  await snapshot({ [a]: 5 }, { source_version: 7 })

  const scale = await snapshot({ [a]: 6 }, { source: 'scale' })
  const paris = await snapshot({ [a]: 7 }, { location_id: 'paris' })

  expect(scale.body.lines).toMatchObject([{ status: 'applied', on_hand: 6 }])
  expect(paris.body.lines).toMatchObject([{ status: 'applied', on_hand: 7 }])
})

it('keeps what came in since it was counted, and every promise', async () => {
  const a = await sku({ berlin: 3 })
  await order([lineOf(a, 3)])

  const { body } = await snapshot({ [a]: 1 }, { as_of: ago(60_000) })

  expect(body.lines).toMatchObject([
    { status: 'applied', moved_since: 3, on_hand: 4, available: 1 },
  ])
  const { reserved, committed } = await stock(a)
  expect(reserved + committed).toBe(3)
  expect(await audit(a)).toMatchObject({ balanced: true })
})

it('answers a retry the same, and changes nothing twice', async () => {
  const [a, headers, as_of] = [await sku({}), key(), now()]
  const first = await snapshot({ [a]: 5 }, { as_of }, headers)
  await snapshot({ [a]: 6 }, { source_version: 2 })

  const second = await snapshot({ [a]: 5 }, { as_of }, headers)
  const other = await snapshot({ [a]: 7 }, { as_of }, headers)

  expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 'true'])
  expect(second.body).toEqual(first.body)
  expect([other.status, other.code]).toEqual([422, 'idempotency_key_reused'])
  expect(await stock(a)).toMatchObject({ on_hand: 6 })
})

it('applies one of two that come at once with the same version', async () => {
  const a = await sku({})

  const answers = await Promise.all([4, 5].map((on_hand) => snapshot({ [a]: on_hand })))

  const lines = answers.map(({ body }) => body.lines[0])
  expect(lines.map(({ status }) => status).sort()).toEqual(['applied', 'stale'])
  const { on_hand } = lines.find(({ status }) => status === 'applied')
  expect(await stock(a)).toMatchObject({ on_hand, version: 1 })
})

it('leaves an order that is placed meanwhile its units', async () => {
  const a = await sku({ berlin: 5 })

  const [placed, counted] = await Promise.all([
    order([lineOf(a, 4)]),
    snapshot({ [a]: 5 }, { as_of: now() }),
  ])

  expect([placed.status, counted.body.lines[0].status]).toEqual([201, 'applied'])
  expect(await stock(a)).toMatchObject({ on_hand: 5, available: 1 })
  expect(await audit(a)).toMatchObject({ balanced: true })
})

it('tells the feed of the correction', async () => {
  const a = await sku({})
  const { body } = await snapshot({ [a]: 8 })

  const { data } = await api.get('/v1/events?after=0&limit=100&type=inventory.adjusted')

  expect(data.map((event) => event.data)).toContainEqual({
    ...{ sku: a, adjustment_id: body.id, reason: 'snapshot', reference: 'erp' },
    changes: [{ location_id: 'berlin', from: 'supplier', to: 'available', quantity: 8 }],
  })
})

it('refuses what is older than the entries the object still has', async () => {
  const a = await sku({ berlin: 3 })
  await stock(a)
  const stub = env.SKU_STOCK.getByName(stockName(merchant.id as MerchantId, a))
  await runInDurableObject(stub, (_, { storage: { sql } }) => {
    // As if the first entry had been folded.
    sql.exec("INSERT INTO facts VALUES ('checkpoint', 1)")
    sql.exec('INSERT INTO checkpoint SELECT location_id, to_account, quantity FROM ledger')
    sql.exec('DELETE FROM ledger')
  })
  const old = await snapshot({ [a]: 5 })

  expect(old.body.lines).toEqual([{ sku: a, status: 'refused', code: 'snapshot_too_old' }])
  expect(await stock(a)).toMatchObject({ on_hand: 3, version: 1 })
})

it('is kept by objects that were written to before snapshots were', async () => {
  const a = await sku({ berlin: 3 })
  const stub = env.SKU_STOCK.getByName(stockName(merchant.id as MerchantId, a))
  await runInDurableObject(stub, (_, { storage: { sql } }) =>
    sql.exec('DROP TABLE counts').toArray(),
  )
  await evictDurableObject(stub)

  const answers = [await snapshot({ [a]: 5 }), await snapshot({ [a]: 6 })]

  expect(answers.map(({ body }) => body.lines[0].status)).toEqual(['applied', 'stale'])
})
