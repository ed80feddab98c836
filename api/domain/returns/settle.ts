import { paidLine, paidRows } from '../claims/claim'
import type { Aggregate, At, Change } from '../orders/aggregate'
import { payable as owedFor, paidAmounts } from '../orders/derive'
import type { OrderLine } from '../orders/order'
import { totalsOf } from '../payments/status'
import { type RefundWish, refundOrder } from '../refunds/refund-order'
import { refundableOrder } from '../refunds/refundable'
import type { RefundRejection } from '../refunds/rejection'
import { slice } from '../refunds/slices'
import type { RefundOrder } from '../refunds/split-tenders'
import { ok, type Result } from '../shared/result'
import { type Quote, quoteUnits } from './quote'
import { openStates, type Return, type ReturnLine, unitsArrived, unitsInspected } from './return'

/** What money is given for: what is on its way, or only what has arrived. */
export type Basis = 'authorized' | 'arrived'

/** What units of a line cost the customer, tax included: its slices, as refunds take them. */
export const goodsOf = (line: OrderLine, from: number, to: number): number =>
  slice(line.subtotal - line.discount, line.quantity, from, to) +
  slice(line.tax, line.quantity, from, to)

/**
 * The goods of rows, each taking the next slices of its line after those that are spoken for.
 *
 * @param skipped slices before them that are not refunded yet
 */
export function goodsOfRows(
  lines: readonly OrderLine[],
  rows: readonly { line_id: string; quantity: number }[],
  skipped: (line: OrderLine) => number = () => 0,
): number[] {
  const next = new Map(
    lines.map((line) => [line.id as string, line.quantity_refunded + skipped(line)]),
  )
  return rows.map(({ line_id, quantity }) => {
    const line = lines.find(({ id }) => id === line_id)
    if (!line || quantity <= 0) return 0
    const from = Math.min(next.get(line_id) ?? 0, line.quantity)
    const to = Math.min(from + quantity, line.quantity)
    next.set(line_id, to)
    return goodsOf(line, from, to)
  })
}

export interface Settlement {
  change: Change
  ret: Return
}

interface Terms {
  basis: Basis
  refund_order: RefundOrder
}

/**
 * Gives money for the units of a return that are due and were not settled yet. Fees are taken of
 * all units settled so far, so that many receipts come to the same as one; what an exchange takes is
 * kept, and nothing is paid out that was never paid in.
 */
export function settle(
  aggregate: Aggregate,
  ret: Return,
  { basis, refund_order }: Terms,
  at: At,
): Result<Settlement, RefundRejection> {
  const rows = ret.lines.map((row) => ({
    line_id: paidLine(aggregate.claims, row.line_id),
    quantity: Math.max(0, unitsDue(row, basis) - row.settled.quantity),
  }))
  const units = rows.filter(({ quantity }) => quantity > 0)
  const unchanged = { aggregate, events: [], tasks: [] }
  if (units.length === 0) return ok({ change: unchanged, ret })

  const goods = goodsOfRows(aggregate.lines, rows)
  const settled = withSettled(ret, rows, goods)
  const lines = stillRefundable(aggregate.lines, units)
  if (lines.length === 0) return ok({ change: unchanged, ret: settled })
  const { captured, refunded } = refundableOrder(aggregate)
  const outbound = outboundOf(aggregate, ret.origin, lines)
  const payout = payable(settled) - payable(ret) + outbound
  const money = Math.min(payout, Math.max(0, captured - refunded))
  const wish: RefundWish = {
    ...{ lines, shipping: outbound, amount: 0, deduction: sum(goods) + outbound - money },
    ...{ reason: `return ${ret.number}`, restock: [] },
    destination: ret.resolution === 'store_credit' ? 'store_credit' : 'original',
  }
  const unpaid = Math.min(payout - money, unpaidOf(aggregate))
  const refund = refundOrder(withoutDebt(aggregate, lines, unpaid), wish, refund_order, at)
  return refund.ok ? ok({ change: refund.value, ret: settled }) : refund
}

/** What an order still owes, beside what is being captured. */
function unpaidOf(aggregate: Aggregate): number {
  const { capturing } = totalsOf(aggregate.payments)
  return Math.max(0, owedFor(aggregate) - paidAmounts(aggregate).kept - capturing)
}

/** What came back before it was paid for, as on account, is not owed any more. */
function withoutDebt(
  aggregate: Aggregate,
  units: readonly { line_id: string; quantity: number }[],
  amount: number,
): Aggregate {
  let left = amount
  const lines = aggregate.lines.map((line) => {
    const own = units.filter(({ line_id }) => line_id === line.id)
    const to = line.quantity_refunded + sum(own.map(({ quantity }) => quantity))
    const taken = Math.min(left, goodsOf(line, line.quantity_refunded, to))
    left -= taken
    return taken > 0 ? { ...line, amount_canceled: line.amount_canceled + taken } : line
  })
  return amount > 0 ? { ...aggregate, lines } : aggregate
}

/** A withdrawal from all that is left gives the way there back, too (art. 13). */
export function outboundOf(
  aggregate: Aggregate,
  origin: Return['origin'],
  units: readonly { line_id: string; quantity: number }[],
): number {
  const paid = paidRows(aggregate.claims, units)
  if (origin !== 'withdrawal' || !isAllOf(aggregate, paid)) return 0
  const { amount, tax, refunded } = refundableOrder(aggregate).shipping
  return amount + tax - refunded
}

const isAllOf = (
  { lines, claims }: Aggregate,
  units: readonly { line_id: string; quantity: number }[],
): boolean =>
  lines.every((line) => {
    if (paidLine(claims, line.id) !== line.id) return true
    const own = units.filter(({ line_id }) => line_id === line.id)
    return line.quantity_refunded + sum(own.map(({ quantity }) => quantity)) === line.quantity
  })

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

/** Units that were refunded by hand while they were on their way are not refunded again. */
function stillRefundable(
  lines: readonly OrderLine[],
  units: readonly { line_id: string; quantity: number }[],
) {
  const left = new Map(
    lines.map((line) => [line.id as string, line.quantity - line.quantity_refunded]),
  )
  return units.flatMap(({ line_id, quantity }) => {
    const taken = Math.min(quantity, left.get(line_id) ?? 0)
    left.set(line_id, (left.get(line_id) ?? 0) - taken)
    return taken > 0 ? [{ line_id, quantity: taken }] : []
  })
}

const unitsDue = (row: ReturnLine, basis: Basis) =>
  basis === 'arrived'
    ? unitsArrived(row)
    : row.quantity - row.counts.missing - row.counts.wrong_item

function withSettled(ret: Return, rows: readonly { quantity: number }[], goods: readonly number[]) {
  const lines = ret.lines.map((line, index) => ({
    ...line,
    settled: {
      quantity: line.settled.quantity + (rows[index]?.quantity ?? 0),
      goods: line.settled.goods + (goods[index] ?? 0),
    },
  }))
  return { ...ret, lines, fee_charged: quoteSettled({ ...ret, lines }).fee }
}

/** What the units settled so far come to. Items that are kept are worth too little for fees. */
export function quoteSettled({ policy, lines, quote, resolution }: Return): Quote {
  const terms = quote.keep_items ? policy : { ...policy, keep_below: null }
  const units = lines.map(({ reason, settled }) => ({ reason, goods: settled.goods }))
  const store_credit = resolution === 'store_credit'
  return quoteUnits(terms, units, { currency: quote.currency, store_credit })
}

/** What the units settled so far stand for: goods less fees. */
export const creditOf = (ret: Return): number => quoteSettled(ret).refund

/** Of that, what the customer is told to get: no more than was quoted. */
export function refundOf(ret: Return): number {
  if (ret.exchange) return creditOf(ret)
  const is_last = ret.lines.every(({ quantity, settled }) => settled.quantity === quantity)
  const outbound = is_last ? (ret.quote.outbound_shipping ?? 0) : 0
  return Math.min(creditOf(ret) + outbound, ret.quote.refund)
}

/** What a completed return leaves to be given on top of the store credit. */
export const bonusOf = (ret: Return): number | null =>
  Math.min(quoteSettled(ret).bonus, ret.quote.bonus) || null

/** Of that, what goes back to the customer: an exchange takes its part first. */
const payable = (ret: Return) =>
  Math.max(
    0,
    creditOf(ret) - (ret.exchange && ret.exchange.line_ids.length > 0 ? ret.exchange.new_total : 0),
  )

/** What can be paid out for one more return: paid in, not gone back, and promised to no other. */
export function availableToReturn(aggregate: Aggregate): number {
  const { captured, refunded } = refundableOrder(aggregate)
  const promised = aggregate.returns.map(stillPromised)
  return Math.max(0, captured - refunded - sum(promised))
}

function stillPromised(ret: Return): number {
  if (!openStates.includes(ret.status)) return 0
  const { quote, exchange, policy, lines } = ret
  const is_over = lines.every((line) => unitsInspected(line) >= line.quantity)
  if (is_over && policy.refund_trigger !== 'on_inspection') return 0
  const quoted = exchange ? Math.max(0, -exchange.balance) - (quote.withheld ?? 0) : quote.refund
  return Math.max(0, quoted - payable(ret))
}
