import {
  type Aggregate,
  type At,
  type Change,
  type EventDraft,
  reviseFulfillment,
} from '../orders/aggregate'
import { err, ok, type Result } from '../shared/result'
import type { TrackingEvent } from './fulfillment'
import type { FulfillmentRejection } from './rejection'
import { addEvents, TRACKING_EVENTS_MAX } from './tracking'
import { type FulfillmentId, fulfillmentOf, withFulfillment } from './work'

/** Records what a carrier tells; the parcel that arrived has delivered the fulfillment. */
export function track(
  aggregate: Aggregate,
  id: FulfillmentId,
  told: readonly TrackingEvent[],
  { now }: At,
): Result<Change, FulfillmentRejection> {
  const fulfillment = fulfillmentOf(aggregate, id)
  const { status, tracking } = fulfillment
  if (!tracking) return err({ code: 'not_shipped', fulfillment_status: status })
  const added = addEvents(tracking, told)
  if (added.events.length > TRACKING_EVENTS_MAX) {
    return err({ code: 'tracking_full', limit: TRACKING_EVENTS_MAX })
  }
  if (added.events.length === tracking.events.length) {
    return ok({ aggregate, events: [], tasks: [] })
  }
  const arrived = added.status === 'delivered' && status === 'shipped'
  const revised = reviseFulfillment(fulfillment, now, {
    tracking: added,
    ...(arrived && { status: 'delivered' as const }),
  })
  const events: EventDraft[] = arrived
    ? []
    : [
        {
          type: 'fulfillment.tracked',
          object_type: 'fulfillment',
          object_id: id,
          data: {
            fulfillment_id: id,
            order_id: fulfillment.order_id,
            carrier: tracking.carrier,
            tracking_number: tracking.tracking_number,
            tracking_status: added.status,
          },
        },
      ]
  return ok({ aggregate: withFulfillment(aggregate, revised), events, tasks: [] })
}
