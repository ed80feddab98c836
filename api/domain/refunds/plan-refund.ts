import { err, ok, type Result } from '../shared/result'
import { unitsByLine } from '../shared/units-by-line'
import type { ExceedsRefundable, RefundRejection } from './rejection'
import { cumulative, slice } from './slices'

/** A line's frozen amounts, in minor units, and how many of its units were given back already. */
export interface RefundableLine {
  id: string
  quantity: number
  /** After discounts, before tax. */
  net: number
  tax: number
  /** Units refunded or canceled: where the next slice begins. */
  quantity_refunded: number
}

/** An order, as its refunds see it. Refunds that are pending count as made; failed ones do not. */
export interface RefundableOrder {
  lines: readonly RefundableLine[]
  /** Before tax; and what of both together was refunded already. */
  shipping: { amount: number; tax: number; refunded: number }
  captured: number
  refunded: number
}

export interface RefundRequest {
  lines: readonly { line_id: string; quantity: number }[]
  /** Minor units of the shipping, tax included; `'all'` is what is left of it. */
  shipping: number | 'all'
  /** Goodwill, beside what lines and shipping come to. */
  amount: number
  /** Kept of what the parts come to, and at most that: fees, and what an exchange takes. */
  deduction?: number
}

export interface RefundedLine {
  line_id: string
  quantity: number
  net: number
  tax: number
  amount: number
}

/** What a refund comes to: the preview shows it, the execution records it. */
export interface RefundPlan {
  lines: readonly RefundedLine[]
  shipping: { net: number; tax: number; amount: number }
  goodwill: number
  /**
   * Not paid out: what the parts come to beyond what is left, when this refund is the last. Earlier
   * goodwill has paid it, or it was never captured.
   */
  already_given: number
  amount: number
  /** What may still be refunded after this. */
  refundable_after: number
}

/**
 * Decides what a refund comes to. Lines count by cumulative slices, net and tax apart; the one that
 * takes the last unit and the last of the shipping is the last refund, and takes what is left.
 */
export function planRefund(
  order: RefundableOrder,
  request: RefundRequest,
): Result<RefundPlan, RefundRejection> {
  const refundable = order.captured - order.refunded
  const lines = planLines(order.lines, request.lines, refundable)
  if (!lines.ok) return lines
  const shipping = planShipping(order.shipping, request.shipping, refundable)
  if (!shipping.ok) return shipping

  const parts = sum(lines.value.map(({ amount }) => amount)) + shipping.value.amount
  const owed = parts - Math.min(request.deduction ?? 0, parts)
  const is_last = takesTheRest(order, lines.value, shipping.value.amount)
  const payable = is_last ? Math.min(owed, refundable) : owed
  const amount = payable + request.amount
  const is_empty = refundable === 0 && owed > 0
  if (amount > refundable || is_empty) return err(exceeds(refundable))
  const is_nothing = lines.value.length === 0 && amount === 0
  if (is_nothing) return err({ code: 'nothing_to_refund' })
  return ok({
    lines: lines.value,
    shipping: shipping.value,
    goodwill: request.amount,
    already_given: owed - payable,
    amount,
    refundable_after: refundable - amount,
  })
}

function planLines(
  lines: readonly RefundableLine[],
  requested: RefundRequest['lines'],
  refundable: number,
): Result<RefundedLine[], RefundRejection> {
  const planned: RefundedLine[] = []
  for (const [line_id, quantity] of unitsByLine(requested)) {
    const line = lines.find(({ id }) => id === line_id)
    if (!line) return err({ code: 'unknown_line', line_id })
    const from = line.quantity_refunded
    const to = from + quantity
    if (to > line.quantity) {
      const quantity_refundable = line.quantity - from
      return err({ ...exceeds(refundable), line_id, quantity_refundable })
    }
    const net = slice(line.net, line.quantity, from, to)
    const tax = slice(line.tax, line.quantity, from, to)
    planned.push({ line_id, quantity, net, tax, amount: net + tax })
  }
  return ok(planned)
}

function planShipping(
  { amount, tax, refunded }: RefundableOrder['shipping'],
  requested: number | 'all',
  refundable: number,
): Result<RefundPlan['shipping'], ExceedsRefundable> {
  const total = amount + tax
  const left = total - refunded
  const taken = requested === 'all' ? left : requested
  if (taken > left) return err({ ...exceeds(refundable), shipping_refundable: left })
  if (taken === 0) return ok({ net: 0, tax: 0, amount: 0 })
  // The tax of its first cents, as if each cent were a unit.
  const tax_of = (cents: number) => cumulative(tax, total, cents)
  const refunded_tax = tax_of(refunded + taken) - tax_of(refunded)
  return ok({ net: taken - refunded_tax, tax: refunded_tax, amount: taken })
}

function takesTheRest(
  { lines, shipping }: RefundableOrder,
  planned: readonly RefundedLine[],
  shipping_amount: number,
): boolean {
  const units_of = new Map(planned.map(({ line_id, quantity }) => [line_id, quantity]))
  return (
    lines.every(
      (line) => line.quantity_refunded + (units_of.get(line.id) ?? 0) === line.quantity,
    ) && shipping.refunded + shipping_amount === shipping.amount + shipping.tax
  )
}

const exceeds = (refundable: number): ExceedsRefundable => ({
  code: 'exceeds_refundable',
  refundable,
})

const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0)
