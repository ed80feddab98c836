import { z } from '@hono/zod-openapi'
import { amount, metadata, text, timestamp, version } from '../../http/schemas'

const count = z.int().min(0)

export const CustomerTotalsSchema = z.object({
  currency: z.string(),
  orders: count.openapi({ description: 'All of them, canceled ones included.' }),
  canceled: count,
  payable: amount.openapi({ description: 'Owed for the orders as they are now.' }),
  captured: amount,
  refunded: amount,
})

export const CustomerRecordSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    emails: z.array(z.string()).openapi({ description: 'All addresses, after a merge several.' }),
    name: z.string(),
    phone: z.string().nullable(),
    totals: z.array(CustomerTotalsSchema).openapi({ description: 'Per currency, minor units.' }),
    first_order_at: timestamp.nullable(),
    last_order_at: timestamp.nullable(),
    metadata: z.record(z.string(), z.string()),
    erased_at: timestamp.nullable(),
    version,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('CustomerRecord', {
    description: 'Who orders: one per normalized e-mail address, made by the first order.',
    example: {
      id: 'cus_01k7x2m8r4v6n0q3t5w9y1z2b4',
      email: 'ada@example.com',
      emails: ['ada@example.com'],
      name: 'Ada Lovelace',
      phone: null,
      totals: [
        { currency: 'EUR', orders: 1, canceled: 0, payable: 4488, captured: 0, refunded: 0 },
      ],
      first_order_at: '2026-11-23T10:15:30.000Z',
      last_order_at: '2026-11-23T10:15:30.000Z',
      metadata: {},
      erased_at: null,
      version: 1,
      created_at: '2026-11-23T10:15:30.000Z',
      updated_at: '2026-11-23T10:15:30.000Z',
    },
  })

export const PatchCustomerSchema = z
  .strictObject({
    name: text(200).optional(),
    phone: text(40).nullable().optional(),
    metadata: metadata.optional(),
  })
  .openapi('PatchCustomer', { example: { metadata: { tier: 'gold' } } })

export const MergeCustomersSchema = z
  .strictObject({
    from: z.string().max(100).openapi({ description: 'The customer whose orders come over.' }),
  })
  .openapi('MergeCustomers', { example: { from: 'cus_01k7x2m8r4v6n0q3t5w9y1z2b5' } })

export const customerFilters = {
  email: z.string().min(1).max(254).optional().openapi({ description: 'One of their addresses.' }),
  name: text(200)
    .optional()
    .openapi({ description: 'Names that begin so, in any case of letters.' }),
}
