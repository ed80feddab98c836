import { z } from '@hono/zod-openapi'
import { amount, quantity, skuCode, timestamp } from '../../http/schemas'

export const CreditNoteSchema = z
  .object({
    id: z.string(),
    number: z.string().openapi({ description: 'Without gaps per merchant.', example: 'CN-000001' }),
    order_id: z.string(),
    order_number: z.string(),
    refund_id: z.string(),
    currency: z.string(),
    amount: amount.openapi({ description: 'Lines + shipping + goodwill − deduction.' }),
    reason: z.string(),
    customer: z.object({ email: z.string(), name: z.string(), phone: z.string().optional() }),
    lines: z.array(
      z.object({
        sku: skuCode,
        title: z.string(),
        quantity,
        net: amount,
        tax: amount,
        amount,
      }),
    ),
    shipping: amount,
    goodwill: amount,
    deduction: amount.openapi({ description: 'Kept: fees, and what an exchange took.' }),
    issued_at: timestamp,
  })
  .openapi('CreditNote', { description: 'Issued once a refund has succeeded; never changed.' })
