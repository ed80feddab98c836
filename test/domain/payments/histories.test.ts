import fc from 'fast-check'
import { expect, it } from 'vitest'
import { replaceById } from '../../../api/domain/orders/aggregate'
import { cancelLines, cancelOrder } from '../../../api/domain/orders/cancel-order'
import { payable } from '../../../api/domain/orders/derive'
import { addPayment } from '../../../api/domain/payments/add-payment'
import { capturePayment } from '../../../api/domain/payments/capture-payment'
import { endMoney } from '../../../api/domain/payments/end-money'
import { requestVoid } from '../../../api/domain/payments/operate'
import { refundOrder, retryRefund } from '../../../api/domain/refunds/refund-order'
import { returnOverpaid } from '../../../api/domain/refunds/return-overpaid'
import { tenderKinds } from '../../../api/domain/refunds/split-tenders'
import { orderOf } from '../orders/support/aggregate'
import { type Fate, World } from './support/world'

const why = { reason: 'test', note: null }
const fates = fc.array(
  fc.constantFrom<Fate>('answered', 'lost before', 'lost after', 'answered twice'),
  { minLength: 1, maxLength: 4 },
)
const amount = fc.integer({ min: 1, max: 6_000 })
const some = fc.nat(9)

const step = fc.oneof(
  fc.record({ type: fc.constant('pay' as const), amount, capture: fc.boolean() }),
  fc.record({ type: fc.constant('capture' as const), payment: some, amount }),
  fc.record({ type: fc.constant('void' as const), payment: some }),
  fc.record({ type: fc.constant('goodwill' as const), amount }),
  fc.record({ type: fc.constant('refund' as const), line: some, quantity: some, shipping: some }),
  fc.record({ type: fc.constant('cancel units' as const), line: some, quantity: some }),
  fc.record({ type: fc.constant('retry' as const), refund: some }),
  fc.record({ type: fc.constant('send' as const), fates }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const anyRefundOrder = fc.constantFrom('proportional' as const, tenderKinds)
const line = fc.record({
  quantity: fc.integer({ min: 1, max: 4 }),
  unit_price: fc.integer({ min: 0, max: 2_500 }),
  tax: fc.nat(300),
})
const lines = fc.array(line, { minLength: 1, maxLength: 3 })

type RefundOrder = 'proportional' | typeof tenderKinds

function take(world: World, each: Step, refund_order: RefundOrder): void {
  const { payments, lines: own, refunds } = world.aggregate
  switch (each.type) {
    case 'pay': {
      const wanted = { gateway: 'test', token: null, reference: null } as const
      world.decide((aggregate, at) =>
        addPayment(aggregate, { ...wanted, amount: each.amount, capture: each.capture }, at),
      )
      return
    }
    case 'capture': {
      const payment_id = payments[each.payment % Math.max(1, payments.length)]?.id ?? ''
      world.decide((aggregate, at) =>
        capturePayment(aggregate, { payment_id, amount: each.amount }, at),
      )
      return
    }
    case 'void': {
      const payment = payments[each.payment % Math.max(1, payments.length)]
      if (!payment) return
      world.decide((aggregate, at) => {
        const voided = replaceById(aggregate.payments, requestVoid(payment, false, at))
        return {
          ok: true,
          value: { aggregate: { ...aggregate, payments: voided }, events: [], tasks: [] },
        }
      })
      return
    }
    case 'goodwill':
    case 'refund': {
      const line_id = own[each.type === 'refund' ? each.line % own.length : 0]?.id ?? ''
      const wish =
        each.type === 'goodwill'
          ? { lines: [], shipping: 0, amount: each.amount }
          : {
              lines: each.quantity > 0 ? [{ line_id, quantity: each.quantity }] : [],
              shipping: each.shipping * 20,
              amount: 0,
            }
      const more = { reason: 'test', destination: 'original', restock: [] } as const
      world.decide((aggregate, at) =>
        refundOrder(aggregate, { ...wish, ...more }, refund_order, at),
      )
      return
    }
    case 'cancel units': {
      const target = own[each.line % own.length]
      if (!target || each.quantity === 0) return
      world.decide((aggregate, at) => {
        const units = [{ line_id: target.id, quantity: each.quantity }]
        const canceled = cancelLines(aggregate, units, why, at)
        if (!canceled.ok || canceled.value.aggregate.order.status === 'canceled')
          return { ok: false }
        const after = canceled.value.aggregate
        return { ok: true, value: returnOverpaid(aggregate, after, 'test', refund_order, at) }
      })
      return
    }
    case 'retry': {
      const refund_id = refunds[each.refund % Math.max(1, refunds.length)]?.id ?? ''
      world.decide((aggregate, at) => retryRefund(aggregate, refund_id, undefined, at))
      return
    }
    case 'send':
      world.send(each.fates)
  }
}

/** What holds at every moment, counted by what the gateways did. */
function checkBooks(world: World): void {
  const { captured, refunded } = world.tally()
  const { payments, refunds } = world.aggregate
  expect(refunded).toBeLessThanOrEqual(captured)
  for (const payment of payments) {
    expect(payment.refunded).toBeLessThanOrEqual(payment.captured)
    expect(payment.captured).toBeLessThanOrEqual(payment.amount)
  }
  const booked = refunds.reduce((all, refund) => all + refund.amount, 0)
  expect(booked).toBeLessThanOrEqual(payments.reduce((all, { amount: most }) => all + most, 0))
}

it('balances the books after any history, whatever was lost on the way', () => {
  fc.assert(
    fc.property(
      lines,
      fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }),
      anyRefundOrder,
      (specs, steps, refund_order) => {
        const shipping = { shipping_amount: 180, shipping_tax: 20 }
        const order = orderOf(specs)
        const total = order.order.total + 200
        const tax = order.order.tax + 20
        const world = new World({ ...order, order: { ...order.order, ...shipping, total, tax } })
        for (const each of steps) {
          take(world, each, refund_order)
          checkBooks(world)
        }
        world.settle()

        const { captured, refunded } = world.tally()
        const { payments, refunds } = world.aggregate
        const sum = (of: (payment: (typeof payments)[number]) => number) =>
          payments.reduce((all, payment) => all + of(payment), 0)
        expect(sum((payment) => payment.captured)).toBe(captured)
        expect(sum((payment) => payment.refunded)).toBe(refunded)
        const succeeded = refunds.filter(({ status }) => status === 'succeeded')
        expect(succeeded.reduce((all, refund) => all + refund.amount, 0)).toBe(refunded)
        for (const refund of succeeded) {
          const tenders = refund.tenders.reduce((all, tender) => all + tender.amount, 0)
          expect(tenders).toBe(refund.amount)
        }
        expect(captured).toBeLessThanOrEqual(total)
        expect(payable(world.aggregate)).toBeGreaterThanOrEqual(0)
      },
    ),
    { numRuns: 400 },
  )
})

it('gives everything back that was captured when an order is canceled at the end', () => {
  fc.assert(
    fc.property(
      lines,
      fc.array(step, { minLength: 3, maxLength: 25, size: 'max' }),
      anyRefundOrder,
      (specs, steps, refund_order) => {
        const world = new World(orderOf(specs))
        for (const each of steps) take(world, each, refund_order)
        world.settle()
        const canceled = world.decide((aggregate, at) => {
          const ended = cancelOrder(aggregate, why, at)
          return ended.ok ? endMoney(ended.value.aggregate, 'test', refund_order, at) : ended
        })
        world.settle()

        expect(canceled).toBeDefined()
        const { captured, refunded } = world.tally()
        expect(refunded).toBe(captured)
        for (const payment of world.aggregate.payments) {
          expect(payment.authorized).toBe(payment.captured)
        }
      },
    ),
    { numRuns: 300 },
  )
})
