import { ship } from '../../domain/fulfillments/ship'
import { track } from '../../domain/fulfillments/track'
import { accept, cancelFulfillment, deliver, pack, pick } from '../../domain/fulfillments/work'
import { changeFulfillment } from './change-fulfillment'
import { moveFulfillment, refuseFulfillment } from './find-elsewhere'
import { handOver, makeReady } from './pickup'
import {
  CancelFulfillmentSchema,
  DeliverSchema,
  MoveSchema,
  PackSchema,
  PickUpSchema,
  ReadyFulfillmentSchema,
  ReadySchema,
  RejectSchema,
  ShipSchema,
  ShortPickSchema,
  TrackSchema,
} from './schemas'
import { toTrackingEvents } from './track-parcels'
import { nothing, verb, verbAnswering } from './verb'

/** The steps of a fulfillment. Each is decided under the lock of its order. */
export const verbs = [
  verb(
    {
      action: 'accept',
      operation_id: 'acceptFulfillment',
      summary: 'Accept a fulfillment',
      body: nothing,
    },
    ({ services, by, id }) =>
      changeFulfillment(services, by, id, (aggregate, at) => accept(aggregate, id, at)),
  ),
  verb(
    {
      action: 'reject',
      operation_id: 'rejectFulfillment',
      summary: 'Reject a fulfillment, which routes it elsewhere',
      description:
        'The units are taken from other locations in the same call. What nobody has waits for stock: as a backorder, or with the order held `inventory_out_of_stock`.',
      body: RejectSchema,
      problems: ['unavailable'],
    },
    ({ services, by, id, body: { reason, note = null } }) =>
      refuseFulfillment(services, by, id, { reason, note, lines: null }),
  ),
  verb(
    {
      action: 'pick',
      operation_id: 'pickFulfillment',
      summary: 'Begin to pick a fulfillment',
      body: nothing,
      problems: ['not_released'],
    },
    ({ services, by, id }) =>
      changeFulfillment(services, by, id, (aggregate, at) => pick(aggregate, id, null, at)),
  ),
  verb(
    {
      action: 'short_pick',
      operation_id: 'shortPickFulfillment',
      summary: 'Report units missing, which routes them elsewhere',
      description: 'They are written off; `not_found` writes off what else the shelf should have.',
      body: ShortPickSchema,
      problems: ['unknown_line', 'exceeds_fulfillment', 'unavailable'],
    },
    ({ services, by, id, body: { reason, lines } }) =>
      refuseFulfillment(services, by, id, { reason, note: null, lines }),
  ),
  verb(
    {
      action: 'pack',
      operation_id: 'packFulfillment',
      summary: 'Pack a fulfillment into packages',
      body: PackSchema,
      problems: ['unknown_line', 'units_unpacked', 'exceeds_fulfillment', 'not_released'],
    },
    ({ services, by, id, body: { packages } }) =>
      changeFulfillment(services, by, id, (aggregate, at) => pack(aggregate, id, packages, at)),
  ),
  verb(
    {
      action: 'ship',
      operation_id: 'shipFulfillment',
      summary: 'Ship a fulfillment, whole or in part',
      description:
        'Its units leave the shelf now. `available` does not change: they were not available.',
      body: ShipSchema,
      problems: ['unknown_line', 'exceeds_fulfillment', 'not_released'],
    },
    ({ services, by, id, body }) => {
      const { carrier, service = null, tracking_number = null, tracking_url = null } = body
      const { lines = null } = body
      const shipment = { carrier, service, tracking_number, tracking_url, lines }
      return changeFulfillment(services, by, id, (aggregate, at) =>
        ship(aggregate, id, shipment, at),
      )
    },
  ),
  verb(
    {
      action: 'deliver',
      operation_id: 'deliverFulfillment',
      summary: 'Record that a fulfillment arrived',
      body: DeliverSchema,
    },
    ({ services, by, id, body: { delivered_at } }) => {
      const instant = delivered_at === undefined ? null : Date.parse(delivered_at)
      return changeFulfillment(services, by, id, (aggregate, at) =>
        deliver(aggregate, id, instant, at),
      )
    },
  ),
  verb(
    {
      action: 'tracking_events',
      operation_id: 'trackFulfillment',
      summary: 'Record what a carrier tells of a fulfillment',
      description:
        'In any order, and any number of times: the status is as far as the parcel got, and never goes back. `delivered` delivers the fulfillment.',
      body: TrackSchema,
      problems: ['not_shipped', 'tracking_full'],
    },
    ({ services, by, id, body: { events } }) =>
      changeFulfillment(services, by, id, (aggregate, at) =>
        track(aggregate, id, toTrackingEvents(events), at),
      ),
  ),
  verb(
    {
      action: 'move',
      operation_id: 'moveFulfillment',
      summary: 'Move a fulfillment to a location that has the stock',
      body: MoveSchema,
      problems: [
        'unknown_location',
        'same_location',
        'unknown_line',
        'exceeds_fulfillment',
        'insufficient_stock',
        'unavailable',
      ],
    },
    ({ services, by, id, body }) => moveFulfillment(services, by, id, body),
  ),
  verb(
    {
      action: 'cancel',
      operation_id: 'cancelFulfillment',
      summary: 'Cancel a fulfillment, not what was ordered',
      description:
        'Its units stay allocated to the order, at the same location, as a fresh open fulfillment.',
      body: CancelFulfillmentSchema,
    },
    ({ services, by, id, body: { reason = null } }) =>
      changeFulfillment(services, by, id, (aggregate, at) =>
        cancelFulfillment(aggregate, id, reason, at),
      ),
  ),
  verbAnswering(
    ReadyFulfillmentSchema,
    {
      action: 'ready',
      operation_id: 'readyFulfillment',
      summary: 'Say that a fulfillment can be picked up',
      description: 'Again: the customer gets another code, and another deadline.',
      body: ReadySchema,
      problems: ['not_released'],
    },
    ({ services, by, id, body, secret }) => makeReady(services, by, secret, id, body),
  ),
  verb(
    {
      action: 'pick_up',
      operation_id: 'pickUpFulfillment',
      summary: 'Hand a fulfillment over to who has its code',
      body: PickUpSchema,
      problems: ['wrong_code', 'pickup_locked'],
    },
    ({ services, by, id, body, secret }) => handOver(services, by, secret, id, body),
  ),
]
