import { z } from '@hono/zod-openapi'
import { latePaymentPolicies } from '../../domain/payments/late-money'
import { destinations, gateways } from '../../domain/payments/payment'
import { tenderKinds } from '../../domain/refunds/split-tenders'
import { amount, locationId, quantity, text, version } from '../../http/schemas'

const positive = amount.min(1)

export const gateway = z.enum(gateways).openapi({ description: 'How it is paid.' })
export const token = text(200).openapi({
  description:
    'What the gateway charges: of `stripe` a payment method, of `gift_card` its code, of `manual` what is agreed (`cash_on_delivery`), of `test` one of its tokens.',
  example: 'tok_ok',
})

export const AddPaymentSchema = z
  .strictObject({
    gateway,
    token: token.optional(),
    amount: positive.optional().openapi({ description: 'What is still due, if absent.' }),
    capture: z
      .boolean()
      .default(true)
      .openapi({ description: 'Whether it is captured as soon as it is authorized.' }),
  })
  .openapi('AddPayment', { example: { gateway: 'manual' } })

export const CapturePaymentSchema = z
  .strictObject({
    payment_id: z.string().max(100),
    amount: positive.optional().openapi({ description: 'All that is authorized, if absent.' }),
  })
  .openapi('CapturePayment', { example: { payment_id: 'pay_01k7x2m8r4v6n0q3t5w9y1z2b4' } })

export const VoidPaymentSchema = z
  .strictObject({ payment_id: z.string().max(100) })
  .openapi('VoidPayment', { example: { payment_id: 'pay_01k7x2m8r4v6n0q3t5w9y1z2b4' } })

const LineUnitsSchema = z.strictObject({ line_id: z.string().max(100), quantity })

export const dispositions = ['restock', 'damaged', 'quality_control'] as const

const refund = {
  lines: z.array(LineUnitsSchema).max(100).default([]),
  shipping: z
    .union([z.boolean(), amount])
    .default(false)
    .openapi({ description: 'Minor units, tax included; `true`: what is left of it.' }),
  amount: amount.default(0).openapi({ description: 'Goodwill, beside lines and shipping.' }),
  destination: z
    .enum(destinations)
    .default('original')
    .openapi({ description: 'Back to where the money came from, or to store credit.' }),
  restock: z
    .array(
      z.strictObject({
        ...LineUnitsSchema.shape,
        location_id: locationId,
        disposition: z.enum(dispositions),
      }),
    )
    .max(100)
    .default([])
    .openapi({ description: 'Units that are back without a return.' }),
}

export const RefundOrderSchema = z
  .strictObject({ ...refund, reason: text(200) })
  .openapi('RefundOrder', { example: { amount: 100, reason: 'late delivery' } })

/** The same body as the refund itself, so that what was previewed can be sent. */
export const PreviewRefundSchema = z
  .strictObject({ ...refund, reason: text(200).optional() })
  .openapi('PreviewRefund', { example: { amount: 100 } })

export const RetryRefundSchema = z
  .strictObject({ destination: z.enum(destinations).optional() })
  .openapi('RetryRefund', { example: {} })

export const RefundPreviewSchema = z
  .object({
    currency: z.string(),
    amount,
    lines: z.array(z.object({ line_id: z.string(), quantity, net: amount, tax: amount, amount })),
    shipping: amount,
    shipping_tax: amount,
    goodwill: amount,
    already_given: amount.openapi({
      description: 'Not paid out again: earlier goodwill, or what was never captured.',
    }),
    tenders: z.array(z.object({ payment_id: z.string(), amount })),
    refundable_after: amount,
  })
  .openapi('RefundPreview')

const refund_order = z
  .union([
    z.literal('proportional'),
    z
      .array(z.enum(tenderKinds))
      .min(1)
      .max(tenderKinds.length)
      .refine((kinds) => new Set(kinds).size === kinds.length, 'Name each kind once.'),
  ])
  .openapi({ description: 'Which tender gets back first; or each its share.' })

export const PutPaymentSettingsSchema = z
  .strictObject({
    refund_order,
    unpaid_expires_after_minutes: z.int().min(1).max(43_200),
    late_payment: z.enum(latePaymentPolicies).openapi({
      description:
        'Money that arrives for an order whose units are gone: refunded by itself, or held for a person.',
    }),
  })
  .openapi('PutPaymentSettings', {
    example: {
      refund_order: ['card', 'manual', 'gift_card', 'store_credit'],
      unpaid_expires_after_minutes: 60,
      late_payment: 'refund',
    },
  })

export const PaymentSettingsSchema = z
  .object({
    refund_order,
    unpaid_expires_after_minutes: z.int(),
    late_payment: z.enum(latePaymentPolicies),
    version: version.min(0),
  })
  .openapi('PaymentSettings')
