import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PricedLine, priceOrder } from '../../../api/domain/orders/price-order'

const line = (quantity: number, unit_price: number, change: Partial<PricedLine> = {}) => ({
  quantity,
  unit_price,
  discount: 0,
  tax: 0,
  ...change,
})
const unshipped = { amount: 0, tax: 0 }

it('prices an order whose discount is split over its lines', () => {
  const lines = [line(3, 1999, { tax: 448 }), line(1, 4500, { tax: 336 })]

  expect(priceOrder(lines, 1000, { amount: 795, tax: 0 })).toEqual({
    ok: true,
    value: {
      lines: [
        { subtotal: 5997, discount: 571, tax: 448, total: 5426 + 448 },
        { subtotal: 4500, discount: 429, tax: 336, total: 4071 + 336 },
      ],
      subtotal: 10497,
      discount: 1000,
      tax: 784,
      total: 11076,
    },
  })
})

it.each([
  ['by what lines cost', [line(1, 600), line(1, 400)], 100, [60, 40]],
  [
    'by what they cost after their own',
    [line(1, 600, { discount: 300 }), line(1, 600)],
    90,
    [330, 60],
  ],
  ['of nothing over nothing', [line(2, 0), line(1, 50)], 10, [0, 10]],
  ['as large as the order', [line(2, 100), line(1, 50)], 250, [200, 50]],
])('splits a discount %s', (_, lines, order_discount, discounts) => {
  const priced = priceOrder(lines, order_discount, unshipped)

  expect(priced.ok && priced.value.lines.map(({ discount }) => discount)).toEqual(discounts)
})

it('charges shipping and its tax', () => {
  const priced = priceOrder([line(5, 550, { discount: 275 })], 0, { amount: 50, tax: 4 })

  const amounts = { subtotal: 2750, discount: 275, tax: 4, total: 2529 }
  expect(priced).toMatchObject({ ok: true, value: amounts })
})

describe('refuses', () => {
  const most = Number.MAX_SAFE_INTEGER
  const too_large = { code: 'amount_too_large' }
  const discount_too_large = (position: number | null) => ({ code: 'discount_too_large', position })

  it.each([
    [
      'a line discount beyond its line',
      [line(1, 10), line(2, 10, { discount: 21 })],
      0,
      0,
      discount_too_large(1),
    ],
    [
      'an order discount beyond its lines',
      [line(1, 10, { discount: 1 })],
      10,
      0,
      discount_too_large(null),
    ],
    ['a line too large for a number', [line(2, most)], 0, 0, too_large],
    [
      'a line that is, though its discount is as large',
      [line(2, most, { discount: 2 * most })],
      0,
      0,
      too_large,
    ],
    ['lines that together are', [line(1, most), line(1, 1)], 0, 0, too_large],
    [
      'taxes that together are',
      [line(1, 0, { tax: most }), line(1, 0, { tax: 1 })],
      0,
      0,
      too_large,
    ],
    ['a total that is', [line(1, most)], 0, 1, too_large],
    ['the largest of all', [line(most, most)], 0, 0, too_large],
  ])('%s', (_, lines, order_discount, amount, error) => {
    expect(priceOrder(lines, order_discount, { amount, tax: 0 })).toEqual({ ok: false, error })
  })
})

it('prices up to the largest number', () => {
  const most = Number.MAX_SAFE_INTEGER

  expect(priceOrder([line(1, most - 1)], 0, { amount: 1, tax: 0 })).toMatchObject({
    value: { subtotal: most - 1, total: most },
  })
})

const priced_line = fc
  .record({
    quantity: fc.integer({ min: 1, max: 20 }),
    unit_price: fc.nat(5_000),
    tax: fc.nat(999),
  })
  .chain((each) =>
    fc.nat(each.quantity * each.unit_price).map((discount): PricedLine => ({ ...each, discount })),
  )
const order = fc.array(priced_line, { minLength: 1, maxLength: 10, size: 'max' }).chain((lines) => {
  const net = lines.reduce(
    (sum, { quantity, unit_price, discount }) => sum + quantity * unit_price - discount,
    0,
  )
  return fc.record({
    lines: fc.constant(lines),
    order_discount: fc.nat(net),
    shipping: fc.record({ amount: fc.nat(999), tax: fc.nat(99) }),
  })
})

it('adds up: lines to the order, and no line costs less than its tax', () => {
  fc.assert(
    fc.property(order, ({ lines, order_discount, shipping }) => {
      const priced = priceOrder(lines, order_discount, shipping)
      if (!priced.ok) throw new Error(priced.error.code)

      const { value } = priced
      const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0)
      const own = sum(lines.map(({ discount }) => discount))
      expect(sum(value.lines.map(({ discount }) => discount))).toBe(own + order_discount)
      expect(value.discount).toBe(own + order_discount)
      expect(sum(value.lines.map(({ subtotal }) => subtotal))).toBe(value.subtotal)
      expect(sum(value.lines.map(({ tax }) => tax)) + shipping.tax).toBe(value.tax)
      expect(sum(value.lines.map(({ total }) => total)) + shipping.amount + shipping.tax).toBe(
        value.total,
      )
      const { subtotal, discount, tax, total } = value
      expect(total).toBe(subtotal - discount + tax + shipping.amount)
      for (const [index, { quantity, unit_price, discount, tax }] of lines.entries()) {
        const amounts = value.lines[index]
        expect(amounts?.subtotal).toBe(quantity * unit_price)
        expect(amounts?.discount).toBeGreaterThanOrEqual(discount)
        expect(amounts?.total).toBeGreaterThanOrEqual(tax)
      }
    }),
  )
})
