// What becomes of orders is drawn from a seed, and has some of everything.
import { expect, it } from 'vitest'
import { chooseInstead, drawPlan, WISHES } from '../../db/demo/after-sale/draw.ts'
import { createRandom } from '../../db/demo/carts.ts'

const draw = (seed: number) => {
  const random = createRandom(seed)
  return Array.from({ length: 400 }, () => drawPlan(random))
}
const plans = draw(7)

it('draws the same from the same seed and something else from another', () => {
  expect(draw(7)).toEqual(plans)
  expect(draw(8)).not.toEqual(plans)
})

it('pays, sends and refunds in every way, mostly in the usual one', () => {
  const share = (isSo: (plan: (typeof plans)[number]) => boolean) => plans.filter(isSo).length / 400

  expect(share(({ paying }) => paying === 'on_dispatch')).toBeCloseTo(0.7, 1)
  expect(share(({ paying }) => paying === 'at_once')).toBeCloseTo(0.23, 1)
  expect(share(({ paying }) => paying === 'second_card')).toBeGreaterThan(0)
  expect(share(({ arrives }) => arrives === 'delivered')).toBeCloseTo(0.8, 1)
  expect(share(({ arrives }) => arrives === 'out_for_delivery')).toBeGreaterThan(0)
  expect(share(({ arrives }) => arrives === 'in_transit')).toBeGreaterThan(0)
  expect(share(({ cancels }) => cancels)).toBeCloseTo(0.05, 1)
  expect(share(({ refund }) => refund === 'goodwill')).toBeGreaterThan(0)
  expect(share(({ refund }) => refund === 'undeliverable')).toBeGreaterThan(0)
})

it('wants a refund, credit, an exchange each way and a claim', () => {
  const kinds = WISHES.map((wish) => (wish.type === 'claim' ? 'claim' : wish.resolution))

  expect(new Set(kinds)).toEqual(new Set(['refund', 'store_credit', 'exchange', 'claim']))
  for (const wish of WISHES) {
    if (wish.type === 'claim') continue
    expect(wish.instead !== undefined).toBe(wish.resolution === 'exchange')
  }
})

const choices = [
  { sku: 'dear', unit_price: 900 },
  { sku: 'near', unit_price: 520 },
  { sku: 'same', unit_price: 500 },
  { sku: 'cheap', unit_price: 100 },
]

it.each<[string, number, 'dearer' | 'cheaper', string | undefined]>([
  ['the nearest that costs more', 500, 'dearer', 'near'],
  ['the nearest that costs less', 500, 'cheaper', 'cheap'],
  ['what is nearest where nothing costs more', 1_000, 'dearer', 'dear'],
])('chooses %s', (_, price, side, expected) => {
  expect(chooseInstead(choices, price, side)?.sku).toBe(expected)
})

it('chooses nothing where there is nothing', () => {
  expect(chooseInstead([], 500, 'dearer')).toBeUndefined()
})
