import { z } from '@hono/zod-openapi'
import { holdReasons } from '../../domain/orders/order'
import { amount, quantity, text } from '../../http/schemas'
import { AddressSchema, LINES_MAX, OrderLineInputSchema, OrderSchema } from './schemas'

/** What can be asked of an order after it was placed. */

const note = text(1_000).optional()
const lineId = z.string().max(100).openapi({ example: 'lin_01k7x2m8r4v6n0q3t5w9y1z2b5' })

export const CancelOrderSchema = z
  .strictObject({
    reason: text(200),
    note,
    lines: z
      .array(z.strictObject({ line_id: lineId, quantity }))
      .min(1)
      .max(LINES_MAX)
      .optional()
      .openapi({ description: 'Only these units; without, the whole order.' }),
  })
  .openapi('CancelOrder', { example: { reason: 'customer changed their mind' } })

export const HoldOrderSchema = z
  .strictObject({ reason: z.enum(holdReasons), note })
  .openapi('HoldOrder', { example: { reason: 'incorrect_address', note: 'no house number' } })

export const ReleaseOrderSchema = z
  .strictObject({ hold_id: z.string().max(100) })
  .openapi('ReleaseOrder', { example: { hold_id: 'hld_01k7x2m8r4v6n0q3t5w9y1z2b6' } })

const LineEditSchema = z
  .strictObject({
    line_id: lineId,
    quantity: z.int().min(0).optional().openapi({
      description: 'Units wanted now. Fewer are canceled; more become a line of the same price.',
    }),
    unit_price: amount.optional().openapi({ description: 'Before anything of it is fulfilled.' }),
    tax: amount.optional().openapi({ description: 'Of the whole line, with a new price.' }),
  })
  .refine(({ tax, unit_price }) => tax === undefined || unit_price !== undefined, {
    path: ['tax'],
    message: 'Goes with `unit_price`.',
  })

export const EditOrderSchema = z
  .strictObject({
    lines: z
      .array(LineEditSchema)
      .max(LINES_MAX)
      .refine(
        (lines) => new Set(lines.map(({ line_id }) => line_id)).size === lines.length,
        'Name each line once.',
      )
      .default([]),
    add: z.array(OrderLineInputSchema).max(LINES_MAX).default([]),
    shipping_address: AddressSchema.optional(),
    version: z.int().min(1).optional().openapi({
      description: 'Of the order this edit was made from: 409 `order_changed` when it is another.',
    }),
    commit: z
      .boolean()
      .default(false)
      .openapi({ description: 'False shows what it would come to.' }),
  })
  .refine(
    ({ lines, add, shipping_address }) => lines.length + add.length > 0 || shipping_address,
    'Something has to change: `lines`, `add` or `shipping_address`.',
  )
  .openapi('EditOrder', {
    example: { add: [{ sku: 'TSHIRT-M', quantity: 1, unit_price: 1999 }], commit: false },
  })

export const OrderEditSchema = z
  .object({
    committed: z.boolean(),
    payable_before: amount,
    payable_after: amount,
    due: amount.openapi({ description: 'Not paid, nor authorized, of what is payable now.' }),
    refund: amount.openapi({
      description:
        'Paid beyond what is payable now, and on its way back: `pending` in the answer, sent at once.',
    }),
    overpaid: amount.openapi({
      description: 'Paid beyond what is payable, and not on its way back.',
    }),
    order: OrderSchema,
  })
  .openapi('OrderEdit', { description: 'What an edit comes to. Amounts in minor units.' })
