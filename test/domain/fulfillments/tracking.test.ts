import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Tracking } from '../../../api/domain/fulfillments/fulfillment'
import {
  addEvents,
  foldStatus,
  normalizeStatus,
  type TrackingStatus,
  trackingStatuses,
} from '../../../api/domain/fulfillments/tracking'

const parcel: Tracking = {
  ...{ carrier: 'DHL', service: null, tracking_number: '1', tracking_url: null },
  ...{ status: 'pre_transit', events: [] },
}

it.each([
  ['delivered', 'delivered'],
  ['Delivered, left with neighbour', 'delivered'],
  ['DE', 'delivered'],
  ['Not delivered: nobody home', 'exception'],
  ['Delivery attempt failed', 'exception'],
  ['undeliverable as addressed', 'exception'],
  ['failure', 'exception'],
  ['Expected delivery on Monday', 'unknown'],
  ['OutForDelivery', 'out_for_delivery'],
  ['Out for delivery', 'out_for_delivery'],
  ['available-for-pickup', 'available_for_pickup'],
  ['Ready for collection', 'available_for_pickup'],
  ['Picked up by carrier', 'in_transit'],
  ['InfoReceived', 'pre_transit'],
  ['Label created', 'pre_transit'],
  ['TRANSIT', 'in_transit'],
  ['Departed facility', 'in_transit'],
  ['Returned to sender', 'return_to_sender'],
  ['Parcel lost', 'lost'],
  ['???', 'unknown'],
  ['', 'unknown'],
] as const)('reads %j as %s', (word, expected) => {
  expect(normalizeStatus(word)).toBe(expected)
})

it.each(trackingStatuses)('knows its own word %s', (status) => {
  expect(normalizeStatus(status)).toBe(status)
})

const event = (status: TrackingStatus, occurred_at: number) => ({ status, occurred_at })
it.each([
  ['nothing', [], 'unknown'],
  ['the furthest, told first', [event('delivered', 9), event('in_transit', 3)], 'delivered'],
  [
    'a scan that is dated back',
    [event('out_for_delivery', 1), event('in_transit', 5)],
    'out_for_delivery',
  ],
  ['trouble', [event('in_transit', 1), event('exception', 2)], 'exception'],
  ['trouble that is over', [event('exception', 2), event('in_transit', 3)], 'in_transit'],
  [
    'trouble before it went on',
    [event('out_for_delivery', 1), event('exception', 2), event('in_transit', 3)],
    'out_for_delivery',
  ],
  ['trouble after the end', [event('delivered', 1), event('exception', 2)], 'delivered'],
  ['lost', [event('lost', 1), event('in_transit', 2)], 'lost'],
  ['lost and found', [event('lost', 1), event('delivered', 2)], 'delivered'],
  ['sent back', [event('return_to_sender', 1), event('in_transit', 2)], 'return_to_sender'],
] as const)('comes to the right end: %s', (_, events, expected) => {
  expect(foldStatus(events)).toBe(expected)
})

const events = fc.array(
  fc.record({
    status: fc.constantFrom(...trackingStatuses),
    occurred_at: fc.integer({ min: 0, max: 5 }),
  }),
  { maxLength: 12, size: 'max' },
)

it('comes to the same however events are shuffled, repeated or told in pieces', () => {
  fc.assert(
    fc.property(
      events.chain((told) =>
        fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length })),
      ),
      fc.nat(12),
      ([told, shuffled], cut) => {
        const at_once = addEvents(parcel, told)
        const pieces = addEvents(addEvents(parcel, shuffled.slice(0, cut)), shuffled.slice(cut))
        const again = addEvents(pieces, shuffled)

        expect([pieces.status, pieces.events]).toEqual([at_once.status, at_once.events])
        expect(again).toEqual(pieces)
      },
    ),
  )
})

/** How far each state is along the way, written down by itself. */
const steps = [
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'available_for_pickup',
  'lost',
  'return_to_sender',
  'delivered',
]

it('never goes back along the way, whatever is told next', () => {
  fc.assert(
    fc.property(events, (told) => {
      let tracking = parcel
      let furthest = 0
      for (const each of told) {
        tracking = addEvents(tracking, [each])
        const step = steps.indexOf(tracking.status)
        if (tracking.status === 'exception') expect(furthest).toBeLessThan(steps.indexOf('lost'))
        else expect(step).toBeGreaterThanOrEqual(furthest)
        furthest = Math.max(furthest, step)
      }
    }),
  )
})
