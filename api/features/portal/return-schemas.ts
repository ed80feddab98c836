import { z } from '@hono/zod-openapi'
import { resolutions } from '../../domain/returns/policy'
import { amount, quantity, skuCode, text } from '../../http/schemas'
import { lineId } from '../returns/schemas'

/** What customers may ask for: as merchants do, but prices are the catalog's. */

const LINES_MAX = 100

const lines = z.array(
  z.strictObject({
    line_id: lineId,
    quantity,
    reason: text(200).openapi({ example: 'too_small' }),
    note: text(1_000).optional(),
  }),
)

const exchange_lines = z
  .array(
    z.strictObject({
      sku: skuCode,
      quantity,
      unit_price: amount
        .optional()
        .openapi({ description: 'If given, it has to be the catalog’s price.' }),
    }),
  )
  .min(1)
  .max(LINES_MAX)
  .optional()

const isWhole = (wish: { resolution: string; exchange_lines?: unknown }) =>
  (wish.resolution === 'exchange') === (wish.exchange_lines !== undefined)
const incomplete = {
  message: 'An exchange needs `exchange_lines`; nothing else has them.',
  path: ['exchange_lines'],
}

const example = {
  lines: [{ line_id: 'lin_01k7x2m8r4v6n0q3t5w9y1z2b5', quantity: 1, reason: 'too_small' }],
  resolution: 'refund',
} as const

export const CustomerReturnSchema = z
  .strictObject({
    lines: lines.min(1).max(LINES_MAX),
    resolution: z.enum(resolutions),
    exchange_lines,
  })
  .refine(isWhole, incomplete)
  .openapi('CustomerReturn', { example })

/** Without lines it says what may be returned at all. */
export const CustomerQuoteSchema = z
  .strictObject({
    lines: lines.max(LINES_MAX).default([]),
    resolution: z.enum(resolutions).default('refund'),
    exchange_lines,
  })
  .refine(isWhole, incomplete)
  .openapi('CustomerQuote', { example: {} })
export type CustomerWish = z.output<typeof CustomerQuoteSchema>

/** A repeated parameter is a list; one alone is a list of one. */
const lineIds = z
  .preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.string().max(100)).max(LINES_MAX),
  )
  .default([])
  .openapi({ type: 'array', items: { type: 'string' }, example: [example.lines[0].line_id] })

export const ExchangeQuerySchema = z.strictObject({
  line_id: lineIds,
  search: z.string().max(100).default('').openapi({ example: 'shirt' }),
})
export type ExchangeQuery = z.output<typeof ExchangeQuerySchema>

export const ExchangeItemsSchema = z
  .object({
    data: z.array(
      z.object({
        sku: skuCode,
        title: z.string(),
        unit_price: amount,
        in_stock: z.boolean(),
        variant: z.boolean().openapi({ description: 'Of the same product as a named line.' }),
      }),
    ),
    currency: z.string(),
  })
  .openapi('ExchangeItems', {
    description: 'What a return may be exchanged for.',
    example: {
      data: [
        { sku: 'TSHIRT-L', title: 'T-shirt, L', unit_price: 1999, in_stock: true, variant: true },
      ],
      currency: 'EUR',
    },
  })
