import type { OrderView } from '../../api/features/portal/order-schemas'
import type { PlainKey } from './text'

type Status = Pick<OrderView, 'status' | 'fulfillment_status'>
export type Told = Exclude<OrderView['status'], 'open'> | OrderView['fulfillment_status']

/**
 * What matters to the customer of an order's two statuses; it is the key of the text that says it.
 * What keeps an order from going on comes first, then how far it got.
 */
export function tellStatus({ status, fulfillment_status }: Status): Told {
  switch (status) {
    case 'pending':
    case 'on_hold':
    case 'canceled':
      return status
    case 'closed':
      return fulfillment_status === 'unfulfilled' ? 'closed' : fulfillment_status
    case 'open':
      return fulfillment_status
  }
}

export type Tone = 'moving' | 'waiting' | 'done' | 'ended'

/** How it looks; never the only thing that says so. */
export const tones = {
  pending: 'waiting',
  on_hold: 'waiting',
  canceled: 'ended',
  closed: 'ended',
  unfulfilled: 'moving',
  partially_fulfilled: 'moving',
  fulfilled: 'moving',
  delivered: 'done',
  partially_returned: 'done',
  returned: 'done',
} as const satisfies Record<Told, Tone>

export const steps = ['step_placed', 'step_prepared', 'step_sent', 'step_arrived'] as const

/** How many of the steps are behind; none of an order that ended otherwise. */
export function stepsDone(
  order: Pick<OrderView, 'status' | 'fulfillment_status' | 'parcels'>,
): number {
  const told = tellStatus(order)
  if (tones[told] === 'ended') return 0
  if (tones[told] === 'done') return 4
  if (told === 'fulfilled' || told === 'partially_fulfilled') return 3
  return order.parcels.some(({ status }) => prepared.includes(status)) ? 2 : 1
}

type Parcel = OrderView['parcels'][number]
const prepared: readonly Parcel['status'][] = ['picking', 'packed', 'ready_for_pickup']

const trackingStatuses: Readonly<Record<string, PlainKey>> = {
  pre_transit: 'parcel_pre_transit',
  in_transit: 'parcel_in_transit',
  out_for_delivery: 'parcel_out_for_delivery',
  delivered: 'parcel_delivered',
  available_for_pickup: 'parcel_available_for_pickup',
  exception: 'parcel_exception',
  return_to_sender: 'parcel_return_to_sender',
  lost: 'parcel_lost',
  unknown: 'parcel_unknown',
}

/** The key of what is said of a carrier's status; undefined for words of the carrier's own. */
export const tellTracking = (status: string): PlainKey | undefined =>
  Object.hasOwn(trackingStatuses, status) ? trackingStatuses[status] : undefined

/** Where a parcel is, as the carrier tells it, or as far as the shop got with it. */
export function tellParcel({ status, tracking_status }: Parcel): PlainKey {
  if (status === 'delivered') return 'parcel_delivered'
  if (status === 'shipped') {
    const told = tracking_status === null ? undefined : tellTracking(tracking_status)
    return told === undefined || told === 'parcel_unknown' ? 'parcel_in_transit' : told
  }
  if (status === 'ready_for_pickup') return 'parcel_ready_for_pickup'
  if (status === 'picked_up') return 'parcel_picked_up'
  return 'parcel_preparing'
}
