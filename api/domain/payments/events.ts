import type { MoneyEvent } from '../events/money-catalogue'
import type { EventDraft } from '../orders/aggregate'
import type { Refund } from '../refunds/refund'
import type { Payment } from './payment'

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
  { id, order_id, status, amount, currency }: Refund,
): EventDraft {
  const data = { refund_id: id, order_id, status, amount, currency }
  return { type, object_type: 'refund', object_id: id, data }
}
