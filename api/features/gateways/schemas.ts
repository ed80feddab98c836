import { z } from '@hono/zod-openapi'
import { gateways } from '../../domain/payments/payment'
import { text, timestamp, version } from '../../http/schemas'

export const gatewayName = z.enum(gateways).openapi({ example: 'stripe' })

const secret = text(200).openapi({ description: 'Kept sealed, and never answered.' })

export const PutGatewaySchema = z
  .strictObject({
    enabled: z.boolean().default(true),
    publishable_key: text(200).optional(),
    secret_key: secret.optional(),
    webhook_secret: secret.optional().openapi({
      description: 'What its webhooks are signed with. A secret that is absent stays.',
    }),
  })
  .openapi('PutGateway', { example: { enabled: true, webhook_secret: 'whsec_example' } })
export type PutGateway = z.output<typeof PutGatewaySchema>

const hint = z.string().nullable().openapi({ description: 'The last four characters.' })

export const GatewaySchema = z
  .object({
    gateway: gatewayName,
    enabled: z.boolean(),
    publishable_key: z.string().nullable(),
    secret_key_hint: hint,
    webhook_secret_hint: hint,
    version: version.min(0).openapi({ description: '0: as it is from the start.' }),
    updated_at: timestamp.nullable(),
  })
  .openapi('Gateway')
export type Gateway = z.output<typeof GatewaySchema>

export const ReceivedSchema = z.object({ received: z.boolean() }).openapi('WebhookReceived')

export const AuthenticateSchema = z
  .strictObject({
    outcome: z.enum(['succeeded', 'failed']).default('succeeded'),
    notify: z.boolean().default(true).openapi({
      description: 'Whether the gateway sends its webhook; without, it is asked later.',
    }),
  })
  .openapi('AuthenticateTestPayment', { example: { outcome: 'succeeded' } })
