import fc from 'fast-check'
import { expect, it } from 'vitest'
import { approveClaim, openClaim } from '../../../api/domain/claims/decide-claim'
import type { Aggregate } from '../../../api/domain/orders/aggregate'
import { refundOrder } from '../../../api/domain/refunds/refund-order'
import { defaultRefundOrder } from '../../../api/domain/refunds/split-tenders'
import { withReturn } from '../../../api/domain/returns/approve-return'
import {
  cancel,
  complete,
  decline,
  expire,
  markInTransit,
} from '../../../api/domain/returns/move-return'
import { type Resolution, refundTriggers } from '../../../api/domain/returns/policy'
import { receiveReturn } from '../../../api/domain/returns/receive-return'
import { dispositions, type Return } from '../../../api/domain/returns/return'
import type { Result } from '../../../api/domain/shared/result'
import { at, deliver, delivered, deskUnder, pay, settled, wishFor } from './support/desk'

/** What is done to an order, in whatever order; what the rules refuse changes nothing. */
type Step =
  | {
      type: 'open'
      line: number
      quantity: number
      resolution: Resolution
      reason: string
      price: number
    }
  | {
      type: 'receive'
      which: number
      line: number
      quantity: number
      disposition: (typeof dispositions)[number]
    }
  | { type: 'approve' | 'decline' | 'cancel' | 'scan' | 'complete' | 'expire'; which: number }
  | { type: 'refund' | 'claim'; line: number; quantity: number }
  | { type: 'pay' | 'send' }

const line = fc.integer({ min: 0, max: 1 })
const quantity = fc.integer({ min: 1, max: 3 })
const which = fc.nat(1)
const opening = fc.record({
  type: fc.constant('open' as const),
  line,
  quantity,
  resolution: fc.constantFrom('refund' as const, 'store_credit' as const, 'exchange' as const),
  reason: fc.constantFrom('too_small', 'damaged'),
  price: fc.integer({ min: 0, max: 4_000 }),
})
const arrival = fc.record({
  type: fc.constant('receive' as const),
  which,
  line,
  quantity,
  disposition: fc.constantFrom(...dispositions),
})
const moves = ['decline', 'cancel', 'scan', 'complete', 'complete', 'expire'] as const
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: opening },
  { weight: 8, arbitrary: arrival },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('approve' as const), which }) },
  { weight: 7, arbitrary: fc.record({ type: fc.constantFrom(...moves), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('refund' as const, 'claim' as const),
      line,
      quantity,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('pay' as const, 'send' as const) }) },
)

const policies = fc.record({
  refund_trigger: fc.constantFrom(...refundTriggers),
  restocking_fee_bps: fc.constantFrom(0, 1_250, 10_000),
  return_shipping: fc.constantFrom(
    { payer: 'merchant' as const },
    { payer: 'flat' as const, amount: 700 },
  ),
  keep_below: fc.constantFrom(null, 2_000),
  exchange: fc.record({
    ship: fc.constantFrom('cross_ship' as const, 'on_receipt' as const),
    never_arrives: fc.constantFrom('charge' as const, 'cancel' as const),
  }),
})

/** Units that stock tasks put back on shelves, counted from outside. */
const restocked = new WeakMap<Aggregate, number>()

function run(aggregate: Aggregate, each: Step, desk: ReturnType<typeof deskUnder>): Aggregate {
  const when = at(1)
  const ret = 'which' in each ? aggregate.returns[each.which] : undefined
  const keep = (
    decided: Result<{ aggregate: Aggregate; tasks: readonly { task: object }[] }, unknown>,
  ) => {
    if (!decided.ok) return aggregate
    const next = settled(decided.value.aggregate, when)
    const more = decided.value.tasks
      .map(({ task }) => task as { type: string; account?: string; units: { quantity: number }[] })
      .filter(({ type, account }) => type === 'return' && account === 'available')
      .flatMap(({ units }) => units)
      .reduce((all, unit) => all + unit.quantity, 0)
    restocked.set(next, (restocked.get(aggregate) ?? 0) + more)
    return next
  }
  switch (each.type) {
    case 'open': {
      const exchange_lines = [{ sku: 'NEW', quantity: 1, unit_price: each.price, tax: 0 }]
      const change = {
        resolution: each.resolution,
        ...(each.resolution === 'exchange' && { exchange_lines }),
      }
      const drafted = desk.open(
        aggregate,
        wishFor([[each.line, each.quantity, each.reason]], change),
        when,
      )
      if (!drafted.ok) return aggregate
      return keep({
        ok: true,
        value: withReturn({ aggregate, events: [], tasks: [] }, drafted.value, []),
      })
    }
    case 'claim': {
      const wish = {
        type: 'damaged',
        lines: [{ line_id: `lin_${each.line}`, quantity: each.quantity }],
        description: 'x',
      } as const
      const opened = openClaim(aggregate, wish, desk.terms, when)
      if (!opened.ok) return aggregate
      const units = { attempt_id: 'att_x' as const, shares: [] }
      const context = { refund_order: defaultRefundOrder, units, catalog: new Map() }
      return keep(approveClaim(opened.value.aggregate, opened.value.claim, 'refund', context, when))
    }
    case 'refund': {
      const lines = [{ line_id: `lin_${each.line}`, quantity: each.quantity }]
      const wish = { lines, shipping: 0, amount: 0, reason: 'by hand', restock: [] }
      return keep(
        refundOrder(aggregate, { ...wish, destination: 'original' }, defaultRefundOrder, when),
      )
    }
    case 'pay':
      return untold(aggregate, () => pay(aggregate, when))
    case 'send':
      return untold(aggregate, () => deliver(aggregate, 1))
    default:
      return ret ? keep(move(aggregate, ret, each, desk)) : aggregate
  }
}

const untold = (aggregate: Aggregate, change: () => Aggregate) => {
  try {
    const next = change()
    restocked.set(next, restocked.get(aggregate) ?? 0)
    return next
  } catch {
    return aggregate
  }
}

function move(
  aggregate: Aggregate,
  ret: Return,
  each: Extract<Step, { which: number }>,
  desk: ReturnType<typeof deskUnder>,
) {
  const when = at(1)
  const order = defaultRefundOrder
  switch (each.type) {
    case 'receive': {
      const units = [
        {
          line_id: `lin_${each.line}` as const,
          quantity: each.quantity,
          disposition: each.disposition,
        },
      ]
      return receiveReturn(aggregate, ret, { location_id: 'berlin', units }, order, when)
    }
    case 'approve':
      return desk.accept(aggregate, ret, when)
    case 'decline':
      return decline(aggregate, ret, 'no', when)
    case 'cancel':
      return cancel(aggregate, ret, defaultRefundOrder, when)
    case 'scan':
      return markInTransit(aggregate, ret, { parcel_id: null, tracking: null }, order, when)
    case 'complete':
      return complete(aggregate, ret, order, when)
    case 'expire':
      return expire(aggregate, ret, defaultRefundOrder, when)
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

/** Counted from the raw rows, never by the functions under test. */
function check(aggregate: Aggregate) {
  const { returns, lines, payments, refunds, fulfillments } = aggregate
  const rows = returns.flatMap((ret) => ret.lines)
  const came = sum(
    rows.map(({ counts }) => counts.restock + counts.damaged + counts.quality_control),
  )
  const shelved = sum(rows.map(({ counts }) => counts.restock))
  expect(restocked.get(aggregate) ?? 0).toBe(shelved)
  expect(shelved).toBeLessThanOrEqual(came)
  for (const row of rows) {
    expect(sum(Object.values(row.counts))).toBeLessThanOrEqual(row.quantity)
    expect(row.settled.quantity).toBeLessThanOrEqual(row.quantity)
  }
  for (const { id, quantity, quantity_returned, quantity_refunded, total } of lines) {
    const own = (ret: Return) => ret.lines.filter((row) => row.line_id === id)
    // A closed return authorizes no more than what came of it: the rest is the customer's to return.
    const authorized = sum(
      returns.flatMap((ret) => {
        if (['declined', 'canceled'].includes(ret.status)) return []
        const closed = ['completed', 'expired'].includes(ret.status)
        return own(ret).map(({ quantity: units, counts, settled: paid }) => {
          const arrived = counts.restock + counts.damaged + counts.quality_control
          return closed ? Math.max(arrived, paid.quantity) : units
        })
      }),
    )
    const shipped = sum(
      fulfillments
        .filter(({ status }) => status === 'delivered')
        .flatMap((each) => each.lines.filter(({ line_id }) => line_id === id))
        .map((each) => each.quantity),
    )
    expect(quantity_returned).toBeLessThanOrEqual(authorized)
    expect(authorized).toBeLessThanOrEqual(shipped)
    expect(quantity_refunded).toBeLessThanOrEqual(quantity)
    const given = refunds.flatMap((refund) => refund.lines.filter(({ line_id }) => line_id === id))
    expect(sum(given.map(({ quantity: units }) => units))).toBeLessThanOrEqual(quantity)
    expect(sum(given.map(({ amount }) => amount))).toBeLessThanOrEqual(total)
  }
  const refunded = sum(payments.map((payment) => payment.refunded))
  expect(refunded).toBeLessThanOrEqual(sum(payments.map(({ captured }) => captured)))
  expect(sum(refunds.map(({ amount }) => amount))).toBe(refunded)
}

const done = new Map<string, number>()

it('keeps restocked ≤ received ≤ authorized ≤ shipped, and refunded ≤ captured', () => {
  fc.assert(
    fc.property(policies, fc.array(step, { maxLength: 40, size: 'max' }), (policy, script) => {
      const desk = deskUnder(policy)
      const specs = [
        { quantity: 7, unit_price: 1_999, discount: 571, tax: 448 },
        { quantity: 4, unit_price: 1_000, tax: 1 },
      ]
      let aggregate = delivered(specs)
      for (const each of script) {
        const before = aggregate
        aggregate = run(aggregate, each, desk)
        if (aggregate !== before) done.set(each.type, (done.get(each.type) ?? 0) + 1)
        check(aggregate)
      }
    }),
    { numRuns: 200 },
  )
  // A history in which nothing is ever received proves nothing.
  for (const type of ['receive', 'complete', 'expire', 'claim', 'refund', 'cancel', 'pay']) {
    expect([type, (done.get(type) ?? 0) > 0]).toEqual([type, true])
  }
})
