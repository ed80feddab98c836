import { type Aggregate, type At, type Change, replaceById } from '../orders/aggregate'
import { refundEvent } from '../payments/events'
import { requestRefund } from '../payments/operate'
import type { Destination, Payment } from '../payments/payment'
import type { Id, OrderLineId } from '../shared/ids'
import { err, ok, type Result } from '../shared/result'
import { planRefund, type RefundPlan, type RefundRequest } from './plan-refund'
import type { Refund, RefundTender } from './refund'
import { refundableOrder, tendersOf } from './refundable'
import type { RefundRejection } from './rejection'
import { restock } from './restock'
import { type RefundOrder, splitOverTenders, type TenderShare } from './split-tenders'

export interface RefundWish extends RefundRequest {
  reason: string
  destination: Destination
  restock: Refund['restock']
}

export interface QuotedRefund extends RefundPlan {
  tenders: readonly TenderShare[]
}

/** What a refund would come to, and where it would go: the same decision as the refund itself. */
export function quoteRefund(
  aggregate: Aggregate,
  wish: Pick<RefundWish, keyof RefundRequest | 'restock'>,
  refund_order: RefundOrder,
): Result<QuotedRefund, RefundRejection> {
  const planned = planRefund(refundableOrder(aggregate), wish)
  if (!planned.ok) return planned
  const back = restock(aggregate, wish.restock)
  if (!back.ok) return back
  const tenders = splitOverTenders(
    planned.value.amount,
    tendersOf(aggregate.payments),
    refund_order,
  )
  return ok({ ...planned.value, tenders })
}

export type RefundChange = Change & { refund: Refund }

/** Decides a refund: it is recorded whole and pending, then each of its tenders is sent. */
export function refundOrder(
  aggregate: Aggregate,
  wish: RefundWish,
  refund_order: RefundOrder,
  at: At,
): Result<RefundChange, RefundRejection> {
  const quoted = quoteRefund(aggregate, wish, refund_order)
  if (!quoted.ok) return quoted
  const back = restock(aggregate, wish.restock)
  if (!back.ok) return back
  const { aggregate: restocked, tasks } = back.value
  return ok({ ...recordRefund(restocked, wish, quoted.value, at), tasks })
}

/** Writes a decided refund down, with an operation for each tender and the units it gives back. */
export function recordRefund(
  aggregate: Aggregate,
  { reason, destination, restock, deduction = 0 }: RefundWish,
  quote: QuotedRefund,
  at: At,
): RefundChange {
  const { order } = aggregate
  const id = at.newId('refund')
  const sent = sendTo(aggregate.payments, quote.tenders, { refund_id: id, destination }, at)
  const refund: Refund = {
    ...{ merchant_id: order.merchant_id, id, order_id: order.id, currency: order.currency },
    status: sent.tenders.length > 0 ? 'pending' : 'succeeded',
    amount: quote.amount,
    lines: quote.lines.map((line) => ({ ...line, line_id: line.line_id as OrderLineId })),
    shipping: quote.shipping.amount,
    goodwill: quote.goodwill,
    deduction,
    overpayment: 0,
    ...{ reason, restock, tenders: sent.tenders },
    ...{ version: 1, created_at: at.now, updated_at: at.now },
  }
  const units_of = new Map(quote.lines.map(({ line_id, quantity }) => [line_id, quantity]))
  const lines = aggregate.lines.map((line) => {
    const units = units_of.get(line.id)
    return units ? { ...line, quantity_refunded: line.quantity_refunded + units } : line
  })
  const refunds = [...aggregate.refunds, refund]
  const changed = { ...aggregate, lines, payments: sent.payments, refunds }
  return { aggregate: changed, events: [refundEvent('refund.created', refund)], tasks: [], refund }
}

/** The payments with an operation for each share, and the tenders that wait for them. */
function sendTo(
  payments: readonly Payment[],
  shares: readonly TenderShare[],
  of: { refund_id: Id<'refund'>; destination: Destination },
  at: At,
) {
  const tenders: RefundTender[] = []
  let all = [...payments]
  for (const { payment_id, amount } of shares) {
    const payment = all.find(({ id }) => id === payment_id)
    if (!payment) continue
    const { payment: sending, operation_id } = requestRefund(payment, amount, of, at)
    all = replaceById(all, sending)
    const { destination } = of
    tenders.push({ payment_id: payment.id, amount, destination, status: 'pending', operation_id })
  }
  return { payments: all, tenders }
}

/**
 * Sends the refused parts of a refund again, as new operations; to where they were refused, or to
 * store credit instead. A refund of which nothing was refused stays as it is.
 */
export function retryRefund(
  aggregate: Aggregate,
  refund_id: string,
  destination: Destination | undefined,
  at: At,
): Result<RefundChange, RefundRejection> {
  const refund = aggregate.refunds.find(({ id }) => id === refund_id)
  if (!refund) return err({ code: 'unknown_refund', refund_id })
  let payments = [...aggregate.payments]
  const tenders: RefundTender[] = []
  for (const tender of refund.tenders) {
    const left = tendersOf(payments).find(({ payment_id }) => payment_id === tender.payment_id)
    if (tender.status !== 'failed' || !left) {
      tenders.push(tender)
      continue
    }
    const { refundable } = left
    if (tender.amount > refundable) return err({ code: 'exceeds_refundable', refundable })
    const to = { refund_id: refund.id, destination: destination ?? tender.destination }
    const again = sendTo(payments, [tender], to, at)
    payments = again.payments
    tenders.push(...again.tenders)
  }
  const is_sent = tenders.some(({ status }) => status === 'pending')
  const revised: Refund = {
    ...refund,
    ...{ tenders, status: is_sent ? 'pending' : refund.status },
    ...{ version: refund.version + 1, updated_at: at.now },
  }
  const refunds = replaceById(aggregate.refunds, revised)
  return ok({
    aggregate: { ...aggregate, payments, refunds },
    ...{ events: [], tasks: [], refund: revised },
  })
}
