import { z } from '@hono/zod-openapi'
import { fulfillmentStates } from '../../domain/fulfillments/fulfillment'
import { PICKUP_DAYS } from '../../domain/fulfillments/pickup'
import { rejectReasons, shortReasons } from '../../domain/fulfillments/reroute'
import { instant, locationId, quantity, skuCode, text } from '../../http/schemas'
import { FulfillmentSchema } from '../orders/part-schemas'

const LINES_MAX = 500
const PACKAGES_MAX = 100
const EVENTS_MAX = 100

const line_id = z.string().max(100).openapi({ example: 'lin_01k7x2m8r4v6n0q3t5w9y1z2b5' })
const occurred = instant.openapi({ example: '2026-11-24T09:30:00.000Z' })

const LineInputSchema = z
  .strictObject({
    line_id,
    sku: skuCode.optional().openapi({
      description: 'Of a kit: one of its components. Without it, `quantity` counts whole kits.',
    }),
    quantity,
  })
  .openapi('FulfillmentLineInput')
const lines = z.array(LineInputSchema).min(1).max(LINES_MAX)
const exampleLines = [{ line_id: 'lin_01k7x2m8r4v6n0q3t5w9y1z2b5', quantity: 1 }]
const reason = text(200)

export const ShipSchema = z
  .strictObject({
    carrier: text(100),
    service: text(100).optional(),
    tracking_number: text(100).optional(),
    tracking_url: z
      .url({ protocol: /^https?$/ })
      .max(2_048)
      .optional(),
    lines: lines.optional().openapi({
      description: 'Fewer than all split the fulfillment: the rest becomes one of its own.',
    }),
  })
  .openapi('ShipFulfillment', {
    example: { carrier: 'DHL', service: 'Paket', tracking_number: '00340434161094042557' },
  })

const size = z.int().min(0).optional()
export const PackSchema = z
  .strictObject({
    packages: z
      .array(
        z.strictObject({
          weight_grams: size,
          length_mm: size,
          width_mm: size,
          height_mm: size,
          lines: lines
            .optional()
            .openapi({ description: 'Without them, everything that is left.' }),
        }),
      )
      .min(1)
      .max(PACKAGES_MAX)
      .default([{}])
      .openapi({ description: 'Together they have every unit. Default: one with everything.' }),
  })
  .openapi('PackFulfillment', { example: { packages: [{ weight_grams: 850 }] } })

export const RejectSchema = z
  .strictObject({
    reason: z.enum(rejectReasons).openapi({
      description: '`not_found` writes off what the location has of these SKUs.',
    }),
    note: text(1_000).optional(),
  })
  .openapi('RejectFulfillment', {
    example: { reason: 'capacity', note: 'closed for stock-taking' },
  })

export const ShortPickSchema = z
  .strictObject({
    reason: z.enum(shortReasons).default('not_found'),
    lines: lines.openapi({ description: 'The units that are missing.' }),
  })
  .openapi('ShortPick', { example: { lines: exampleLines } })

export const MoveSchema = z
  .strictObject({
    location_id: locationId,
    lines: lines.optional().openapi({ description: 'Fewer than all leave the rest behind.' }),
  })
  .openapi('MoveFulfillment', { example: { location_id: 'berlin' } })

export const CancelFulfillmentSchema = z
  .strictObject({ reason: reason.optional() })
  .openapi('CancelFulfillment', { example: { reason: 'packed the wrong thing' } })

export const DeliverSchema = z
  .strictObject({ delivered_at: occurred.optional() })
  .openapi('DeliverFulfillment', { example: { delivered_at: '2026-11-24T09:30:00.000Z' } })

export const ReadySchema = z
  .strictObject({
    expires_in_days: z.int().min(1).max(90).default(PICKUP_DAYS).openapi({
      description: 'Uncollected after that, it goes back to the shelf.',
    }),
  })
  .openapi('ReadyFulfillment', { example: { expires_in_days: 7 } })

export const ReadyFulfillmentSchema = z
  .object({
    ...FulfillmentSchema.shape,
    pickup_code: z.string().openapi({
      description: 'What the customer shows. Never stored; `ready` again makes another one.',
      example: '7K3M-9QXT',
    }),
  })
  .openapi('FulfillmentReadyForPickup')

export const PickUpSchema = z
  .strictObject({ code: text(40) })
  .openapi('PickUpFulfillment', { example: { code: '7K3M-9QXT' } })

const events = z
  .array(
    z.strictObject({
      status: text(100).openapi({ description: 'The carrier’s word; known ones are normalised.' }),
      occurred_at: occurred,
      description: text(500).optional(),
      location: text(200).optional(),
    }),
  )
  .min(1)
  .max(EVENTS_MAX)
const exampleEvents = [
  { status: 'Out for delivery', occurred_at: '2026-11-24T07:02:00.000Z', location: 'Berlin' },
]
export const TrackSchema = z
  .strictObject({ events })
  .openapi('TrackFulfillment', { example: { events: exampleEvents } })
export const TrackParcelSchema = z
  .strictObject({ carrier: text(100), tracking_number: text(100), events })
  .openapi('TrackParcel', {
    example: { carrier: 'DHL', tracking_number: '00340434161094042557', events: exampleEvents },
  })

export const fulfillmentFilters = {
  status: z.enum(fulfillmentStates).optional(),
  location_id: locationId.optional(),
  tracking_number: z.string().max(100).optional(),
  include_unreleased: z.enum(['true', 'false']).default('false').openapi({
    description: 'With a `status`: also those whose `ship_after` is yet to come.',
  }),
}

export const SLIPS_MAX = 100
export const SlipsSchema = z
  .strictObject({ fulfillment_ids: z.array(z.string().max(100)).min(1).max(SLIPS_MAX) })
  .openapi('PackingSlips', {
    example: { fulfillment_ids: ['ful_01k7x2m8r4v6n0q3t5w9y1z2b6'] },
  })
