// The accounts find every way in which stock and orders can disagree, and nothing else.
import { expect, it } from 'vitest'
import { findFaults, oversold, type SkuBooks, unitsOrdered } from '../../db/demo/accounts.ts'
import { percentile, skuTable, soldOut, summaryTable, table } from '../../db/demo/report.ts'

const inventory = (on_hand: number, reserved: number, committed: number) => ({
  sku: 'A',
  on_hand,
  reserved,
  committed,
  damaged: 1,
  quality_control: 2,
  safety_stock: 3,
  available: on_hand - reserved - committed - 6,
  levels: [],
  as_of: '2026-01-01T00:00:00.000Z',
})

// 30 there, 10 of them promised and 6 not for sale: with the 8 that come, 22 can be sold.
const good: SkuBooks = {
  sku: 'A',
  before: inventory(30, 0, 10),
  after: inventory(38, 0, 32),
  received: 8,
  ordered: 22,
  sent: 0,
  back: 0,
  oversold: 0,
  balanced: true,
  entries: 40,
}
const faultsOf = (change: Partial<SkuBooks>) =>
  findFaults({ skus: [{ ...good, ...change }], missing: [] })

it('counts units of orders that stand', () => {
  const lines = (sku: string, quantity: number, quantity_canceled = 0) => [
    { sku, quantity, quantity_canceled },
  ]
  const order = { created_at: '2026-01-01T00:00:00.000Z' }
  const orders = [
    { ...order, id: '1', status: 'open', lines: lines('A', 2) },
    { ...order, id: '2', status: 'closed', lines: [...lines('A', 1), ...lines('B', 4)] },
    { ...order, id: '3', status: 'canceled', lines: lines('A', 9) },
    { ...order, id: '4', status: 'open', lines: lines('B', 3, 2) },
  ]

  expect([...unitsOrdered(orders)]).toEqual([
    ['A', 3],
    ['B', 5],
  ])
})

it.each([
  [21, 0],
  [22, 0],
  [23, 1],
])('calls %i units ordered of 22 oversold by %i', (ordered, expected) => {
  expect(oversold(good.before, good.received, ordered)).toBe(expected)
})

it('finds nothing wrong with a good run', () => {
  expect(faultsOf({})).toEqual([])
})

it.each<[string, Partial<SkuBooks>, string]>([
  ['an oversold SKU', { oversold: 1 }, 'oversold by 1'],
  ['an audit that fails', { balanced: false }, 'not balanced'],
  ['a hold that never ends', { after: inventory(38, 1, 32) }, '1 units are still reserved'],
  ['an order without its units', { after: inventory(38, 0, 31) }, 'committed is 31'],
  ['units without their order', { after: inventory(38, 0, 33) }, 'by its orders and parcels 32'],
  ['a unit that is on no shelf', { after: inventory(37, 0, 32) }, 'on_hand is 37'],
])('reports %s', (_, change, expected) => {
  const faults = faultsOf(change)

  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain(expected)
})

it('follows units that leave and come back', () => {
  // 5 of the 22 left, and 2 of those are back.
  const flows = { sent: 5, back: 2 }

  expect(faultsOf({ ...flows, after: inventory(35, 0, 27) })).toEqual([])
  expect(faultsOf({ ...flows, after: inventory(38, 0, 32) })).toHaveLength(2)
})

it('reports an acknowledged order that is not listed', () => {
  expect(findFaults({ skus: [good], missing: ['ord_1'] })).toEqual([
    'Order ord_1 was acknowledged and is not listed. See GET /v1/orders/ord_1.',
  ])
})

it('prints columns under each other, figures to the right', () => {
  expect(
    table([
      ['Name', 'n'],
      ['a', '1,000'],
      ['longer', '7'],
    ]),
  ).toBe(['Name        n', '──────  ─────', 'a       1,000', 'longer      7'].join('\n'))
})

it('prints the run', () => {
  const never = { ...good, sku: 'never-there', before: inventory(6, 0, 0), received: 0 }
  const books = { skus: [good, never], missing: [] }
  const tally = { placed: 3, refused: 2, abandoned: 1, expired: 1, failed: 0 }

  expect(skuTable(books).split('\n')[2]).toMatch(
    /^A +30 +8 +22 +0 +0 +38 +0 +0 +balanced, 40 entries$/,
  )
  expect(summaryTable(books, tally)).toMatch(/^Carts +7$/m)
  expect(summaryTable(books, tally)).toMatch(/^Oversold +0$/m)
  expect(summaryTable(books, tally)).not.toContain('FAILED')
  expect(summaryTable(books, { ...tally, failed: 1 })).toMatch(/FAILED +1$/m)
  expect(soldOut(books)).toBe('Sold out: 1 of 2 SKUs\n  A')
})

it.each([
  [0.5, 3],
  [0.95, 5],
  [0, 1],
])('takes the share %d of five values', (share, expected) => {
  expect(percentile([1, 2, 3, 4, 5], share)).toBe(expected)
})
