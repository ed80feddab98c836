import { z } from '@hono/zod-openapi'
import { ineligibleReasons } from '../../domain/returns/eligibility'
import { resolutions } from '../../domain/returns/policy'
import { dispositions, returnStates } from '../../domain/returns/return'
import { PhotoSchema } from '../../http/photo-schema'
import {
  amount,
  locationId,
  orNull,
  quantity,
  skuCode,
  text,
  timestamp,
  version,
} from '../../http/schemas'

export const LINES_MAX = 100
export const lineId = z
  .string()
  .min(1)
  .max(100)
  .openapi({ description: 'Of the order’s line.', example: 'lin_01k7x2m8r4v6n0q3t5w9y1z2b5' })
const signed = z.int().openapi({ description: 'Minor units; below zero it goes to the customer.' })

const ReturnLineInputSchema = z.strictObject({
  line_id: lineId,
  quantity,
  reason: text(200).openapi({ example: 'too_small' }),
  note: text(1_000).optional(),
})

const ExchangeLineInputSchema = z.strictObject({
  sku: skuCode,
  quantity,
  unit_price: amount,
  tax: amount.default(0).openapi({ description: 'Of all units of the line.' }),
})

const wish = {
  lines: z.array(ReturnLineInputSchema).min(1).max(LINES_MAX),
  resolution: z.enum(resolutions),
  exchange_lines: z.array(ExchangeLineInputSchema).min(1).max(LINES_MAX).optional(),
}
const isWhole = ({
  resolution,
  exchange_lines,
}: {
  resolution: string
  exchange_lines?: unknown
}) => (resolution === 'exchange') === (exchange_lines !== undefined)
const incomplete = {
  message: 'An exchange needs `exchange_lines`; nothing else has them.',
  path: ['exchange_lines'],
}

/** What a customer may ask for of the order they are signed in for. */
export const ReturnWishSchema = z.strictObject(wish).refine(isWhole, incomplete)
export type ReturnWishBody = z.output<typeof ReturnWishSchema>

const exampleWish = {
  lines: [{ line_id: 'lin_01k7x2m8r4v6n0q3t5w9y1z2b5', quantity: 1, reason: 'too_small' }],
  resolution: 'refund',
} as const

export const OpenReturnSchema = z
  .strictObject({ order_id: z.string().min(1).max(100), ...wish })
  .refine(isWhole, incomplete)
  .openapi('OpenReturn', {
    example: { order_id: 'ord_01k7x2m8r4v6n0q3t5w9y1z2b4', ...exampleWish },
  })

export const QuoteSchema = z
  .object({
    currency: z.string(),
    goods: amount.openapi({ description: 'What the units cost the customer, tax included.' }),
    restocking_fee: amount,
    return_shipping: amount,
    fee: amount.openapi({ description: 'The two together.' }),
    withheld: amount.openapi({
      description: 'Of that not paid out: it was not paid in, or went back already.',
    }),
    outbound_shipping: amount.openapi({
      description: 'The way there, given back with the last of everything that is withdrawn from.',
    }),
    refund: amount.openapi({
      description:
        'goods − fee + outbound_shipping − withheld; of an exchange goods − fee, which takes its part first.',
    }),
    bonus: amount.openapi({ description: 'On top, as store credit.' }),
    keep_items: z.boolean().openapi({ description: 'Worth too little to be sent back.' }),
  })
  .openapi('ReturnQuote')

const AddressSchema = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string().optional(),
  city: z.string(),
  region: z.string().optional(),
  postal_code: z.string(),
  country: z.string(),
  phone: z.string().optional(),
})

const LabelSchema = z.object({
  carrier: z.string(),
  service: z.string().nullable(),
  tracking_number: z.string(),
  from: AddressSchema,
  to: AddressSchema,
  url: z.string().openapi({ description: 'The PDF; `?format=4x6` or `a6`.' }),
})

const ParcelSchema = z.object({
  id: z.string(),
  location_id: locationId,
  status: z.enum(['pending', 'in_transit', 'received']),
  lines: z.array(z.object({ line_id: z.string(), quantity })),
  label: LabelSchema.nullable(),
  tracking: z.object({ carrier: z.string(), tracking_number: z.string().nullable() }).nullable(),
})

const count = z.int().min(0)
const ReturnLineSchema = z.object({
  line_id: z.string(),
  sku: skuCode,
  quantity,
  reason: z.string(),
  note: z.string().nullable(),
  quantity_received: count.openapi({ description: 'restock + damaged + quality_control.' }),
  dispositions: z.object({
    restock: count,
    damaged: count,
    quality_control: count,
    missing: count,
    wrong_item: count,
  }),
  quantity_settled: count.openapi({ description: 'Units that money was given for.' }),
})

const ExchangeSchema = z.object({
  lines: z.array(z.object({ sku: skuCode, quantity, unit_price: amount, tax: amount })),
  new_total: amount,
  credit: amount,
  balance: signed.openapi({
    description: 'new_total − credit. Above zero the customer owes it: the exchange waits for it.',
  }),
  line_ids: z
    .array(z.string())
    .openapi({ description: 'The order’s lines that were added, once it is approved.' }),
})

export const ReturnSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    order_id: z.string(),
    status: z.enum(returnStates),
    origin: z.enum(['request', 'withdrawal']),
    resolution: z.enum(resolutions),
    lines: z.array(ReturnLineSchema),
    policy: z
      .object({ market: z.string(), version: z.int().min(0) })
      .openapi({ description: 'As frozen at placement; version 0 is the built-in one.' }),
    quote: QuoteSchema,
    exchange: ExchangeSchema.nullable(),
    refund: amount.openapi({ description: 'What the units settled so far come to, less fees.' }),
    parcels: z.array(ParcelSchema),
    label: LabelSchema.nullable().openapi({ description: 'Of the first parcel.' }),
    deadline: timestamp
      .nullable()
      .openapi({ description: 'Until when its units could be returned; null: no limit.' }),
    expires_at: timestamp
      .nullable()
      .openapi({ description: 'When it ends by itself if nothing has arrived.' }),
    decline_reason: z.string().nullable(),
    photos: z.array(PhotoSchema),
    version,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('Return')

export const QuotedReturnSchema = z
  .object({
    lines: z.array(
      z.object({
        line_id: z.string(),
        sku: skuCode,
        returnable: count,
        reason: z
          .enum(ineligibleReasons)
          .nullable()
          .openapi({ description: 'Why no more than that.' }),
        deadline: timestamp.nullable(),
      }),
    ),
    resolutions: z.array(z.enum(resolutions)),
    quote: orNull(QuoteSchema).openapi({ description: 'Null when nothing was asked for.' }),
    exchange: ExchangeSchema.nullable(),
    parcels: count,
  })
  .openapi('QuotedReturn')

/** A quote without lines says what may be returned at all. */
export const QuoteReturnSchema = z
  .strictObject({
    order_id: z.string().min(1).max(100),
    ...wish,
    lines: z.array(ReturnLineInputSchema).max(LINES_MAX).default([]),
    resolution: z.enum(resolutions).default('refund'),
  })
  .refine(isWhole, incomplete)
  .openapi('QuoteReturn', { example: { order_id: 'ord_01k7x2m8r4v6n0q3t5w9y1z2b4' } })

export const DeclineSchema = z
  .strictObject({ reason: text(200) })
  .openapi('DeclineReturn', { example: { reason: 'worn' } })

export const NothingSchema = z.strictObject({}).openapi('Nothing', { example: {} })

export const ShipReturnSchema = z
  .strictObject({
    parcel_id: z.string().max(100).optional(),
    carrier: text(100).optional(),
    tracking_number: text(100).optional(),
  })
  .openapi('ShipReturn', { example: { carrier: 'post', tracking_number: 'RR123456785DE' } })

export const ReceiveReturnSchema = z
  .strictObject({
    location_id: locationId,
    lines: z
      .array(z.strictObject({ line_id: lineId, quantity, disposition: z.enum(dispositions) }))
      .min(1)
      .max(LINES_MAX),
  })
  .openapi('ReceiveReturn', {
    example: {
      location_id: 'berlin',
      lines: [{ line_id: 'lin_01k7x2m8r4v6n0q3t5w9y1z2b5', quantity: 1, disposition: 'restock' }],
    },
  })

export const ReturnExceptionSchema = z
  .object({
    id: z.string(),
    order_id: z.string(),
    return_id: z.string(),
    line_id: z.string(),
    location_id: locationId,
    quantity,
    disposition: z.enum(dispositions),
    status: z.enum(['open', 'resolved']),
    note: z.string().nullable(),
    created_at: timestamp,
    resolved_at: timestamp.nullable(),
  })
  .openapi('ReturnException', {
    description: 'Units that arrived and nobody had authorized: in no stock, paid to nobody.',
  })

export const ResolveExceptionSchema = z
  .strictObject({ note: text(1_000) })
  .openapi('ResolveReturnException', { example: { note: 'sent back to the customer' } })
