import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { MerchantId } from '../../../api/domain/shared/ids'
import { stockName } from '../../../api/objects/stock-client'
import { createMerchant, putLocation } from '../../support/worker/merchant'
import { createShop } from '../orders/support'

const { merchant, api, storefront, key, sku, stock, audit } = await createShop()
const object = (code: string) => env.SKU_STOCK.getByName(stockName(merchant.id as MerchantId, code))
const hold = (code: string, quantity: number) =>
  storefront.post('/v1/reservations', { lines: [{ sku: code, quantity }] }, key())
const availability = (query: string) => storefront.get(`/v1/availability?${query}`)

it.each(['', '/movements', '/audit'])(
  'does not know the stock%s of an unknown SKU',
  async (what) => {
    const answers = await Promise.all([
      api.get(`/v1/inventory/NOPE${what}`),
      api.get(`/v1/inventory/no%20code${what}`),
    ])

    expect(answers.map(({ status, code }) => [status, code])).toEqual(
      Array(2).fill([404, 'not_found']),
    )
  },
)

it.each([
  ['no SKU', '', 'invalid_request'],
  ['101 SKUs', Array(101).fill('sku=A').join('&'), 'invalid_request'],
  ['an unknown channel', 'sku=A&channel=tv', 'unknown_channel'],
  ['an unknown location', 'sku=A&location_id=rome', 'unknown_location'],
  ['an unknown consistency', 'sku=A&consistency=eventual', 'invalid_request'],
])('refuses to tell the availability of %s', async (_, query, code) => {
  const answer = await availability(query)

  expect([answer.status, answer.code]).toEqual([422, code])
})

it('tells availability in the order asked, and none of what it does not know', async () => {
  const [a, b] = [await sku({ berlin: 2 }), await sku({ berlin: 1, paris: 3 })]

  const { body, data } = await availability(`sku=${b}&sku=NOPE&sku=${a}&sku=${b}`)

  expect(data).toEqual([
    { sku: b, available: 4, in_stock: true },
    { sku: 'NOPE', available: 0, in_stock: false },
    { sku: a, available: 2, in_stock: true },
    { sku: b, available: 4, in_stock: true },
  ])
  expect(body.consistency).toBe('cached')
  expect(Date.parse(String(body.as_of))).toBeLessThanOrEqual(Date.now())
})

it('tells availability of one location', async () => {
  const a = await sku({ berlin: 2, paris: 3 })

  const { data } = await availability(`sku=${a}&location_id=paris`)

  expect(data).toEqual([{ sku: a, available: 3, in_stock: true }])
})

it('shows a shopper the units they just reserved as gone, cached and strong', async () => {
  const a = await sku({ berlin: 2, paris: 3 })
  await availability(`sku=${a}`)
  await hold(a, 4)

  const [cached, strong] = await Promise.all([
    availability(`sku=${a}`),
    availability(`sku=${a}&consistency=strong`),
  ])

  expect(cached.data).toEqual([{ sku: a, available: 1, in_stock: true }])
  expect(strong.data).toEqual([{ sku: a, available: 1, in_stock: true }])
  expect(strong.body.consistency).toBe('strong')
})

it('lists levels by SKU, by location, and page by page', async () => {
  const other = await createMerchant()
  await putLocation(other, 'berlin')
  const codes = [await sku({ berlin: 1, paris: 1 }), await sku({ berlin: 1, paris: 1 })]

  const seen: unknown[] = []
  let cursor = ''
  do {
    const { body, data } = await api.get(`/v1/inventory?limit=1${cursor}`)
    seen.push(...data.map(({ sku: code, location_id }) => `${code}@${location_id}`))
    cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : ''
  } while (cursor)

  expect(seen).toEqual([...seen].sort())
  expect(seen).toEqual(
    expect.arrayContaining(codes.flatMap((code) => [`${code}@berlin`, `${code}@paris`])),
  )
  const paris = await api.get('/v1/inventory?location_id=paris&limit=100')
  expect(new Set(paris.data.map(({ location_id }) => location_id))).toEqual(new Set(['paris']))
  expect((await other.api.get('/v1/inventory')).data).toEqual([])
})

it('pages through the ledger, newest first', async () => {
  const a = await sku({ berlin: 9 })
  for (let n = 0; n < 4; n++) await hold(a, 1)

  const first = await api.get(`/v1/inventory/${a}/movements?limit=3`)
  const second = await api.get(
    `/v1/inventory/${a}/movements?limit=3&cursor=${first.body.next_cursor}`,
  )

  const sequences = [...first.data, ...second.data].map(({ sequence }) => sequence)
  expect(sequences).toEqual([5, 4, 3, 2, 1])
  expect(second.body.next_cursor).toBe(null)
  expect(second.data.at(-1)).toMatchObject({
    operation: 'adjust',
    from_account: 'supplier',
    to_account: 'available',
    quantity: 9,
    reason: 'test',
  })
})

it('finds a counter that was corrupted inside the object', async () => {
  const a = await sku({ berlin: 5 })
  await hold(a, 2)
  expect(await audit(a)).toEqual({ sku: a, balanced: true, entries: 2, discrepancies: [] })

  await runInDurableObject(object(a), (_, { storage }) => {
    storage.sql.exec('UPDATE levels SET available = available + 1')
  })

  expect(await audit(a)).toMatchObject({
    balanced: false,
    discrepancies: [
      { location_id: 'berlin', account: 'available', witness: 'stored', ledger: 3, counter: 4 },
    ],
  })
})

it('reads old movements from the archive, and finds an archive that was tampered with', async () => {
  const a = await sku({})
  for (let round = 0; round < 3; round++) {
    const lines = Array.from({ length: 1_000 }, () => ({ sku: a, location_id: 'berlin', delta: 1 }))
    await api.post('/v1/inventory/adjustments', { reason: 'received', lines }, key())
  }
  await expect
    .poll(() =>
      runInDurableObject(object(a), (instance) =>
        instance.audit().then((report) => report.checkpoint.sequence),
      ),
    )
    .toBeGreaterThan(0)
  expect(await stock(a)).toMatchObject({ on_hand: 3_000 })
  expect(await audit(a)).toMatchObject({ balanced: true, entries: 3_000 })
  const sequences: unknown[] = []
  let cursor = ''
  do {
    const { body, data } = await api.get(`/v1/inventory/${a}/movements?limit=100${cursor}`)
    sequences.push(...data.map(({ sequence }) => sequence))
    cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : ''
  } while (cursor)
  expect(sequences).toEqual(Array.from({ length: 3_000 }, (_, n) => 3_000 - n))

  await env.DB.prepare('UPDATE stock_movements SET quantity = 2 WHERE sku = ? AND sequence = 1')
    .bind(a)
    .run()

  expect(await audit(a)).toMatchObject({
    balanced: false,
    discrepancies: [{ account: 'available', witness: 'archive' }],
  })
})
