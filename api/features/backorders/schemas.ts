import { z } from '@hono/zod-openapi'
import { quantity, skuCode, timestamp } from '../../http/schemas'

const order_id = z.string().openapi({ example: 'ord_01k7x2m8r4v6n0q3t5w9y1z2b4' })

export const BackorderEntrySchema = z
  .object({
    sku: skuCode.openapi({ description: 'Of a kit: the component that is missing.' }),
    order_id,
    line_id: z.string(),
    quantity,
    since: timestamp,
  })
  .openapi('BackorderEntry', { description: 'Units that a line of an order waits for.' })

export const FillBackordersSchema = z
  .strictObject({
    sku: skuCode,
    skip_ahead: z.boolean().default(false).openapi({
      description: 'Let later orders have what is too little for an earlier one that ships whole.',
    }),
  })
  .openapi('FillBackorders', { example: { sku: 'TSHIRT-M', skip_ahead: true } })

export const FilledBackordersSchema = z
  .object({
    sku: skuCode,
    filled: z.array(
      z.object({
        order_id,
        quantity,
        complete: z.boolean().openapi({ description: 'Whether it waits for no more of the SKU.' }),
      }),
    ),
  })
  .openapi('FilledBackorders')
