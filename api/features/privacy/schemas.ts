import { z } from '@hono/zod-openapi'
import { timestamp } from '../../http/schemas'
import { CustomerRecordSchema } from '../customers/schemas'
import { OrderSchema } from '../orders/schemas'

export const ErasureSchema = z
  .object({
    customer_id: z.string(),
    status: z.enum(['running', 'completed']).openapi({
      description:
        'Running: some orders are still to be done, or an import of orders to end; it goes on by itself.',
    }),
    orders: z.int().min(0).openapi({ description: 'Orders that are, or will be, pseudonymized.' }),
    requested_at: timestamp,
    completed_at: timestamp.nullable(),
  })
  .openapi('Erasure', {
    description: 'A customer who was forgotten. Amounts and totals stay.',
    example: {
      customer_id: 'cus_01k7x2m8r4v6n0q3t5w9y1z2b4',
      status: 'completed',
      orders: 1,
      requested_at: '2026-11-23T10:15:30.000Z',
      completed_at: '2026-11-23T10:15:30.120Z',
    },
  })

export const CustomerExportSchema = z
  .object({
    customer: CustomerRecordSchema,
    orders: z.array(OrderSchema).openapi({ description: 'Newest first.' }),
    records: z
      .array(z.object({ table: z.string(), rows: z.array(z.record(z.string(), z.unknown())) }))
      .openapi({ description: 'What is kept beside these orders, as it is stored.' }),
    next_cursor: z.string().nullable().openapi({ description: 'Null on the last page.' }),
  })
  .openapi('CustomerExport', {
    description: 'What is kept of a person, a page of orders at a time.',
  })
