import type { Aggregate, At, Change } from '../orders/aggregate'
import { payable } from '../orders/derive'
import { type RefundWish, recordRefund } from './refund-order'
import { refundableOrder, tendersOf } from './refundable'
import { slice } from './slices'
import { type RefundOrder, splitOverTenders } from './split-tenders'

/**
 * What was paid for units that were just canceled goes back: what they are worth, as far as the
 * order is paid beyond what it still costs.
 *
 * @param before the order with those units
 * @param after the order without them; their slices are taken already
 */
export function returnCanceled(
  before: Aggregate,
  after: Aggregate,
  reason: string,
  refund_order: RefundOrder,
  at: At,
): Change {
  const lines = after.lines.flatMap(({ id, quantity, subtotal, discount, tax, ...line }) => {
    const from = before.lines.find((each) => each.id === id)?.quantity_refunded ?? 0
    const to = line.quantity_refunded
    if (to <= from) return []
    const net = slice(subtotal - discount, quantity, from, to)
    const taxed = slice(tax, quantity, from, to)
    return [{ line_id: id, quantity: to - from, net, tax: taxed, amount: net + taxed }]
  })
  const worth = lines.reduce((all, { amount }) => all + amount, 0)
  const { captured, refunded } = refundableOrder(after)
  const overpaid = Math.max(0, captured - payable(after))
  const amount = Math.min(worth, overpaid, captured - refunded)
  if (amount === 0) return { aggregate: after, events: [], tasks: [] }
  const wish: RefundWish = {
    ...{ lines: [], shipping: 0, amount: 0, reason },
    ...{ destination: 'original', restock: [] },
  }
  const quote = {
    ...{ lines, shipping: { net: 0, tax: 0, amount: 0 }, goodwill: 0 },
    ...{ already_given: worth - amount, amount, refundable_after: captured - refunded - amount },
    tenders: splitOverTenders(amount, tendersOf(after.payments), refund_order),
  }
  const { aggregate, events } = recordRefund(after, wish, quote, at)
  return { aggregate: { ...aggregate, lines: after.lines }, events, tasks: [] }
}
