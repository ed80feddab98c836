import { z } from '@hono/zod-openapi'
import { fulfillmentStates } from '../../domain/fulfillments/fulfillment'
import { fulfillmentStatuses, orderStatuses, paymentStatuses } from '../../domain/orders/status'
import { amount, quantity, text, timestamp, version } from '../../http/schemas'
import { ClaimSchema } from '../claims/schemas'
import { AddressSchema } from '../orders/schemas'
import { ReturnSchema } from '../returns/schemas'

/** What a customer sees of an order: less by number and e-mail, all of it once signed in. */

export const ParcelSchema = z
  .object({
    id: z.string(),
    method: z.enum(['ship', 'pickup', 'pos']),
    status: z.enum(fulfillmentStates),
    carrier: z.string().nullable(),
    tracking_number: z.string().nullable(),
    tracking_url: z.string().nullable(),
    tracking_status: z.string().nullable().openapi({ description: 'As the carrier tells it.' }),
    lines: z
      .array(z.object({ title: z.string(), quantity }))
      .openapi({ description: 'What is in it; of kits, the kits that are whole in it.' }),
    events: z.array(
      z.object({
        status: z.string(),
        occurred_at: timestamp,
        description: z.string().optional(),
        location: z.string().optional(),
      }),
    ),
    shipped_at: timestamp.nullable(),
    delivered_at: timestamp.nullable(),
  })
  .openapi('Parcel', { description: 'What is sent, or is to be sent, together.' })

const exampleParcel = {
  id: 'ful_01k7x2m8r4v6n0q3t5w9y1z2b6',
  method: 'ship',
  status: 'shipped',
  carrier: 'DHL',
  tracking_number: '00340434161094015902',
  tracking_url: 'https://carrier.example/00340434161094015902',
  tracking_status: 'in_transit',
  lines: [{ title: 'Enamel mug, blue', quantity: 2 }],
  events: [{ status: 'in_transit', occurred_at: '2026-11-24T08:00:00.000Z' }],
  shipped_at: '2026-11-24T07:30:00.000Z',
  delivered_at: null,
} as const

const statuses = {
  number: z.string(),
  status: z.enum(orderStatuses),
  fulfillment_status: z.enum(fulfillmentStatuses),
  placed_at: timestamp,
  parcels: z.array(ParcelSchema),
  expected: z
    .object({ from: timestamp.nullable(), to: timestamp })
    .nullable()
    .openapi({ description: 'When it should arrive.' }),
}

export const OrderViewSchema = z
  .object({ ...statuses, lines: z.array(z.object({ title: z.string(), quantity })) })
  .openapi('OrderView', {
    description: 'What whoever knows number and e-mail may see: no names, addresses or amounts.',
    example: {
      number: 'HF-7K3M-9QXT',
      status: 'open',
      fulfillment_status: 'fulfilled',
      placed_at: '2026-11-23T10:15:30.000Z',
      lines: [{ title: 'Enamel mug, blue', quantity: 2 }],
      parcels: [exampleParcel],
      expected: null,
    },
  })
export type OrderView = z.output<typeof OrderViewSchema>

const CustomerLineSchema = z.object({
  id: z.string(),
  sku: z.string(),
  title: z.string(),
  quantity,
  quantity_canceled: z.int().min(0),
  quantity_fulfilled: z.int().min(0),
  quantity_returned: z.int().min(0),
  unit_price: amount,
  discount: amount,
  tax: amount,
  total: amount,
  properties: z.record(z.string(), z.string()),
})

/** As the customer told it, without where its photos are kept. */
/** Photos are the shop's to look at; customers are told how many arrived. */
export const OwnReturnSchema = z
  .object({ ...ReturnSchema.shape, photos: z.int().min(0) })
  .openapi('OwnReturn')
export type OwnReturn = z.output<typeof OwnReturnSchema>

export const CustomerClaimSchema = ClaimSchema.omit({
  photos: true,
  refund_id: true,
  line_ids: true,
})
  .extend({ photos: z.int().min(0).openapi({ description: 'How many there are.' }) })
  .openapi('CustomerClaim')

export const CustomerOrderSchema = z
  .object({
    id: z.string(),
    ...statuses,
    payment_status: z.enum(paymentStatuses),
    currency: z.string(),
    subtotal: amount,
    discount: amount,
    tax: amount,
    shipping: z.object({ service: z.string().nullable(), amount, tax: amount }),
    total: amount,
    refunded: amount.openapi({ description: 'What was sent back so far.' }),
    customer: z.object({ email: z.string(), name: z.string(), phone: z.string().optional() }),
    shipping_address: AddressSchema.nullable(),
    lines: z.array(CustomerLineSchema),
    actions: z
      .object({
        cancel: z.boolean(),
        address: z.boolean(),
        return: z.boolean(),
        claim: z.boolean(),
        withdraw: z.boolean(),
      })
      .openapi({ description: 'What the customer may do by themselves now.' }),
    returns: z.array(OwnReturnSchema),
    claims: z.array(CustomerClaimSchema),
    version,
    updated_at: timestamp,
  })
  .openapi('CustomerOrder', {
    description: 'The whole order, for its customer.',
    example: {
      id: 'ord_01k7x2m8r4v6n0q3t5w9y1z2b4',
      number: 'HF-7K3M-9QXT',
      status: 'open',
      payment_status: 'paid',
      fulfillment_status: 'fulfilled',
      placed_at: '2026-11-23T10:15:30.000Z',
      parcels: [exampleParcel],
      expected: null,
      currency: 'EUR',
      subtotal: 3600,
      discount: 0,
      tax: 0,
      shipping: { service: 'standard', amount: 490, tax: 0 },
      total: 4090,
      refunded: 0,
      customer: { email: 'ada@example.com', name: 'Ada Lovelace' },
      shipping_address: {
        name: 'Ada Lovelace',
        line1: 'Torstraße 1',
        city: 'Berlin',
        postal_code: '10119',
        country: 'DE',
      },
      lines: [
        {
          id: 'lin_01k7x2m8r4v6n0q3t5w9y1z2b5',
          sku: 'MUG-ENAMEL-BLUE',
          title: 'Enamel mug, blue',
          quantity: 2,
          quantity_canceled: 0,
          quantity_fulfilled: 2,
          quantity_returned: 0,
          unit_price: 1800,
          discount: 0,
          tax: 0,
          total: 3600,
          properties: {},
        },
      ],
      actions: { cancel: false, address: false, return: true, claim: true, withdraw: true },
      returns: [],
      claims: [],
      version: 4,
      updated_at: '2026-11-24T07:30:00.000Z',
    },
  })
export type CustomerOrder = z.output<typeof CustomerOrderSchema>

export const CancelByCustomerSchema = z
  .strictObject({ reason: text(200).optional(), note: text(1_000).optional() })
  .openapi('CancelByCustomer', { example: { note: 'Ordered twice by mistake' } })

export const ChangeAddressSchema = AddressSchema.openapi('ChangeAddress', {
  example: {
    name: 'Ada Lovelace',
    line1: 'Torstraße 2',
    city: 'Berlin',
    postal_code: '10119',
    country: 'DE',
  },
})
