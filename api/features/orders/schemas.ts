import { z } from '@hono/zod-openapi'
import { fulfillmentStatuses, orderStatuses, paymentStatuses } from '../../domain/orders/status'
import { gateways } from '../../domain/payments/payment'
import {
  amount,
  channelId,
  country,
  currency,
  email,
  instant,
  locationId,
  metadata,
  orNull,
  plannedInstant,
  quantity,
  skuCode,
  text,
  timestamp,
  version,
} from '../../http/schemas'
import { ReturnSchema } from '../returns/schemas'
import { FulfillmentSchema, HoldSchema, PaymentSchema, RefundSchema } from './part-schemas'

export const LINES_MAX = 100

const phone = text(40)

const CustomerSchema = z
  .strictObject({ email, name: text(200), phone: phone.optional() })
  .openapi('Customer')

export const AddressSchema = z
  .strictObject({
    name: text(200),
    line1: text(200),
    line2: text(200).optional(),
    city: text(100),
    region: text(100).optional(),
    postal_code: text(20),
    country,
    phone: phone.optional(),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
  })
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
    message: 'Give latitude and longitude together, or neither.',
  })
  .openapi('Address')

const properties = z
  .record(text(100), text(1_000, 0))
  .refine((value) => Object.keys(value).length <= 50, 'At most 50 properties.')

export const OrderLineInputSchema = z.strictObject({
  sku: skuCode,
  quantity,
  unit_price: amount,
  discount: amount.default(0),
  tax: amount.default(0),
  title: text(1_000).optional(),
  properties: properties.default({}),
  ship_after: plannedInstant.optional().openapi({ description: 'Not released before.' }),
  ship_by: plannedInstant.optional().openapi({ description: 'Work lists are sorted by it.' }),
})

const delivery = z
  .strictObject({ method: z.enum(['ship', 'pickup']), location_id: locationId.optional() })
  .refine(({ method, location_id }) => method === 'ship' || location_id !== undefined, {
    path: ['location_id'],
    message: 'A pickup needs the location it is picked up at.',
  })

const payment = z
  .strictObject({
    gateway: z.enum(gateways),
    token: text(200).optional().openapi({
      description:
        'What the gateway charges; of `gift_card` its code, of `manual` `cash_on_delivery` or nothing.',
    }),
    capture: z.boolean().optional().openapi({
      description:
        'Whether it is captured once it is authorized: yes, if absent; through `manual` only if it is said, because then the money is there already.',
    }),
    terms: z.enum(['on_account']).optional().openapi({
      description: 'Through `manual`: fulfilled before it is paid.',
    }),
  })
  .refine(({ gateway, terms }) => terms === undefined || gateway === 'manual', {
    path: ['terms'],
    message: 'Terms are agreed on with the gateway `manual`.',
  })
  .openapi({ description: 'How it is paid. Absent: later, through the gateway `manual`.' })

const exampleAddress = {
  name: 'Ada Lovelace',
  line1: 'Torstraße 1',
  city: 'Berlin',
  postal_code: '10119',
  country: 'DE',
}
const exampleCustomer = { email: 'ada@example.com', name: 'Ada Lovelace' }

export const PlaceOrderSchema = z
  .strictObject({
    reservation_id: z.string().max(2_048).optional(),
    channel: channelId.default('web'),
    external_id: text(200).optional().openapi({ description: 'Unique in its channel.' }),
    currency,
    customer: CustomerSchema,
    shipping_address: AddressSchema.optional(),
    billing_address: AddressSchema.optional(),
    lines: z.array(OrderLineInputSchema).min(1).max(LINES_MAX),
    shipping: z
      .strictObject({ service: text(100).optional(), amount, tax: amount.default(0) })
      .optional(),
    discount: amount
      .default(0)
      .openapi({ description: 'Off the whole order; split over its lines.' }),
    delivery: delivery.optional(),
    payment: payment.optional(),
    ship_complete: z
      .boolean()
      .default(false)
      .openapi({ description: 'Nothing leaves before everything is there.' }),
    metadata: metadata.default({}).openapi({
      description:
        'Up to 50 keys of 40 characters, values of 500. `locale` (`de`, `fr-CH`) is the language of the order’s mails and papers; without it, the portal’s is.',
      example: { locale: 'de' },
    }),
  })
  .openapi('PlaceOrder', {
    example: {
      currency: 'EUR',
      customer: exampleCustomer,
      shipping_address: exampleAddress,
      lines: [{ sku: 'TSHIRT-M', quantity: 2, unit_price: 1999 }],
      shipping: { service: 'standard', amount: 490 },
    },
  })

const units = z.int().min(0).openapi({ description: 'Units.', example: 0 })
const AllocationSchema = z.object({ location_id: locationId, quantity })

const OrderLineSchema = z.object({
  id: z.string(),
  sku: skuCode,
  title: z.string(),
  quantity,
  unit_price: amount,
  subtotal: amount,
  discount: amount.openapi({ description: 'Its own, and its share of the order’s.' }),
  tax: amount,
  total: amount,
  properties: z.record(z.string(), z.string()),
  ship_after: timestamp.nullable(),
  ship_by: timestamp.nullable(),
  quantity_canceled: units,
  quantity_backordered: units,
  quantity_fulfilled: units,
  quantity_returned: units,
  allocations: z
    .array(AllocationSchema)
    .openapi({ description: 'One entry per location; of a kit, units of its components.' }),
  components: z
    .array(z.object({ sku: skuCode, allocations: z.array(AllocationSchema) }))
    .optional()
    .openapi({ description: 'Of a kit: where each component comes from.' }),
})

export const OrderSchema = z
  .object({
    id: z.string(),
    number: z.string().openapi({ description: 'For people; unguessable.' }),
    status: z.enum(orderStatuses),
    payment_status: z.enum(paymentStatuses),
    fulfillment_status: z.enum(fulfillmentStatuses),
    channel: channelId,
    external_id: z.string().nullable(),
    currency: z.string(),
    subtotal: amount,
    discount: amount,
    tax: amount,
    shipping: z.object({ service: z.string().nullable(), amount, tax: amount }),
    total: amount,
    amount_payable: amount.openapi({
      description:
        'Owed for the order as it is now: `total` less what was canceled, or came back before it was paid for.',
    }),
    amount_captured: amount,
    amount_refunded: amount,
    customer: z.object({ email: z.string(), name: z.string(), phone: z.string().optional() }),
    shipping_address: orNull(AddressSchema),
    billing_address: orNull(AddressSchema),
    delivery: z.object({ method: z.enum(['ship', 'pickup']), location_id: z.string().optional() }),
    lines: z.array(OrderLineSchema),
    fulfillments: z.array(FulfillmentSchema),
    payments: z.array(PaymentSchema),
    refunds: z.array(RefundSchema),
    returns: z.array(ReturnSchema),
    terms: z.enum(['on_account']).nullable(),
    ship_complete: z.boolean(),
    holds: z.array(HoldSchema),
    promise: z
      .object({
        ship_by: timestamp.nullable(),
        deliver_min: timestamp.nullable(),
        deliver_max: timestamp.nullable(),
      })
      .nullable(),
    expires_at: timestamp.nullable().openapi({ description: 'When it ends if it stays unpaid.' }),
    cancel_reason: z.string().nullable(),
    cancel_note: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    version,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('Order', {
    description: 'What the customer agreed to. Amounts are frozen at placement.',
    example: {
      id: 'ord_01k7x2m8r4v6n0q3t5w9y1z2b4',
      number: 'HF-7K3M-9QXT',
      status: 'open',
      payment_status: 'pending',
      fulfillment_status: 'unfulfilled',
      channel: 'web',
      external_id: null,
      currency: 'EUR',
      subtotal: 3998,
      discount: 0,
      tax: 0,
      shipping: { service: 'standard', amount: 490, tax: 0 },
      total: 4488,
      amount_payable: 4488,
      amount_captured: 0,
      amount_refunded: 0,
      customer: exampleCustomer,
      shipping_address: exampleAddress,
      billing_address: null,
      delivery: { method: 'ship' },
      lines: [
        {
          id: 'lin_01k7x2m8r4v6n0q3t5w9y1z2b5',
          sku: 'TSHIRT-M',
          title: 'T-shirt, M',
          quantity: 2,
          unit_price: 1999,
          subtotal: 3998,
          discount: 0,
          tax: 0,
          total: 3998,
          properties: {},
          ship_after: null,
          ship_by: null,
          quantity_canceled: 0,
          quantity_backordered: 0,
          quantity_fulfilled: 0,
          quantity_returned: 0,
          allocations: [{ location_id: 'berlin', quantity: 2 }],
        },
      ],
      fulfillments: [],
      payments: [],
      refunds: [],
      returns: [],
      terms: null,
      ship_complete: false,
      holds: [],
      promise: null,
      expires_at: null,
      cancel_reason: null,
      cancel_note: null,
      metadata: {},
      version: 1,
      created_at: '2026-11-23T10:15:30.000Z',
      updated_at: '2026-11-23T10:15:30.000Z',
    },
  })

export const orderFilters = {
  status: z.enum(orderStatuses).optional(),
  payment_status: z.enum(paymentStatuses).optional(),
  fulfillment_status: z.enum(fulfillmentStatuses).optional(),
  channel: channelId.optional(),
  email: z.string().min(1).max(254).optional(),
  number: z.string().min(1).max(40).optional(),
  created_after: instant.optional(),
  created_before: instant.optional(),
}
