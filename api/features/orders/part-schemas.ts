import { z } from '@hono/zod-openapi'
import { fulfillmentStates } from '../../domain/fulfillments/fulfillment'
import { holdReasons } from '../../domain/orders/order'
import { destinations, operationTypes, paymentStates } from '../../domain/payments/payment'
import {
  amount,
  locationId,
  orNull,
  quantity,
  skuCode,
  timestamp,
  version,
} from '../../http/schemas'

/** What an order consists of on the wire, beside itself. */

export const FulfillmentLineSchema = z
  .object({ line_id: z.string(), sku: skuCode, quantity })
  .openapi('FulfillmentLine', { description: 'Of a kit line: one of its components.' })

export const TrackingSchema = z
  .object({
    carrier: z.string(),
    service: z.string().nullable(),
    tracking_number: z.string().nullable(),
    tracking_url: z.string().nullable(),
    status: z.string(),
    events: z.array(
      z.object({
        status: z.string(),
        occurred_at: timestamp,
        description: z.string().optional(),
        location: z.string().optional(),
      }),
    ),
  })
  .openapi('Tracking')

export const FulfillmentSchema = z
  .object({
    id: z.string(),
    order_id: z.string(),
    location_id: locationId,
    method: z.enum(['ship', 'pickup', 'pos']),
    status: z.enum(fulfillmentStates),
    holds: z.array(z.enum(holdReasons)).openapi({ description: 'Why it is `on_hold`.' }),
    lines: z.array(FulfillmentLineSchema),
    ship_after: timestamp.nullable(),
    ship_by: timestamp.nullable(),
    packages: z.array(
      z.object({
        id: z.string(),
        weight_grams: z.int().optional(),
        length_mm: z.int().optional(),
        width_mm: z.int().optional(),
        height_mm: z.int().optional(),
        lines: z.array(FulfillmentLineSchema),
      }),
    ),
    tracking: orNull(TrackingSchema),
    reason: z
      .string()
      .nullable()
      .openapi({ description: 'Why it was rejected or canceled, as far as anybody said.' }),
    pick_list_id: z.string().nullable(),
    pickup_expires_at: timestamp.nullable(),
    version,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('Fulfillment', { description: 'The work order of one location.' })

export const HoldSchema = z
  .object({
    id: z.string(),
    reason: z.enum(holdReasons),
    note: z.string().nullable(),
    created_at: timestamp,
  })
  .openapi('Hold', { description: 'A reason an order may not proceed.' })

export const PaymentSchema = z
  .object({
    id: z.string(),
    order_id: z.string(),
    gateway: z.string(),
    status: z.enum(paymentStates),
    currency: z.string(),
    amount,
    authorized: amount,
    captured: amount,
    refunded: amount,
    voided: amount.openapi({ description: 'Authorized once, and given up.' }),
    reference: z.string().nullable().openapi({ description: 'The gateway’s own id.' }),
    next_action: z
      .object({
        type: z.string(),
        url: z.string().optional(),
        client_secret: z.string().optional(),
      })
      .nullable()
      .openapi({ description: 'What the customer has to do before the gateway goes on.' }),
    operations: z.array(
      z.object({
        id: z.string(),
        type: z.enum(operationTypes),
        amount,
        status: z.enum(['pending', 'succeeded', 'failed']),
        error: z.string().nullable(),
        created_at: timestamp,
        resolved_at: timestamp.nullable(),
      }),
    ),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('Payment')

export const RefundSchema = z
  .object({
    id: z.string(),
    order_id: z.string(),
    status: z.enum(['pending', 'succeeded', 'failed']),
    currency: z.string(),
    amount,
    lines: z.array(z.object({ line_id: z.string(), quantity, net: amount, tax: amount, amount })),
    shipping: amount,
    goodwill: amount,
    deduction: amount.openapi({ description: 'Kept: fees, and what an exchange took.' }),
    overpayment: amount.openapi({
      description: 'Of the amount: no longer owed, after a cancellation or an edit.',
    }),
    reason: z.string(),
    tenders: z.array(
      z.object({
        payment_id: z.string(),
        amount,
        destination: z.enum(destinations),
        status: z.enum(['pending', 'succeeded', 'failed']),
      }),
    ),
    restock: z.array(
      z.object({
        line_id: z.string(),
        quantity,
        location_id: locationId,
        disposition: z.string(),
      }),
    ),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('Refund')
