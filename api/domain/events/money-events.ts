import { entry } from './entry'
import { count, listOf, nullable, oneOf, shape, text } from './shapes'

/** What is told of money. Amounts in minor units of `currency`. */

const payment = (description: string) =>
  entry(
    'payment',
    description,
    shape(
      {
        ...{ payment_id: text, order_id: text, gateway: text, status: text, currency: text },
        ...{ amount: count, authorized: count, captured: count, refunded: count },
      },
      {
        operation: oneOf('authorize', 'capture', 'void', 'refund'),
        operation_amount: count,
        error: nullable(text),
      },
    ),
  )

const refund = (description: string) =>
  entry(
    'refund',
    description,
    shape({
      ...{ refund_id: text, order_id: text, status: text, currency: text },
      ...{ amount: count, reason: text },
    }),
  )

const credit = (object: 'store_credit' | 'gift_card', description: string) =>
  entry(
    object,
    description,
    shape({ account_id: text, order_id: nullable(text), amount: count, type: text }),
  )

export const moneyEvents = {
  'payment.authorized': payment('A payment is authorized: its order may be fulfilled.'),
  'payment.captured': payment('Money of a payment was captured, all of it or a part.'),
  'payment.voided': payment('What was authorized of a payment, or awaited, was given up.'),
  'payment.failed': payment('A payment was declined, or one of its operations was refused.'),
  'payment.review_required': payment('Money arrived for an order whose units were gone.'),
  'refund.created': refund('A refund was decided.'),
  'refund.succeeded': refund('A refund reached everything it goes back to.'),
  'refund.failed': refund('A part of a refund was refused: the money is still with the merchant.'),
  'store_credit.issued': credit('store_credit', 'A customer was given store credit.'),
  'store_credit.redeemed': credit('store_credit', 'Store credit paid for an order.'),
  'store_credit.refunded': credit('store_credit', 'Money of an order went to store credit.'),
  'gift_card.issued': credit('gift_card', 'A gift card was issued.'),
  'gift_card.redeemed': credit('gift_card', 'A gift card paid for an order.'),
  'gift_card.refunded': credit('gift_card', 'Money of an order went back to a gift card.'),
  'gift_card.disabled': entry(
    'gift_card',
    'A gift card was disabled.',
    shape({ account_id: text }),
  ),
  'gateway.configured': entry(
    'gateway',
    'The settings of a gateway were changed.',
    shape({ gateway: text, enabled: { type: 'boolean' } }),
  ),
  'payment_settings.updated': entry(
    'payment_settings',
    'What the merchant decides about payments was changed.',
    shape({
      unpaid_expires_after_minutes: count,
      late_payment: text,
      refund_order: { anyOf: [text, listOf(text)] },
    }),
  ),
} as const
