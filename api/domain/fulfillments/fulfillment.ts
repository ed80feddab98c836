import type { HoldReason } from '../orders/order'
import type { Id, MerchantId, OrderId, OrderLineId } from '../shared/ids'
import type { Instant } from '../shared/time'

export const fulfillmentStates = [
  'open',
  'accepted',
  'picking',
  'packed',
  'shipped',
  'delivered',
  'on_hold',
  'rejected',
  'canceled',
  'ready_for_pickup',
  'picked_up',
] as const
export type FulfillmentState = (typeof fulfillmentStates)[number]

/** States in which the units still wait on the shelf. */
export const waitingStates = ['open', 'accepted', 'picking', 'packed', 'ready_for_pickup'] as const
export type WaitingState = (typeof waitingStates)[number]

/** Work orders of which nothing has left yet, and which nobody has ended. */
export const leavingYet = ({ fulfillments }: { fulfillments: readonly Fulfillment[] }) =>
  fulfillments.filter(({ status }) => status === 'on_hold' || isWaiting(status))

const isWaiting = (status: FulfillmentState) =>
  (waitingStates as readonly FulfillmentState[]).includes(status)

export interface FulfillmentLine {
  line_id: OrderLineId
  /** What is picked: of a kit line, one of its components. */
  sku: string
  quantity: number
}

export interface Package {
  id: string
  weight_grams?: number
  length_mm?: number
  width_mm?: number
  height_mm?: number
  lines: readonly FulfillmentLine[]
}

export interface TrackingEvent {
  status: string
  occurred_at: Instant
  description?: string
  location?: string
}

export interface Tracking {
  carrier: string
  service: string | null
  tracking_number: string | null
  tracking_url: string | null
  /** Normalised; never goes backwards. */
  status: string
  events: readonly TrackingEvent[]
}

/** The work order of one location. */
export interface Fulfillment {
  merchant_id: MerchantId
  id: Id<'fulfillment'>
  order_id: OrderId
  location_id: string
  method: 'ship' | 'pickup' | 'pos'
  status: FulfillmentState
  /** While `on_hold`: where it goes on. */
  held_from: WaitingState | null
  /** Of its own, beside those of the order. */
  holds: readonly HoldReason[]
  lines: readonly FulfillmentLine[]
  ship_after: Instant | null
  ship_by: Instant | null
  packages: readonly Package[]
  tracking: Tracking | null
  /** What only some have: a rejection's reason, a pickup's code. */
  details: Readonly<Record<string, unknown>>
  /** The pick list it was claimed for. */
  pick_list_id: Id<'pick_list'> | null
  /** While `ready_for_pickup`: until when it waits for its customer. */
  expires_at: Instant | null
  /** When each state was reached, by its name. */
  milestones: Readonly<Partial<Record<FulfillmentState, Instant>>>
  version: number
  created_at: Instant
  updated_at: Instant
}
