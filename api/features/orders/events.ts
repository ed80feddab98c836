import type { NewEvent } from '../../../db/append-event'
import type { EventType } from '../../domain/events/catalogue'
import type { OrderRow } from './order'

type Announcement = Pick<NewEvent, 'type' | 'object_type' | 'object_id' | 'version' | 'data'>

/** What merchants are told of an order. Nothing personal: whoever needs it reads the order. */
const announce = (type: EventType, order: OrderRow): Announcement => ({
  type,
  object_type: 'order',
  object_id: order.id,
  version: order.version,
  data: {
    order_id: order.id,
    number: order.number,
    channel: order.channel,
    external_id: order.external_id,
    status: order.status,
    payment_status: order.payment_status,
    fulfillment_status: order.fulfillment_status,
    currency: order.currency,
    total: order.total,
  },
})

export const orderPlaced = (order: OrderRow) => announce('order.placed', order)

export function orderCanceled(order: OrderRow): Announcement {
  const canceled = announce('order.canceled', order)
  return { ...canceled, data: { ...canceled.data, reason: order.cancel_reason } }
}
