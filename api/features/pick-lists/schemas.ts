import { z } from '@hono/zod-openapi'
import { locationId, quantity, skuCode, text, timestamp, version } from '../../http/schemas'

export const PICK_LIST_MAX = 100

export const CreatePickListSchema = z
  .strictObject({
    location_id: locationId,
    limit: z.int().min(1).max(PICK_LIST_MAX).default(20).openapi({ description: 'Fulfillments.' }),
  })
  .openapi('CreatePickList', { example: { location_id: 'berlin', limit: 20 } })

const units = z.int().min(0).openapi({ description: 'Units.', example: 2 })
const fulfillment_id = z.string().openapi({ example: 'ful_01k7x2m8r4v6n0q3t5w9y1z2b6' })

export const PickListSchema = z
  .object({
    id: z.string(),
    location_id: locationId,
    status: z.enum(['picking', 'completed']),
    fulfillments: z.array(fulfillment_id).openapi({ description: 'Still being picked.' }),
    quantity: units,
    picked: units,
    lines: z
      .array(
        z.object({
          sku: skuCode,
          title: z.string(),
          barcode: z.string().nullable(),
          bin: z.string().nullable().openapi({ description: 'The SKU’s `metadata.bin`.' }),
          quantity: units,
          picked: units,
          items: z.array(
            z.object({
              fulfillment_id,
              order_id: z.string(),
              line_id: z.string(),
              quantity: units,
              picked: units,
            }),
          ),
        }),
      )
      .openapi({ description: 'By bin, then SKU: the way along the shelves.' }),
    version,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('PickList', { description: 'One walk through a location for many orders.' })

export const ScanSchema = z
  .strictObject({
    barcode: text(64).optional(),
    sku: skuCode.optional(),
    quantity: quantity.default(1),
    fulfillment_id: z.string().max(100).optional().openapi({ description: 'Only for that one.' }),
  })
  .refine(({ barcode, sku }) => (barcode === undefined) !== (sku === undefined), {
    path: ['barcode'],
    message: 'Give either barcode or sku.',
  })
  .openapi('Scan', { example: { sku: 'TSHIRT-M', quantity: 1 } })
