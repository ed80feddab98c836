// Shoppers are drawn from a seed, want what is for sale, and take no more than there is.
import { expect, it } from 'vitest'
import { createRandom, drawCarts } from '../../db/demo/carts.ts'
import { type Inventory, shortfalls } from '../../db/demo/import.ts'
import { cutTo } from '../../db/demo/storefront.ts'

const skus = Array.from({ length: 30 }, (_, n) => ({
  code: `sku-${n}`,
  title: `SKU ${n}`,
  price: 100 + n,
  product: 'product',
}))
const carts = drawCarts(7, 600, skus)

it('draws the same carts from the same seed and others from another', () => {
  expect(drawCarts(7, 600, skus)).toEqual(carts)
  expect(drawCarts(8, 600, skus)).not.toEqual(carts)
})

it('fills carts with 1 to 4 different SKUs, 1 to 3 units each, at their price', () => {
  const sizes = new Set(carts.map(({ lines }) => lines.length))
  const lines = carts.flatMap((cart) => cart.lines)

  expect([...sizes].sort()).toEqual([1, 2, 3, 4])
  expect([...new Set(lines.map(({ quantity }) => quantity))].sort()).toEqual([1, 2, 3])
  for (const cart of carts) {
    expect(new Set(cart.lines.map(({ sku }) => sku)).size).toBe(cart.lines.length)
  }
  for (const { sku, unit_price } of lines) {
    expect(unit_price).toBe(skus.find(({ code }) => code === sku)?.price)
  }
})

it('has shoppers of every kind, most of whom buy', () => {
  const counts = new Map<string, number>()
  for (const { intent } of carts) counts.set(intent, (counts.get(intent) ?? 0) + 1)

  expect([...counts.keys()].sort()).toEqual([
    'let_expire',
    'order',
    'order_without_reservation',
    'release',
  ])
  expect(counts.get('order')).toBeGreaterThan(300)
  for (const { intent, ttl_seconds } of carts) {
    if (intent === 'let_expire') expect([2, 3, 4, 5]).toContain(ttl_seconds)
    else expect(ttl_seconds).toBe(90)
  }
})

it('makes some SKUs far more popular than others', () => {
  const wanted = new Map<string, number>()
  for (const { sku } of carts.flatMap(({ lines }) => lines)) {
    wanted.set(sku, (wanted.get(sku) ?? 0) + 1)
  }
  const counts = [...wanted.values()]

  expect(counts).toHaveLength(30)
  expect(Math.max(...counts)).toBeGreaterThan(3 * Math.min(...counts))
})

it('sells nothing that has no price', () => {
  const mixed = [...skus, { code: 'free', title: 'Free', product: 'product' }]
  const sold = drawCarts(1, 500, mixed).flatMap(({ lines }) => lines.map(({ sku }) => sku))
  expect(sold).not.toContain('free')
})

it('draws evenly from 0 up to 1', () => {
  const random = createRandom(1)
  const drawn = Array.from({ length: 10_000 }, random.next)

  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...drawn)).toBeLessThan(1)
  expect(drawn.reduce((sum, value) => sum + value, 0) / drawn.length).toBeCloseTo(0.5, 1)
})

it('cuts a cart to what there is and drops what is gone or unknown', () => {
  const line = (sku: string, quantity: number) => ({ sku, quantity, title: sku, unit_price: 1 })
  const left = new Map([
    ['enough', 9],
    ['few', 1],
    ['gone', 0],
  ])

  expect(cutTo([line('enough', 2), line('few', 3), line('gone', 1), line('new', 1)], left)).toEqual(
    [line('enough', 2), line('few', 1)],
  )
})

it('receives what is missing on each shelf, also when one is short', () => {
  const shelf = (location_id: string, available: number) => ({ location_id, available })
  const before = { sku: 'A', levels: [shelf('full', 5), shelf('low', 2), shelf('short', -3)] }
  const stock = ['full', 'low', 'short', 'new'].map((location_id) => ({
    sku: 'A',
    location_id,
    quantity: 5,
  }))

  expect(shortfalls(stock, [before as unknown as Inventory])).toEqual([
    { sku: 'A', location_id: 'low', quantity: 3 },
    { sku: 'A', location_id: 'short', quantity: 5 },
    { sku: 'A', location_id: 'new', quantity: 5 },
  ])
})
