import type { Aggregate, At, Change } from '../orders/aggregate'
import { paidAmounts, payable } from '../orders/derive'
import { type RefundWish, recordRefund } from './refund-order'
import { refundableOrder, tendersOf } from './refundable'
import { slice } from './slices'
import { type RefundOrder, splitOverTenders } from './split-tenders'

/**
 * What was paid beyond what an order still costs goes back, after a cancellation of units or an
 * edit: first as the units that went, the rest as a difference in price. Nothing goes back twice,
 * and never more than is there.
 *
 * @param before the order as it was
 * @param after the order as it is to be; slices of units that went are taken already
 */
export function returnOverpaid(
  before: Aggregate,
  after: Aggregate,
  reason: string,
  refund_order: RefundOrder,
  at: At,
): Change {
  const { captured, refunded } = refundableOrder(after)
  const lines = unitsGone(before, after)
  const worth = lines.reduce((all, line) => all + line.amount, 0)
  const known = withRefundsOf(after, canceledIn(after) - canceledIn(before) - worth, at)
  const overpaid = overpaidFor(known)
  const amount = Math.min(overpaid, captured - refunded)
  if (amount === 0) return { aggregate: known, events: [], tasks: [] }
  const wish: RefundWish = {
    ...{ lines: [], shipping: 0, amount: 0, reason },
    ...{ destination: 'original', restock: [] },
  }
  const quote = {
    ...{ lines, shipping: { net: 0, tax: 0, amount: 0 }, goodwill: Math.max(0, amount - worth) },
    ...{ already_given: Math.max(0, worth - amount), amount },
    refundable_after: captured - refunded - amount,
    tenders: splitOverTenders(amount, tendersOf(after.payments), refund_order),
  }
  const { aggregate, refund, events } = recordRefund(known, wish, quote, at)
  const refunds = aggregate.refunds.map((each) =>
    each.id === refund.id ? { ...each, overpayment: amount } : each,
  )
  return { aggregate: { ...aggregate, lines: after.lines, refunds }, events, tasks: [] }
}

const canceledIn = ({ lines }: Aggregate) =>
  lines.reduce((all, { amount_canceled }) => all + amount_canceled, 0)

const overpaidFor = (aggregate: Aggregate) =>
  Math.max(0, paidAmounts(aggregate).kept - payable(aggregate))

/** What had been refunded for units before they were canceled was paid beyond the price, too. */
function withRefundsOf(aggregate: Aggregate, amount: number, { now }: At): Aggregate {
  let left = Math.min(amount, overpaidFor(aggregate))
  if (left <= 0) return aggregate
  const newest_first = aggregate.refunds.toReversed().map((refund) => {
    const taken = Math.min(left, refund.amount - refund.overpayment)
    left -= taken
    if (taken === 0) return refund
    const overpayment = refund.overpayment + taken
    return { ...refund, overpayment, version: refund.version + 1, updated_at: now }
  })
  return { ...aggregate, refunds: newest_first.toReversed() }
}

/** Units whose slices were taken, with what they cost. */
function unitsGone(before: Aggregate, after: Aggregate) {
  return after.lines.flatMap(({ id, quantity, subtotal, discount, tax, ...line }) => {
    const from = before.lines.find((each) => each.id === id)?.quantity_refunded ?? 0
    const to = line.quantity_refunded
    if (to <= from) return []
    const net = slice(subtotal - discount, quantity, from, to)
    const taxed = slice(tax, quantity, from, to)
    return [{ line_id: id, quantity: to - from, net, tax: taxed, amount: net + taxed }]
  })
}
