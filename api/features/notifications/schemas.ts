import { z } from '@hono/zod-openapi'
import { languages } from '../../domain/notifications/language'
import { mailTemplates, merchantMailTemplates } from '../../domain/notifications/template'
import { pageQuery, timestamp } from '../../http/schemas'

export const NotificationsQuerySchema = z.strictObject({
  ...pageQuery,
  to: z.string().max(254).optional().openapi({
    description: 'Only mails to this address, in any case.',
    example: 'ada@example.com',
  }),
})

export const NotificationSchema = z
  .object({
    id: z.string(),
    template: z.enum([...mailTemplates, ...merchantMailTemplates]),
    order_id: z.string().nullable().openapi({ description: 'Null of a mail to the merchant.' }),
    to: z.string(),
    language: z.enum(languages),
    subject: z.string(),
    text: z
      .string()
      .openapi({ description: 'Without links that sign in, where mail is delivered.' }),
    html: z.string(),
    status: z.enum(['pending', 'sent', 'failed']),
    error: z.string().nullable(),
    created_at: timestamp,
    sent_at: timestamp.nullable(),
  })
  .openapi('Notification', {
    description:
      'A mail to a customer, or to the merchant’s `contact_email`. Each event mails once.',
    example: {
      id: 'ntf_01k7x2m8r4v6n0q3t5w9y1z2b4',
      template: 'order_placed',
      order_id: 'ord_01k7x2m8r4v6n0q3t5w9y1z2b4',
      to: 'ada@example.com',
      language: 'en',
      subject: 'We have your order HF-7K3M-9QXT',
      text: 'Hello Ada Lovelace, …',
      html: '<!doctype html>…',
      status: 'sent',
      error: null,
      created_at: '2026-11-23T10:15:30.000Z',
      sent_at: '2026-11-23T10:15:31.000Z',
    },
  })
export type Notification = z.output<typeof NotificationSchema>
