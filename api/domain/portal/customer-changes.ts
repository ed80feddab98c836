import type { FulfillmentState } from '../fulfillments/fulfillment'
import type { Aggregate, At, Change } from '../orders/aggregate'
import { cancelOrder } from '../orders/cancel-order'
import { orderEvent } from '../orders/events'
import type { OrderAddress } from '../orders/order'
import type { OrderRejection } from '../orders/rejection'
import { err, ok, type Result } from '../shared/result'

/** What customers do by themselves, before anybody has begun to pick. */

export type CustomerRejection = { code: 'too_late_to_change' }

/** Nobody has touched the units yet. */
const untouched: readonly FulfillmentState[] = ['open', 'accepted', 'canceled', 'rejected']

/** Whether an order may still be canceled or sent elsewhere by its customer. */
export function isChangeable({ order, fulfillments }: Aggregate): boolean {
  const live = order.status !== 'canceled' && order.status !== 'closed'
  return (
    live && fulfillments.every(({ status, held_from }) => untouched.includes(held_from ?? status))
  )
}

/** Whether there is an address to change: what is picked up goes nowhere. */
export const isAddressChangeable = (aggregate: Aggregate): boolean =>
  aggregate.order.delivery.method === 'ship' && isChangeable(aggregate)

type Decided = Result<Change, CustomerRejection | OrderRejection>

export function cancelByCustomer(aggregate: Aggregate, note: string | null, at: At): Decided {
  // Of one that is canceled already, the order's own rule says so.
  if (aggregate.order.status !== 'canceled' && !isChangeable(aggregate)) {
    return err({ code: 'too_late_to_change' })
  }
  return cancelOrder(aggregate, { reason: 'customer', note }, at)
}

export function changeAddress(aggregate: Aggregate, address: OrderAddress): Decided {
  if (!isAddressChangeable(aggregate)) return err({ code: 'too_late_to_change' })
  const order = { ...aggregate.order, shipping_address: address }
  return ok({
    aggregate: { ...aggregate, order },
    events: [orderEvent('order.updated', order, { changed: ['shipping_address'] })],
    tasks: [],
  })
}
