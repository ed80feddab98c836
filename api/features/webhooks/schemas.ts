import { z } from '@hono/zod-openapi'
import { eventTypes } from '../../domain/events/catalogue'
import { payloadKinds } from '../../domain/webhooks/message'
import { matchesType, PATTERNS_MAX, typePattern } from '../../domain/webhooks/type-filter'
import { URL_LENGTH_MAX } from '../../domain/webhooks/url-policy'
import { metadata, page, pageQuery, text, timestamp, version } from '../../http/schemas'

/** An old secret may go on for a week at most. */
const OVERLAP_MAX = 7 * 86_400
const OVERLAP_DEFAULT = 86_400

const url = z.string().min(1).max(URL_LENGTH_MAX).openapi({
  description:
    'Where events are sent by POST: https, a public host name, port 443 or 8443, no user name.',
  example: 'https://hooks.example.com/holdfast',
})

const pattern = z
  .string()
  .max(100)
  .regex(typePattern, 'A type, such as order.placed, or a pattern, such as order.* or *.')
  .refine(
    (value) => eventTypes.some((type) => matchesType(value, type)),
    'No type of event matches; they are listed at /docs/events.',
  )

const events = z
  .array(pattern)
  .min(1)
  .max(PATTERNS_MAX)
  .openapi({
    description:
      'Types of events, or patterns: `order.*` is all below it, `*.created` one segment of any name, `*` everything.',
    example: ['order.*'],
  })

const description = text(500, 0)
const payload = z.enum(payloadKinds).openapi({
  description:
    '`thin` says what happened to which object; `full` has the `data` of the event, too.',
})

export const CreateWebhookEndpointSchema = z
  .strictObject({
    url,
    events: events.default(['*']),
    description: description.default(''),
    payload: payload.default('full'),
    metadata: metadata.default({}),
  })
  .openapi('CreateWebhookEndpoint', {
    example: {
      url: 'https://hooks.example.com/holdfast',
      events: ['order.*', 'inventory.shortage'],
      description: 'The warehouse',
    },
  })
export type CreateWebhookEndpoint = z.output<typeof CreateWebhookEndpointSchema>

export const PatchWebhookEndpointSchema = z
  .strictObject({
    url,
    events,
    description,
    payload,
    metadata,
    status: z.enum(['enabled', 'disabled']).openapi({
      description: 'Enabled again, it goes on with the event after the last it was done with.',
    }),
  })
  .partial()
  .openapi('PatchWebhookEndpoint', { example: { events: ['order.*'], status: 'enabled' } })
export type PatchWebhookEndpoint = z.output<typeof PatchWebhookEndpointSchema>

const fields = {
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  description: z.string(),
  payload,
  status: z.enum(['enabled', 'disabled']),
  disabled_reason: z.enum(['merchant', 'gone', 'exhausted']).nullable().openapi({
    description:
      '`gone`: the receiver answered 410. `exhausted`: a delivery failed for its whole schedule.',
  }),
  disabled_at: timestamp.nullable(),
  secrets: z.array(z.object({ expires_at: timestamp.nullable() })).openapi({
    description: 'Those that sign, newest first, without themselves.',
  }),
  metadata,
  version,
  created_at: timestamp,
  updated_at: timestamp,
}
const example = {
  id: 'whk_01kas6y3w2m8',
  url: 'https://hooks.example.com/holdfast',
  events: ['order.*', 'inventory.shortage'],
  description: 'The warehouse',
  payload: 'full',
  status: 'enabled',
  disabled_reason: null,
  disabled_at: null,
  secrets: [{ expires_at: null }],
  metadata: {},
  version: 1,
  created_at: '2026-11-23T10:15:30.000Z',
  updated_at: '2026-11-23T10:15:30.000Z',
} as const
const mutable = () => ({
  ...example,
  events: [...example.events],
  secrets: [...example.secrets],
})

export const WebhookEndpointSchema = z
  .object(fields)
  .openapi('WebhookEndpoint', { description: 'Where events are sent.', example: mutable() })

const secret = z.string().openapi({ description: 'Shown only now. Signatures are made with it.' })
const secret_example = 'whsec_…'

export const CreatedWebhookEndpointSchema = z
  .object({ ...fields, secret })
  .openapi('CreatedWebhookEndpoint', { example: { ...mutable(), secret: secret_example } })

export const RotateSecretSchema = z
  .strictObject({
    overlap_seconds: z.int().min(0).max(OVERLAP_MAX).default(OVERLAP_DEFAULT).openapi({
      description: 'How long the older secrets go on signing beside the new one.',
    }),
  })
  .openapi('RotateWebhookSecret', { example: { overlap_seconds: OVERLAP_DEFAULT } })

const sequence = z.int().min(1)
export const ReplaySchema = z
  .strictObject({
    from_sequence: sequence.openapi({ description: 'The first event.' }),
    to_sequence: sequence.optional().openapi({
      description: 'The last one: the same for a single event; the newest if absent.',
    }),
    type: pattern.optional().openapi({
      description: 'Only these, of those the endpoint listens to.',
    }),
  })
  .refine(
    ({ from_sequence, to_sequence }) => to_sequence === undefined || to_sequence >= from_sequence,
    { path: ['to_sequence'], message: 'Not before from_sequence.' },
  )
  .openapi('ReplayWebhook', { example: { from_sequence: 1, to_sequence: 7, type: 'order.*' } })

export const ReplayingSchema = z
  .object({ from_sequence: sequence, to_sequence: sequence, type: z.string() })
  .openapi('WebhookReplay', {
    description: 'What is being sent again, as deliveries of their own.',
    example: { from_sequence: 1, to_sequence: 7, type: 'order.*' },
  })

export const TestEventSchema = z.object({ event_id: z.string() }).openapi('WebhookTest', {
  description: 'The event that is on its way.',
  example: { event_id: 'evt_01kas6y3w2m8' },
})

const attempt = z.object({
  number: z.int().min(1),
  started_at: timestamp,
  duration_ms: z.int().min(0),
  response_status: z.int().nullable(),
  error: z.string().nullable().openapi({
    description:
      'Null when it succeeded; else `status`, `redirect`, `timeout`, `unreachable`, `interrupted`, `secret_unreadable`, or why the URL was refused.',
  }),
  response_body: z.string().nullable().openapi({
    description: 'Its first 4 KiB; null in lists.',
  }),
})

export const DeliverySchema = z
  .object({
    id: z.string(),
    event_id: z.string().openapi({ description: 'The `webhook-id` of every attempt.' }),
    event_sequence: sequence,
    event_type: z.string(),
    status: z.enum(['pending', 'delivered', 'failed']),
    replay: z.boolean(),
    next_attempt_at: timestamp.nullable(),
    created_at: timestamp,
    request_body: z.string().nullable().openapi({
      description: 'As it was signed, byte by byte; null in lists.',
    }),
    attempts: z.array(attempt),
  })
  .openapi('WebhookDelivery', {
    description: 'One event on its way to one endpoint; kept for 14 days after it ended.',
    example: {
      id: 'dlv_7',
      event_id: 'evt_01kas6y3w2m8',
      event_sequence: 7,
      event_type: 'order.placed',
      status: 'delivered',
      replay: false,
      next_attempt_at: null,
      created_at: '2026-11-23T10:15:30.000Z',
      request_body: null,
      attempts: [
        {
          number: 1,
          started_at: '2026-11-23T10:15:30.000Z',
          duration_ms: 84,
          response_status: 204,
          error: null,
          response_body: null,
        },
      ],
    },
  })
export type WireDelivery = z.output<typeof DeliverySchema>

export const DeliveriesSchema = page(DeliverySchema).openapi({ description: 'Newest first.' })

export const DeliveriesQuerySchema = z.object({
  ...pageQuery,
  status: z.enum(['pending', 'delivered', 'failed']).optional(),
  type: z.string().max(100).regex(typePattern).optional().openapi({
    description: 'A type of event, or a pattern.',
    example: 'order.*',
  }),
})
