import { type EventEntry, entry } from './entry'
import { component, count, integer, nullable, oneOf, shape, text } from './shapes'

/** What is told of money. */

const payment = (description: string) =>
  entry(
    'payment',
    description,
    shape(
      {
        payment_id: text,
        order_id: text,
        gateway: text,
        status: text,
        amount: count,
        authorized: count,
        captured: count,
        refunded: count,
        currency: text,
      },
      {
        /** The step it is about, and what it moved. */
        operation: text,
        operation_amount: count,
        error: nullable(text),
        /** It was given up before, and came all the same. */
        found: { type: 'boolean' },
        policy: oneOf('refund', 'review'),
      },
    ),
  )

const refund = (description: string) =>
  entry(
    'refund',
    description,
    shape({
      refund_id: text,
      order_id: text,
      status: text,
      amount: count,
      currency: text,
    }),
  )

const credit = (object: 'store_credit' | 'gift_card', description: string) =>
  entry(
    object,
    description,
    shape({ account_id: text, order_id: nullable(text), amount: integer, type: text }),
  )

export const moneyCatalogue = {
  'payment.authorized': payment('A payment is authorized: its order may be fulfilled.'),
  'payment.captured': payment('Money of a payment was captured, all of it or a part.'),
  'payment.voided': payment('What was authorized of a payment, or awaited, was given up.'),
  'payment.failed': payment('A payment was declined, or one of its operations was refused.'),
  'payment.review_required': payment('Money arrived for an order whose units were gone.'),
  'refund.created': refund('A refund was decided.'),
  'refund.succeeded': refund('A refund reached everything it goes back to.'),
  'refund.failed': refund('A part of a refund was refused: the merchant still has the money.'),
  'store_credit.issued': credit('store_credit', 'A customer was given store credit.'),
  'store_credit.redeemed': credit('store_credit', 'Store credit paid for an order.'),
  'store_credit.refunded': credit('store_credit', 'Money of an order went to store credit.'),
  'gift_card.issued': credit('gift_card', 'A gift card was issued.'),
  'gift_card.redeemed': credit('gift_card', 'A gift card paid for an order.'),
  'gift_card.refunded': credit('gift_card', 'Money of an order went back to a gift card.'),
  'gift_card.disabled': entry(
    'gift_card',
    'A gift card was disabled.',
    shape({ account_id: text, balance: count, currency: text }),
  ),
  'gateway.configured': entry('gateway', 'A gateway was set up anew.', component('Gateway')),
  'payment_settings.updated': entry(
    'payment_settings',
    'What the merchant decides about payments was changed.',
    component('PaymentSettings'),
  ),
} as const satisfies Readonly<Record<string, EventEntry>>

export type MoneyEvent = keyof typeof moneyCatalogue
