import type { EventDraft } from '../orders/aggregate'
import type { Refund } from '../refunds/refund'
import type { Payment } from './payment'

/** Everything the feed says about money, and when. */
export const moneyEvents = {
  'payment.authorized': 'A payment is authorized: its order may be fulfilled.',
  'payment.captured': 'Money of a payment was captured, all of it or a part.',
  'payment.voided': 'What was authorized of a payment, or awaited, was given up.',
  'payment.failed': 'A payment was declined, or one of its operations was refused.',
  'payment.review_required': 'Money arrived for an order whose units were gone.',
  'refund.created': 'A refund was decided.',
  'refund.succeeded': 'A refund reached everything it goes back to.',
  'refund.failed': 'A part of a refund was refused: the money is still with the merchant.',
  'store_credit.issued': 'A customer was given store credit.',
  'store_credit.redeemed': 'Store credit paid for an order.',
  'store_credit.refunded': 'Money of an order went to store credit.',
  'gift_card.issued': 'A gift card was issued.',
  'gift_card.redeemed': 'A gift card paid for an order.',
  'gift_card.refunded': 'Money of an order went back to a gift card.',
  'gift_card.disabled': 'A gift card was disabled.',
  'gateway.configured': 'The settings of a gateway were changed.',
  'payment_settings.updated': 'What the merchant decides about payments was changed.',
  'order.reinstated':
    'An order lives again: it was paid after it had ended, and its units were there.',
} as const
export type MoneyEvent = keyof typeof moneyEvents

export function paymentEvent(
  type: MoneyEvent,
  { id, order_id, gateway, status, amount, authorized, captured, refunded, currency }: Payment,
  more: Record<string, unknown> = {},
): EventDraft {
  const amounts = { amount, authorized, captured, refunded, currency }
  const data = { payment_id: id, order_id, gateway, status, ...amounts, ...more }
  return { type, object_type: 'payment', object_id: id, data }
}

export function refundEvent(
  type: MoneyEvent,
  { id, order_id, status, amount, currency, reason }: Refund,
): EventDraft {
  const data = { refund_id: id, order_id, status, amount, currency, reason }
  return { type, object_type: 'refund', object_id: id, data }
}
