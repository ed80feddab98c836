import { z } from '@hono/zod-openapi'
import { amount, currency, instant, metadata, text, timestamp, version } from '../../http/schemas'

const email = z
  .string()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/, 'An e-mail address.')
  .openapi({ format: 'email', example: 'ada@example.com' })
const positive = amount.min(1)
const balance = amount.openapi({ description: 'What the merchant owes, in minor units.' })
const dates = { version, created_at: timestamp, updated_at: timestamp }

export const IssueStoreCreditSchema = z
  .strictObject({ email, currency, amount: positive, reason: text(200).optional() })
  .openapi('IssueStoreCredit', {
    example: { email: 'ada@example.com', currency: 'EUR', amount: 1000, reason: 'sorry' },
  })

export const StoreCreditSchema = z
  .object({ id: z.string(), email: z.string(), currency: z.string(), balance, ...dates })
  .openapi('StoreCredit', { description: 'One account per customer and currency.' })

export const IssueGiftCardSchema = z
  .strictObject({
    currency,
    amount: positive,
    code: z
      .string()
      .regex(/^[A-Za-z0-9 -]{12,40}$/, '12 to 40 letters, digits, blanks and dashes.')
      .optional()
      .openapi({ description: 'Drawn, if absent.' }),
    expires_at: instant.optional(),
    metadata: metadata.default({}),
  })
  .openapi('IssueGiftCard', { example: { currency: 'EUR', amount: 5000 } })

const giftCard = {
  id: z.string(),
  hint: z.string().openapi({ description: 'The last four characters of the code.' }),
  currency: z.string(),
  balance,
  active: z.boolean(),
  expires_at: timestamp.nullable(),
  metadata: z.record(z.string(), z.string()),
  ...dates,
}
export const GiftCardSchema = z.object(giftCard).openapi('GiftCard')
export const IssuedGiftCardSchema = z
  .object({
    ...giftCard,
    code: z.string().openapi({ description: 'Shown only now.', example: 'GIFT-7K3M-9QXT-4R8V' }),
  })
  .openapi('IssuedGiftCard')

export const CreditEntrySchema = z
  .object({
    sequence: z.int(),
    type: z.enum(['issue', 'redeem', 'release', 'refund']),
    amount: z.int().openapi({ description: 'Minor units; below zero when it was redeemed.' }),
    order_id: z.string().nullable(),
    payment_id: z.string().nullable(),
    reason: z.string().nullable(),
    created_at: timestamp,
  })
  .openapi('CreditEntry')
