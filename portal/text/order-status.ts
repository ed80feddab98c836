import type { OrderView } from '../../api/features/portal/schemas'

type Status = Pick<OrderView, 'status' | 'fulfillment_status'>
type Told = Exclude<OrderView['status'], 'open'> | OrderView['fulfillment_status']

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

type Tone = 'moving' | 'waiting' | 'done'

/** How it looks; never the only thing that says so. */
export const tones = {
  pending: 'waiting',
  on_hold: 'waiting',
  canceled: 'done',
  closed: 'done',
  unfulfilled: 'moving',
  partially_fulfilled: 'moving',
  fulfilled: 'moving',
  delivered: 'done',
  partially_returned: 'done',
  returned: 'done',
} as const satisfies Record<Told, Tone>
