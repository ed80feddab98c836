import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Aggregate } from '../../../api/domain/orders/aggregate'
import { moveFulfillmentStatus, moveOrder, movePayment } from '../../../api/domain/orders/status'
import { refundable } from '../../../api/domain/payments/payment'
import { checkShelves, checkStates, checkUnits, over } from '../fulfillments/support/checks'
import { beginLife, type Life } from '../fulfillments/support/life'
import { beginning, type Luck, luck, often, steps } from '../fulfillments/support/steps'
import { Gateways } from '../payments/support/world'
import {
  type GatewayFate,
  giveBackTheRest,
  isOpen,
  moneySteps,
  send,
  settleAll,
} from './support/money-steps'
import { checkFold, statusesOf } from './support/order-fold'

/** As the work asks for money that is there, money comes often. */
const weights: Record<string, number> = {
  ...often,
  ...{ pay: 6, capture: 5, send: 12, goodwill: 2, refund_units: 4, edit_units: 2, edit_price: 2 },
  ...{ send_again: 2, cancel_order: 1, cancel_units: 2 },
}
const all = [...new Set([...Object.keys(steps), ...Object.keys(moneySteps)])]
const names = all.flatMap((name) => Array(weights[name] ?? 1).fill(name) as string[])
const script = fc.array(fc.tuple(fc.constantFrom(...names), luck), { maxLength: 40, size: 'max' })

/** Money steps speak for those of the same name that know nothing of money. */
function take(life: Life, gateways: Gateways, name: string, chance: Luck): void {
  const live = life.read().fulfillments.filter(({ status }) => !over.includes(status))
  const work = live[chance.which % Math.max(1, live.length)]
  const money = moneySteps[name]
  if (money) money(life, chance, gateways, work?.id)
  else if (work) steps[name]?.(life, chance, work)
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

/** Counted by what gateways did. No more goes back than came, of a payment or of all. */
function checkBooks({ payments, refunds, order }: Aggregate, gateways: Gateways) {
  const tally = gateways.tally()
  expect(tally.refunded).toBeLessThanOrEqual(tally.captured)
  for (const payment of payments) {
    expect(payment.refunded).toBeLessThanOrEqual(payment.captured)
    expect(payment.captured).toBeLessThanOrEqual(payment.amount)
  }
  for (const { amount, tenders } of refunds) {
    expect(sum(tenders.map((tender) => tender.amount))).toBe(amount)
  }
  const on_their_way = refunds.flatMap(({ tenders }) =>
    tenders.flatMap(({ status, amount }) => (status === 'failed' ? [] : [amount])),
  )
  expect(sum(on_their_way)).toBeLessThanOrEqual(sum(payments.map(({ captured }) => captured)))
  expect(order.amount_captured).toBe(sum(payments.map(({ captured }) => captured)))
  expect(order.amount_refunded).toBe(sum(payments.map(({ refunded }) => refunded)))
}

/** Nobody has paid more than it costs, or all of it is on its way back; and no more than that is. */
function checkPrice(before: Aggregate, { order, payments, refunds }: Aggregate) {
  if (order.status === 'canceled') return
  const captured = sum(payments.map((payment) => payment.captured))
  const given_back = sum(refunds.map(({ overpayment }) => overpayment))
  const left = sum(payments.map(({ operations }) => refundable(operations)))
  if (left > 0) expect(captured - given_back).toBeLessThanOrEqual(order.amount_payable)
  const gave = given_back > sum(before.refunds.map(({ overpayment }) => overpayment))
  if (gave) expect(captured - given_back).toBeGreaterThanOrEqual(order.amount_payable)
}

const in_work_lists = ['open', 'accepted', 'picking', 'packed', 'ready_for_pickup']

/** Nobody works on what nobody has paid for. */
function checkGate({ order, payments, refunds, fulfillments }: Aggregate) {
  const promised = sum(payments.map(({ authorized, captured }) => Math.max(authorized, captured)))
  const given_back = sum(refunds.map(({ overpayment }) => overpayment))
  if (promised - given_back >= order.amount_payable) return
  expect(fulfillments.filter(({ status }) => in_work_lists.includes(status))).toEqual([])
}

/** Each axis moves by its table, however many steps of it one change is. */
function checkAxes(before: Aggregate, after: Aggregate) {
  const axes = [moveOrder, movePayment, moveFulfillmentStatus] as readonly ((
    from: never,
    to: never,
  ) => { ok: boolean })[]
  const [from, to] = [statusesOf(before), statusesOf(after)]
  for (const [axis, move] of axes.entries()) {
    if (from[axis] === to[axis]) continue
    expect([from[axis], to[axis], move(from[axis] as never, to[axis] as never).ok]).toEqual([
      ...[from[axis], to[axis], true],
    ])
  }
}

const priced = fc.record({
  begin: beginning,
  unit_price: fc.constantFrom(0, 1, 333, 1_000, 1_999),
})

it('500 histories: books balance, units are once, events tell it all, nothing leaves unpaid', () => {
  fc.assert(
    fc.property(priced, script, ({ begin, unit_price }, commands) => {
      const life = beginLife({ ...begin, unit_price })
      const first = statusesOf(life.read())
      const gateways = new Gateways()
      for (const [name, chance] of commands) {
        const before = life.read()
        take(life, gateways, name, chance)
        const after = life.read()
        checkUnits(life)
        checkStates(before.fulfillments, after.fulfillments)
        checkBooks(after, gateways)
        checkGate(after)
        checkPrice(before, after)
        checkAxes(before, after)
        checkFold(first, life)
      }
      settleAll(life, gateways)
      checkShelves(life)
      checkBooks(life.read(), gateways)
      checkFold(first, life)
      const { captured, refunded } = gateways.tally()
      const { order } = life.read()
      expect([order.amount_captured, order.amount_refunded]).toEqual([captured, refunded])
      if (order.status !== 'canceled') return
      giveBackTheRest(life, gateways)
      expect(gateways.tally()).toEqual({ captured, refunded: captured })
    }),
    { numRuns: 500 },
  )
}, 120_000)

/** Paid, made cheaper, sent in part, refunded in part, given up: every kind of call, many times. */
function longStory(fate: (call: number) => GatewayFate) {
  const units = { berlin: 9, paris: 9, rome: 9 }
  const stock = { 'SKU-0': units, 'SKU-1': units }
  const begin = { quantities: [3, 3, 2] as const, stock, pickup: false, ship_complete: false }
  const life = beginLife({ ...begin, unit_price: 999 })
  const gateways = new Gateways()
  let calls = 0
  const chance = { which: 4, line: 0, units: 1, place: 'berlin', reason: 'other' } as const
  const story: readonly (readonly [string, Partial<Luck>])[] = [
    ...([
      ['pay_part', { which: 9, line: 0 }],
      ['void', { which: 0 }],
    ] as const),
    ...([
      ['pay_part', { which: 9, line: 1 }],
      ['pay', { line: 0 }],
    ] as const),
    ...([
      ['capture', { which: 2 }],
      ['edit_price', { which: 5 }],
      ['edit_units', { line: 1 }],
    ] as const),
    ...([
      ['ship_part', { which: 0 }],
      ['refund_units', { which: 0 }],
      ['goodwill', {}],
    ] as const),
    ...([
      ['cancel_units', { line: 1 }],
      ['refund_units', { line: 2, which: 1 }],
    ] as const),
  ]
  for (const [name, more] of story) {
    take(life, gateways, name, { ...chance, ...more })
    // Whoever was not answered asks again.
    while (isOpen(life)) calls = send(life, gateways, fate, calls)
  }
  return { life, gateways, calls }
}

it('comes to the same whichever call is lost, before or after it took effect, or answered twice', () => {
  const told = ({ life, gateways }: ReturnType<typeof longStory>) => {
    const { order, payments, refunds, fulfillments } = life.read()
    return {
      order: [order.status, order.payment_status, order.amount_captured, order.amount_refunded],
      payments: payments.map(({ status, captured, refunded }) => [status, captured, refunded]),
      refunds: refunds.map(({ status, amount }) => [status, amount]),
      fulfillments: fulfillments.map(({ status }) => status),
      tally: gateways.tally(),
    }
  }
  const usual = longStory(() => 'answered')
  expect(usual.calls).toBeGreaterThan(10)
  expect(told(usual).tally.refunded).toBeGreaterThan(0)

  for (const fate of ['lost before', 'lost after', 'answered twice'] as const) {
    for (let call = 0; call < usual.calls; call++) {
      const broken = longStory((each) => (each === call ? fate : 'answered'))
      expect([fate, call, told(broken)]).toEqual([fate, call, told(usual)])
    }
  }
})
