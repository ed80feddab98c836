import { z } from '@hono/zod-openapi'
import { languages } from '../../domain/notifications/language'
import { text, timestamp } from '../../http/schemas'

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

const color = z.string().openapi({ example: '#1d5c4d' })
const accent = z.object({ accent: color, on_accent: color })

export const ShopSchema = z
  .object({
    name: z.string(),
    time_zone: z.string(),
    language: z
      .enum(languages)
      .openapi({ description: 'Spoken when the customer’s is none of ours.' }),
    accent: z
      .object({ light: accent, dark: accent })
      .openapi({ description: 'The merchant’s color, made legible on light and on dark pages.' }),
    logo: z.string().nullable().openapi({ description: 'Path of its image, of the same origin.' }),
  })
  .openapi('Shop', {
    description: 'What the portal shows of a shop.',
    example: {
      name: 'Nordlicht Outfitters',
      time_zone: 'Europe/Berlin',
      language: 'en',
      accent: {
        light: { accent: '#1d5c4d', on_accent: '#ffffff' },
        dark: { accent: '#7fd1b4', on_accent: '#000000' },
      },
      logo: null,
    },
  })
export type ShopView = z.output<typeof ShopSchema>

export const LinkAcceptedSchema = z.object({ status: z.literal('accepted') }).openapi({
  description: 'If there is such an order, its customer is mailed.',
  example: { status: 'accepted' },
})

export const OpenSessionSchema = z
  .strictObject({
    token: text(200).openapi({ description: 'From the mailed link, behind `token=`.' }),
  })
  .openapi('OpenSession', { example: { token: 'pXq3…' } })

export const SessionSchema = z
  .object({ expires_at: timestamp })
  .openapi({ description: 'Signed in.', example: { expires_at: '2026-11-23T11:15:30.000Z' } })

export const EndedSchema = z
  .object({ status: z.literal('ended') })
  .openapi({ description: 'Signed out.', example: { status: 'ended' } })
