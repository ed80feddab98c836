import type { FulfillmentState } from '../fulfillments/fulfillment'
import type { Aggregate, At, Change } from '../orders/aggregate'
import { cancelOrder } from '../orders/cancel-order'
import { orderEvent } from '../orders/events'
import type { OrderAddress } from '../orders/order'
import type { OrderRejection } from '../orders/rejection'
import { endMoney } from '../payments/end-money'
import type { PaymentRejection } from '../payments/rejection'
import type { RefundOrder } from '../refunds/split-tenders'
import type { ReturnPolicy } from '../returns/policy'
import { err, ok, type Result } from '../shared/result'

/** What customers do by themselves, before anybody has begun to pick. */

export type CustomerRejection = { code: 'too_late_to_change' }

type Allowed = ReturnPolicy['customer_changes']

/** Nobody has touched the units yet. */
const untouched: readonly FulfillmentState[] = ['open', 'accepted', 'canceled', 'rejected']

function isUntouched({ order, fulfillments }: Aggregate): boolean {
  const live = order.status !== 'canceled' && order.status !== 'closed'
  return live && fulfillments.every((each) => untouched.includes(each.held_from ?? each.status))
}

/** Whether an order may still be canceled by its customer. */
export const isCancelable = (aggregate: Aggregate, { cancel }: Allowed): boolean =>
  cancel && isUntouched(aggregate)

/** Whether it may still be sent elsewhere; what is picked up goes nowhere. */
export const isAddressChangeable = (aggregate: Aggregate, { address }: Allowed): boolean =>
  address && aggregate.order.delivery.method === 'ship' && isUntouched(aggregate)

type Decided = Result<Change, CustomerRejection | OrderRejection | PaymentRejection>

/** Cancels the order; what was authorized is given up, what was paid goes back. */
export function cancelByCustomer(
  aggregate: Aggregate,
  {
    note,
    allowed,
    refund_order,
  }: { note: string | null; allowed: Allowed; refund_order: RefundOrder },
  at: At,
): Decided {
  // Of one that is canceled already, the order's own rule says so.
  if (aggregate.order.status !== 'canceled' && !isCancelable(aggregate, allowed)) {
    return err({ code: 'too_late_to_change' })
  }
  const why = { reason: 'customer', note }
  const tried = cancelOrder(aggregate, why, at)
  if (!tried.ok) return tried
  const money = endMoney(aggregate, 'canceled by the customer', refund_order, at)
  if (!money.ok) return money
  const canceled = cancelOrder(money.value.aggregate, why, at)
  if (!canceled.ok) return canceled
  return ok({ ...canceled.value, events: [...canceled.value.events, ...money.value.events] })
}

export function changeAddress(
  aggregate: Aggregate,
  address: OrderAddress,
  allowed: Allowed,
): Decided {
  if (!isAddressChangeable(aggregate, allowed)) return err({ code: 'too_late_to_change' })
  const order = { ...aggregate.order, shipping_address: address }
  return ok({
    aggregate: { ...aggregate, order },
    events: [orderEvent('order.edited', order, { changed: ['shipping_address'] })],
    tasks: [],
  })
}
