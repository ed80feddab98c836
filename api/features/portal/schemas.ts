import { z } from '@hono/zod-openapi'
import { fulfillmentStatuses, orderStatuses } from '../../domain/orders/status'
import { quantity, text, timestamp } from '../../http/schemas'

const example = { number: 'HF-7K3M-9QXT', email: 'ada@example.com' }

export const LookUpOrderSchema = z
  .strictObject({
    number: text(64)
      .trim()
      .min(1)
      .openapi({ description: 'As the customer typed it: case, spaces and dashes do not matter.' }),
    email: text(254)
      .trim()
      .regex(/^[^\s@]+@[^\s@]+$/, 'An e-mail address.')
      .openapi({ description: 'The one the order was placed with, in any case.', format: 'email' }),
  })
  .openapi('LookUpOrder', { example })

export const OrderViewSchema = z
  .object({
    number: z.string(),
    status: z.enum(orderStatuses),
    fulfillment_status: z.enum(fulfillmentStatuses),
    placed_at: timestamp,
    lines: z.array(z.object({ title: z.string(), quantity })),
    parcels: z
      .array(z.never().openapi({ type: 'object' }))
      .max(0)
      .openapi({ description: 'Always empty in this version.' }),
  })
  .openapi('OrderView', {
    description: 'What whoever knows number and e-mail may see: no names, addresses or amounts.',
    example: {
      number: example.number,
      status: 'open',
      fulfillment_status: 'unfulfilled',
      placed_at: '2026-11-23T10:15:30.000Z',
      lines: [{ title: 'Enamel mug, blue', quantity: 2 }],
      parcels: [],
    },
  })
export type OrderView = z.output<typeof OrderViewSchema>

export const ShopSchema = z.object({ name: z.string() }).openapi('Shop', {
  description: 'What the portal shows of a shop.',
  example: { name: 'Nordlicht Outfitters' },
})
