import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  planRefund,
  type RefundableLine,
  type RefundableOrder,
  type RefundRequest,
} from '../../../api/domain/refunds/plan-refund'

const request = (change: Partial<RefundRequest>): RefundRequest => ({
  ...{ lines: [], shipping: 0, amount: 0, ...change },
})
const units = (line_id: string, quantity: number) => ({ line_id, quantity })

/** The order as it is after the refund: what a caller records. */
function after(order: RefundableOrder, wish: RefundRequest) {
  const planned = planRefund(order, wish)
  if (!planned.ok) return { order, refused: planned.error }
  const { lines, shipping, amount } = planned.value
  const taken = (line: RefundableLine) =>
    lines.find(({ line_id }) => line_id === line.id)?.quantity ?? 0
  return {
    plan: planned.value,
    order: {
      ...order,
      lines: order.lines.map((line) => ({
        ...line,
        quantity_refunded: line.quantity_refunded + taken(line),
      })),
      shipping: { ...order.shipping, refunded: order.shipping.refunded + shipping.amount },
      refunded: order.refunded + amount,
    },
  }
}

function refundAll(order: RefundableOrder, wishes: readonly RefundRequest[]) {
  const amounts: (number | string)[] = []
  let current = order
  for (const wish of wishes) {
    const made = after(current, wish)
    amounts.push(made.plan?.amount ?? made.refused?.code ?? '')
    current = made.order
  }
  return amounts
}

/** 3 × 1999 and 1 × 4500, 1000 off, 8.25 % tax, shipping 795. */
const worked: RefundableOrder = {
  lines: [
    { id: 'L1', quantity: 3, net: 5426, tax: 448, quantity_refunded: 0 },
    { id: 'L2', quantity: 1, net: 4071, tax: 336, quantity_refunded: 0 },
  ],
  shipping: { amount: 795, tax: 0, refunded: 0 },
  captured: 11_076,
  refunded: 0,
}
/** 5 × 550 − 275, and 50 shipping. */
const discounted: RefundableOrder = {
  lines: [{ id: 'L1', quantity: 5, net: 2475, tax: 0, quantity_refunded: 0 }],
  shipping: { amount: 50, tax: 0, refunded: 0 },
  captured: 2525,
  refunded: 0,
}
const plain = (id: string, quantity: number, net: number): RefundableLine => ({
  ...{ id, quantity, net, tax: 0, quantity_refunded: 0 },
})
const free = { amount: 0, tax: 0, refunded: 0 }

it.each([
  [
    'unit by unit, then all the rest, then a cent more',
    worked,
    [
      request({ lines: [units('L1', 1)] }),
      request({ lines: [units('L1', 2)] }),
      request({ lines: [units('L2', 1)] }),
      request({ shipping: 795 }),
      request({ amount: 1 }),
    ],
    [1958, 3916, 4407, 795, 'exceeds_refundable'],
  ],
  [
    'everything at once',
    worked,
    [request({ lines: [units('L1', 3), units('L2', 1)], shipping: 'all' })],
    [11_076],
  ],
  ['one cent more than everything', worked, [request({ amount: 11_077 })], ['exceeds_refundable']],
  [
    'a discount over two lines',
    {
      lines: [plain('L1', 1, 540), plain('L2', 1, 360)],
      ...{ shipping: free, captured: 900, refunded: 0 },
    },
    [request({ lines: [units('L1', 1)] }), request({ lines: [units('L2', 1)] })],
    [540, 360],
  ],
  [
    'two units, then three and the shipping',
    discounted,
    [request({ lines: [units('L1', 2)] }), request({ lines: [units('L1', 3)], shipping: 'all' })],
    [990, 1535],
  ],
  [
    'only what was received',
    { lines: [plain('L1', 3, 26_997)], shipping: free, captured: 26_997, refunded: 0 },
    [request({ lines: [units('L1', 2)] })],
    [17_998],
  ],
  [
    'a currency without minor unit',
    { lines: [plain('L1', 1, 9899)], shipping: free, captured: 9899, refunded: 0 },
    [request({ lines: [units('L1', 1)] })],
    [9899],
  ],
  [
    'goodwill first: the last refund takes what is left',
    worked,
    [
      request({ amount: 500 }),
      request({ lines: [units('L1', 3)] }),
      request({ lines: [units('L2', 1)], shipping: 'all' }),
    ],
    [500, 5874, 4702],
  ],
  [
    'a part that was never captured',
    { ...worked, captured: 5_000 },
    [request({ lines: [units('L1', 3), units('L2', 1)], shipping: 'all' })],
    [5_000],
  ],
  [
    'lines of an order that was never paid',
    { ...worked, captured: 0 },
    [request({ lines: [units('L1', 3), units('L2', 1)], shipping: 'all' })],
    ['exceeds_refundable'],
  ],
  [
    'the same line named twice',
    worked,
    [request({ lines: [units('L1', 1), units('L1', 1)] })],
    [3916],
  ],
])('refunds %s', (_, order, wishes, amounts) => {
  expect(refundAll(order, wishes)).toEqual(amounts)
})

it.each([
  [
    'an unknown line',
    request({ lines: [units('L9', 1)] }),
    { code: 'unknown_line', line_id: 'L9' },
  ],
  [
    'more units than are left',
    request({ lines: [units('L1', 4)] }),
    { code: 'exceeds_refundable', line_id: 'L1', quantity_refundable: 3, refundable: 11_076 },
  ],
  [
    'more units than are left, over two entries',
    request({ lines: [units('L1', 2), units('L1', 2)] }),
    { code: 'exceeds_refundable', line_id: 'L1', quantity_refundable: 3 },
  ],
  [
    'more shipping than was paid',
    request({ shipping: 796 }),
    { code: 'exceeds_refundable', shipping_refundable: 795 },
  ],
  [
    'goodwill beside everything',
    request({ lines: [units('L1', 3), units('L2', 1)], shipping: 'all', amount: 1 }),
    { code: 'exceeds_refundable', refundable: 11_076 },
  ],
  ['nothing', request({}), { code: 'nothing_to_refund' }],
])('refuses %s', (_, wish, error) => {
  expect(planRefund(worked, wish)).toMatchObject({ ok: false, error })
})

it('splits the tax of the shipping as it is refunded', () => {
  const order = { ...worked, shipping: { amount: 795, tax: 66, refunded: 0 }, captured: 11_142 }
  const shares = [100, 400, 361].map((shipping, step, all) => {
    const refunded = all.slice(0, step).reduce((sum, each) => sum + each, 0)
    const planned = planRefund(
      { ...order, shipping: { ...order.shipping, refunded } },
      request({ shipping }),
    )
    return planned.ok ? planned.value.shipping : undefined
  })

  expect(shares).toEqual([
    { net: 92, tax: 8, amount: 100 },
    { net: 370, tax: 30, amount: 400 },
    { net: 333, tax: 28, amount: 361 },
  ])
})

const amount = fc.integer({ min: 0, max: 100_000 })
const anyOrder = fc
  .record({
    lines: fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 9 }), net: amount, tax: amount }),
      { minLength: 1, maxLength: 4, size: 'max' },
    ),
    shipping: fc.record({ amount, tax: amount }),
  })
  .map(({ lines, shipping }): RefundableOrder => {
    const total = lines.reduce((all, { net, tax }) => all + net + tax, 0)
    return {
      lines: lines.map((line, index) => ({ ...line, id: `L${index}`, quantity_refunded: 0 })),
      shipping: { ...shipping, refunded: 0 },
      captured: total + shipping.amount + shipping.tax,
      refunded: 0,
    }
  })
const anyStep = fc.record({
  line: fc.nat(3),
  quantity: fc.nat(9),
  shipping: fc.oneof(fc.constant(0), fc.nat(200_000)),
  amount: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(50_000)),
})

/** What was given back, counted from the answers alone. */
it('any sequence of partial refunds, closed by the rest, adds up to what was captured', () => {
  fc.assert(
    fc.property(anyOrder, fc.array(anyStep, { maxLength: 12, size: 'max' }), (start, steps) => {
      let order = start
      let paid_back = 0
      for (const { line, quantity, shipping, amount } of steps) {
        const lines = quantity > 0 ? [units(`L${line % start.lines.length}`, quantity)] : []
        const made = after(order, { lines, shipping, amount })
        paid_back += made.plan?.amount ?? 0
        expect(paid_back).toBeLessThanOrEqual(start.captured)
        order = made.order
      }
      const rest = order.lines
        .filter((line) => line.quantity > line.quantity_refunded)
        .map((line) => units(line.id, line.quantity - line.quantity_refunded))
      const last = after(order, request({ lines: rest, shipping: 'all' }))
      paid_back += last.plan?.amount ?? 0

      const gave_goodwill = steps.some(({ amount }) => amount > 0)
      if (!gave_goodwill || last.plan) expect(paid_back).toBe(start.captured)
      else expect(start.captured - paid_back).toBe(0)
    }),
    { numRuns: 500 },
  )
})

it('gives each line back exactly, net and tax apart, whatever the order of its refunds', () => {
  fc.assert(
    fc.property(
      anyOrder,
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 10, maxLength: 40, size: 'max' }),
      (start, sizes) => {
        let order = start
        const back = new Map<string, { net: number; tax: number }>()
        for (const [step, size] of sizes.entries()) {
          const line = order.lines[step % order.lines.length]
          if (!line) continue
          const quantity = Math.min(size, line.quantity - line.quantity_refunded)
          if (quantity === 0) continue
          const made = after(order, request({ lines: [units(line.id, quantity)] }))
          for (const { net, tax, amount } of made.plan?.lines ?? []) {
            expect(amount).toBe(net + tax)
            const before = back.get(line.id) ?? { net: 0, tax: 0 }
            back.set(line.id, { net: before.net + net, tax: before.tax + tax })
          }
          order = made.order
        }
        for (const { id, quantity, quantity_refunded } of order.lines) {
          const { net, tax } = start.lines.find((line) => line.id === id) ?? { net: -1, tax: -1 }
          if (quantity_refunded === quantity) expect(back.get(id)).toEqual({ net, tax })
        }
      },
    ),
  )
})
