import { z } from '@hono/zod-openapi'
import {
  amount,
  country,
  currency,
  metadata,
  plannedDate,
  quantity,
  skuCode,
  text,
  timestamp,
  version,
} from '../../http/schemas'

const COMPONENTS_MAX = 100

const ComponentSchema = z
  .strictObject({ sku: skuCode, quantity })
  .openapi('Component', { example: { sku: 'MUG', quantity: 2 } })

const BackorderSchema = z
  .strictObject({
    policy: z.enum(['deny', 'allow', 'preorder']),
    limit: z.int().min(0).optional().openapi({ description: 'Units to accept beyond stock.' }),
    available_on: plannedDate.optional().openapi({ example: '2027-01-15' }),
  })
  .openapi('Backorder', { example: { policy: 'deny' } })

const millimetres = z.int().min(0).optional().openapi({ description: 'Millimetres.' })

const fields = {
  title: text(500),
  price: amount.optional(),
  cost: amount.optional(),
  currency: currency
    .optional()
    .openapi({ description: 'Of price and cost; the merchant’s if absent.' }),
  barcode: text(64).optional(),
  weight_grams: z.int().min(0).optional().openapi({ description: 'Grams.' }),
  length_mm: millimetres,
  width_mm: millimetres,
  height_mm: millimetres,
  hs_code: z
    .string()
    .regex(/^\d(?:[ .]?\d){3,13}$/, '4 to 14 digits, with dots or spaces between them.')
    .optional()
    .openapi({ description: 'Harmonized System code.', example: '6109.10' }),
  country_of_origin: country.optional(),
  image_url: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .optional()
    .openapi({ example: 'https://shop.example/mug.jpg' }),
  returnable: z.boolean().default(true),
  final_sale: z.boolean().default(false),
  components: z
    .array(ComponentSchema)
    .max(COMPONENTS_MAX)
    .default([])
    .openapi({ description: 'What a kit is made of. A kit has no stock of its own.' }),
  backorder: BackorderSchema.default({ policy: 'deny' }),
  metadata: metadata.default({}),
}

const example = { title: 'Mug, blue', price: 1299, currency: 'EUR', weight_grams: 350 } as const

export const PutSkuSchema = z.strictObject(fields).openapi('PutSku', { example })
export type PutSku = z.output<typeof PutSkuSchema>

export const SkuSchema = z
  .object({ sku: skuCode, ...fields, version, created_at: timestamp, updated_at: timestamp })
  .openapi('Sku', {
    description: 'What is stocked and sold; a kit, when it has components.',
    example: {
      sku: 'MUG',
      ...example,
      returnable: true,
      final_sale: false,
      components: [],
      backorder: { policy: 'deny' },
      metadata: {},
      version: 1,
      created_at: '2026-11-23T10:15:30.000Z',
      updated_at: '2026-11-23T10:15:30.000Z',
    },
  })
export type Sku = z.output<typeof SkuSchema>
