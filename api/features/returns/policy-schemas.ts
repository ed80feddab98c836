import { z } from '@hono/zod-openapi'
import { defaultPolicy, refundTriggers, resolutions } from '../../domain/returns/policy'
import {
  amount,
  code,
  country,
  locationId,
  skuCode,
  text,
  timestamp,
  version,
} from '../../http/schemas'

const DAYS_MAX = 3_650
const RULES_MAX = 100
const days = (fallback: number) => z.int().min(0).max(DAYS_MAX).default(fallback)
const basisPoints = z
  .int()
  .min(0)
  .max(10_000)
  .openapi({ description: 'Hundredths of a percent: 1500 is 15 %.', example: 1500 })
const reason = text(200)
const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(RULES_MAX)

export const market = code(
  'The market’s id; `default` serves every country no other names.',
  'default',
)

const DestinationRuleSchema = z.strictObject({
  countries: some(country).optional(),
  regions: some(text(100)).optional(),
  skus: some(skuCode).optional(),
  reasons: some(reason).optional(),
  min_value: amount.optional(),
  max_value: amount.optional(),
  location_id: locationId,
})

const shipping = z.discriminatedUnion('payer', [
  z.strictObject({ payer: z.literal('merchant') }),
  z.strictObject({ payer: z.literal('flat'), amount }),
  z.strictObject({ payer: z.literal('customer') }),
])

const { approval, exchange, withdrawal, customer_changes, destinations } = defaultPolicy

const terms = {
  window_days: z.int().min(0).max(DAYS_MAX).nullable().default(defaultPolicy.window_days).openapi({
    description: 'Days after delivery, to the end of the local day; null: unlimited.',
  }),
  transit_buffer_days: days(defaultPolicy.transit_buffer_days).openapi({
    description: 'Without a delivery scan, delivery is taken to be this long after dispatch.',
  }),
  restocking_fee_bps: basisPoints.default(0),
  return_shipping: shipping.default({ payer: 'merchant' }).openapi({
    description: 'Who pays the way back: the merchant, the customer a flat amount, or all of it.',
  }),
  fee_free_reasons: z
    .array(reason)
    .max(RULES_MAX)
    .default([...defaultPolicy.fee_free_reasons]),
  approval: z
    .strictObject({
      automatic: z.boolean(),
      max_value: amount.nullable().default(null),
      reasons: some(reason).nullable().default(null),
    })
    .default({ ...approval, reasons: null }),
  resolutions: z
    .array(z.enum(resolutions))
    .min(1)
    .max(3)
    .default([...defaultPolicy.resolutions]),
  refund_trigger: z.enum(refundTriggers).default(defaultPolicy.refund_trigger),
  keep_below: amount.nullable().default(null).openapi({
    description: 'Goods worth less are not sent back: money at approval.',
  }),
  store_credit_bonus_bps: basisPoints.default(0),
  exchange: z
    .strictObject({
      ship: z.enum(['cross_ship', 'on_receipt']).default(exchange.ship),
      never_arrives: z.enum(['charge', 'cancel']).default(exchange.never_arrives),
    })
    .default(exchange),
  arrival_days: days(defaultPolicy.arrival_days),
  claim_days: days(defaultPolicy.claim_days),
  destinations: z
    .strictObject({
      rules: z.array(DestinationRuleSchema).max(RULES_MAX).default([]),
      default_location_id: locationId.nullable().default(null).openapi({
        description: 'Required with rules; null alone: back to where it was sent from.',
      }),
    })
    .refine(
      ({ rules, default_location_id }) => rules.length === 0 || default_location_id !== null,
      {
        message: 'Rules need a default: what none of them matches has to go somewhere.',
        path: ['default_location_id'],
      },
    )
    .default({ ...destinations, rules: [] }),
  withdrawal: z
    .strictObject({
      applies: z.enum(['by_country', 'always', 'never']).default(withdrawal.applies),
      days: z.int().min(14).max(DAYS_MAX).default(withdrawal.days),
      excluded_skus: z.array(skuCode).max(10_000).default([]),
    })
    .default({ ...withdrawal, excluded_skus: [] })
    .openapi({ description: 'The consumer’s right to withdraw: at least 14 days.' }),
  customer_changes: z
    .strictObject({ cancel: z.boolean().default(true), address: z.boolean().default(true) })
    .default(customer_changes)
    .openapi({ description: 'What customers may do by themselves before picking starts.' }),
}

export const PutReturnPolicySchema = z
  .strictObject({ countries: z.array(country).max(249).default([]), ...terms })
  .openapi('PutReturnPolicy', {
    description:
      'A new version; orders that were placed before keep the one they were placed under.',
    example: {
      window_days: 30,
      restocking_fee_bps: 0,
      refund_trigger: 'on_receipt',
      approval: { automatic: false },
    },
  })

export const ReturnPolicySchema = z
  .object({ market, countries: z.array(country), version, effective_at: timestamp, ...terms })
  .openapi('ReturnPolicy')
