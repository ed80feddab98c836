import { z } from '@hono/zod-openapi'
import { dropReasons } from '../../domain/routing/filters'
import { ruleTypes } from '../../domain/routing/rule'
import { locatedBy } from '../../domain/routing/whereabouts'
import {
  amount,
  channelId,
  country,
  dates,
  locationId,
  quantity,
  skuCode,
  text,
  timestamp,
  version,
} from '../../http/schemas'

const RULES_MAX = 20
const LOCATIONS_MAX = 1_000

export const RoutingRuleSchema = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('minimize_splits') })
      .openapi({ description: 'As few parcels as can be.' }),
    z
      .strictObject({
        type: z.literal('stay_in_market'),
        markets: z.array(z.array(country).min(1).max(250)).max(100).default([]).openapi({
          description: 'Sets of countries; each country is in a market with itself.',
        }),
      })
      .openapi({ description: 'From the market of the destination.' }),
    z.strictObject({ type: z.literal('closest') }).openapi({
      description:
        'By great-circle distance; an address without coordinates counts as the middle of its postal area, city, region or country.',
    }),
    z
      .strictObject({
        type: z.literal('ranked_locations'),
        location_ids: z.array(locationId).min(1).max(LOCATIONS_MAX),
      })
      .openapi({ description: 'In this order, all others last. May be used more than once.' }),
    z.strictObject({ type: z.literal('cheapest') }).openapi({
      description: 'By `parcel_cost` and `cost_per_kg` of the locations, over the whole order.',
    }),
    z
      .strictObject({ type: z.literal('inventory_balance') })
      .openapi({ description: 'From where the largest share of the stock is.' }),
  ])
  .openapi('RoutingRule')

export const rules = z
  .array(RoutingRuleSchema)
  .max(RULES_MAX)
  .openapi({ description: 'The first says most; where plans tie, the next one decides.' })

export const filters = {
  max_splits: z
    .int()
    .min(1)
    .optional()
    .openapi({ description: 'The most parcels an order may become; absent: any number.' }),
  min_split_value: amount
    .min(1)
    .optional()
    .openapi({ description: 'What each parcel of a split order must be worth.' }),
}

const days = z.int().min(0).max(60)
const TransitSchema = z
  .strictObject({
    service: text(100).optional().openapi({ description: 'As orders name it; absent: any.' }),
    countries: z.array(country).min(1).max(250).optional(),
    min_days: days,
    max_days: days,
  })
  .refine(({ min_days, max_days }) => min_days <= max_days, {
    path: ['max_days'],
    message: 'At least `min_days`.',
  })
  .openapi('Transit', { description: 'Business days that parcels travel.' })

const settings = {
  rules,
  ...filters,
  transit: z
    .array(TransitSchema)
    .max(500)
    .default([])
    .openapi({ description: 'For promise dates: the first that fits service and country.' }),
  carrier_holidays: dates.default([]).openapi({ description: 'Days on which no parcel moves.' }),
}

const example = {
  rules: [
    { type: 'minimize_splits' },
    {
      type: 'stay_in_market',
      markets: [
        ['DE', 'AT'],
        ['US', 'CA'],
      ],
    },
    { type: 'closest' },
  ],
  max_splits: 3,
  transit: [{ countries: ['DE'], min_days: 1, max_days: 2 }],
} as const

export const PutRoutingSchema = z.strictObject(settings).openapi('PutRouting', { example })
export type PutRouting = z.output<typeof PutRoutingSchema>

export const RoutingSettingsSchema = z.object({ ...settings, version }).openapi('RoutingSettings', {
  description: 'How orders are routed to locations.',
  example: { ...example, carrier_holidays: [], version: 2 },
})

const window = z
  .object({
    ship_by: timestamp,
    deliver_min: timestamp.nullable(),
    deliver_max: timestamp.nullable(),
  })
  .openapi('DeliveryWindow', {
    description: 'Null where nobody has said how long parcels travel.',
    example: {
      ship_by: '2026-11-24T22:59:59.000Z',
      deliver_min: '2026-11-24T23:00:00.000Z',
      deliver_max: '2026-11-26T22:59:59.000Z',
    },
  })

const DroppedSchema = z.object({ location_id: locationId, reason: z.enum(dropReasons) })

const plan = {
  settings: { rules: [{ type: 'minimize_splits' }] },
  destination: { country: 'DE', located_by: 'city' },
  optimal: true,
  cost: 490,
  parcels: [
    {
      location_id: 'berlin',
      units: [{ sku: 'TSHIRT-M', quantity: 2 }],
      value: 3998,
      grams: 360,
      cost: 490,
      distance_km: 3.412,
      in_market: true,
      promise: null,
    },
  ],
  promise: null,
  rules: [
    {
      type: 'minimize_splits',
      plan_score: 1,
      ranks: [{ location_id: 'berlin', rank: 1, score: 0 }],
    },
  ],
  candidates: 1,
  dropped: [{ location_id: 'hamburg', reason: 'no_stock' }],
} as const

export const RoutingSchema = z
  .object({
    settings: z.object({ rules, ...filters }),
    destination: z.object({
      country: country.nullable(),
      located_by: z.enum(locatedBy).nullable().openapi({
        description: 'What distances are measured to; null: nobody knows where it is.',
      }),
    }),
    optimal: z.boolean().openapi({
      description: 'No plan is better. False beyond 20 locations or 20 SKUs: it may be.',
    }),
    cost: amount.openapi({ description: 'Of all parcels.' }),
    parcels: z.array(
      z.object({
        location_id: locationId,
        units: z.array(z.object({ sku: skuCode, quantity })),
        value: amount,
        grams: z.int().min(0),
        cost: amount,
        distance_km: z.number().nullable(),
        in_market: z.boolean().nullable(),
        promise: window.nullable(),
      }),
    ),
    promise: window.nullable(),
    rules: z
      .array(
        z.object({
          type: z.enum(ruleTypes),
          plan_score: z.number().nullable().openapi({
            description: 'What the plan came to by this rule, over its units or its parcels.',
          }),
          ranks: z.array(z.object({ location_id: locationId, rank: z.int(), score: z.number() })),
        }),
      )
      .openapi({
        description:
          'How each rule ranks the locations by themselves; less is better: units a location cannot serve, 1 outside the market, meters, position in the list, cost of the whole order in thousandths of a minor unit, 1,000 less its share of the stock.',
      }),
    candidates: z.int(),
    dropped: z.array(DroppedSchema),
  })
  .openapi('Routing', {
    description: 'Where an order’s units come from, and why.',
    example: plan,
  })

const rerouting = { ...plan, cause: 'rejectFulfillment', routed_at: '2026-11-24T10:00:00.000Z' }

export const OrderRoutingSchema = RoutingSchema.extend({
  reroutings: z
    .array(
      RoutingSchema.extend({
        cause: z.string().openapi({ description: 'The operation that wanted units, or a job.' }),
        routed_at: timestamp,
      }).openapi({ example: rerouting }),
    )
    .openapi({
      description:
        'Of units that came from elsewhere, or later. Parcels that left anyway are not among `parcels`, but count for `max_splits` and `min_split_value`.',
    }),
}).openapi('OrderRouting', {
  description: 'How an order was routed when it was placed, and since.',
  example: {
    ...plan,
    reroutings: [rerouting],
  },
})

const PlaceSchema = z
  .strictObject({
    country,
    region: text(100).optional(),
    city: text(100).optional(),
    postal_code: text(20).optional(),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
  })
  .openapi('Destination')

/** Rules to plan by instead of the merchant's own. */
const instead = z
  .strictObject({ rules, ...filters })
  .optional()
  .openapi({ description: 'Instead of the merchant’s own.' })

export const PreviewOrderRoutingSchema = z
  .strictObject({ settings: instead })
  .openapi('PreviewOrderRouting', { example: { settings: { rules: [{ type: 'cheapest' }] } } })

export const PreviewRoutingSchema = z
  .strictObject({
    channel: channelId.default('web'),
    destination: PlaceSchema.optional(),
    shipping_service: text(100).optional(),
    pickup_at: locationId.optional(),
    lines: z
      .array(z.strictObject({ sku: skuCode, quantity, unit_price: amount.default(0) }))
      .min(1)
      .max(100),
    settings: instead,
  })
  .openapi('PreviewRouting', {
    example: {
      destination: { country: 'DE', city: 'Berlin', postal_code: '10119' },
      lines: [{ sku: 'TSHIRT-M', quantity: 2, unit_price: 1999 }],
    },
  })
