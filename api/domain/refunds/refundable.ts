import type { Aggregate } from '../orders/aggregate'
import { type GatewayName, type Payment, refundable } from '../payments/payment'
import { totalsOf } from '../payments/status'
import type { RefundableOrder } from './plan-refund'
import type { Tender, TenderKind } from './split-tenders'

/**
 * An order as its refunds see it. What a failed refund was for stays given back: the money is still
 * owed, and is sent again by retrying that refund.
 */
export function refundableOrder({ order, lines, payments, refunds }: Aggregate): RefundableOrder {
  const { captured, refunded, refunding } = totalsOf(payments)
  return {
    lines: lines.map(({ id, quantity, subtotal, discount, tax, quantity_refunded }) => ({
      ...{ id, quantity, net: subtotal - discount, tax, quantity_refunded },
    })),
    shipping: {
      amount: order.shipping_amount,
      tax: order.shipping_tax,
      refunded: refunds.reduce((all, { shipping }) => all + shipping, 0),
    },
    captured,
    refunded: refunded + refunding,
  }
}

/** What went back because it was not owed any more; a refused refund of it is still on its way. */
export const overpaymentReturned = (refunds: Aggregate['refunds']): number =>
  refunds.reduce((all, { overpayment }) => all + overpayment, 0)

const kinds: Record<GatewayName, TenderKind> = {
  stripe: 'card',
  test: 'card',
  manual: 'manual',
  gift_card: 'gift_card',
  store_credit: 'store_credit',
}

/** Oldest first. */
export const tendersOf = (payments: readonly Payment[]): Tender[] =>
  payments.map(({ id, gateway, operations }) => ({
    payment_id: id,
    kind: kinds[gateway],
    refundable: refundable(operations),
  }))
