import { z } from '@hono/zod-openapi'
import { slugPattern } from '../../domain/merchants/slug'
import { country, currency, email, text, timestamp, timeZone, version } from '../../http/schemas'

const slug = z
  .string()
  .regex(slugPattern, '1 to 63 of a-z 0-9 and -, not at the ends.')
  .openapi({ description: 'The name in portal addresses.', example: 'bakery' })
const merchantId = z.string().openapi({ example: 'mer_01kas6y3w2m8' })

const CUSTOMERS_DAYS_MIN = 30
export const retentionDefaults = { customers_days: null, mails_days: 90, jobs_days: 30 } as const

const retention = z
  .strictObject({
    customers_days: z.int().min(CUSTOMERS_DAYS_MIN).max(36_500).nullable().openapi({
      description: 'Days after their last order when customers are forgotten; null: never.',
      example: 1095,
    }),
    mails_days: z.int().min(1).max(3_650).openapi({
      description: 'Days that mails to customers are kept.',
      example: retentionDefaults.mails_days,
    }),
    jobs_days: z.int().min(1).max(3_650).openapi({
      description: 'Days that imports and exports are kept with their files, once they are over.',
      example: retentionDefaults.jobs_days,
    }),
  })
  .openapi('Retention')

const example = {
  name: 'Bakery',
  currency: 'EUR',
  country: 'DE',
  time_zone: 'Europe/Berlin',
} as const

export const CreateMerchantSchema = z
  .strictObject({
    name: text(200),
    currency,
    country,
    time_zone: timeZone.default('UTC'),
    slug: slug.optional().openapi({ description: 'Derived from the name if absent.' }),
  })
  .openapi('CreateMerchant', { example })
export type CreateMerchant = z.output<typeof CreateMerchantSchema>

export const CreatedMerchantSchema = z
  .object({
    id: merchantId,
    slug,
    name: text(200),
    currency,
    country,
    time_zone: timeZone,
    secret_key: z.string().openapi({ description: 'Shown only now.' }),
    publishable_key: z.string().openapi({ description: 'Shown only now.' }),
    created_at: timestamp,
  })
  .openapi('CreatedMerchant', {
    example: {
      id: 'mer_01kas6y3w2m8',
      slug: 'bakery',
      ...example,
      secret_key: 'hf_sk_…',
      publishable_key: 'hf_pk_…',
      created_at: '2026-11-23T10:15:30.000Z',
    },
  })

export const SettingsSchema = z
  .object({
    id: merchantId,
    slug,
    name: text(200),
    currency: currency.openapi({ description: 'Fixed: amounts are recorded in it.' }),
    country,
    time_zone: timeZone,
    retention,
    contact_email: z.string().nullable().openapi({
      description: 'Told when a webhook is disabled; nobody is, while it is null.',
    }),
    version,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('Settings', {
    example: {
      id: 'mer_01kas6y3w2m8',
      slug: 'bakery',
      ...example,
      retention: retentionDefaults,
      contact_email: 'tech@bakery.example',
      version: 1,
      created_at: '2026-11-23T10:15:30.000Z',
      updated_at: '2026-11-23T10:15:30.000Z',
    },
  })
export type Settings = z.output<typeof SettingsSchema>

export const PatchSettingsSchema = z
  .strictObject({
    name: text(200).optional(),
    country: country.optional(),
    time_zone: timeZone.optional(),
    retention: retention.partial().optional(),
    contact_email: email.nullable().optional(),
  })
  .openapi('PatchSettings', { example: { time_zone: 'Europe/Berlin' } })
export type PatchSettings = z.output<typeof PatchSettingsSchema>
