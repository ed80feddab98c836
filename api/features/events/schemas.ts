import { z } from '@hono/zod-openapi'
import { integerText, limit, timestamp } from '../../http/schemas'

const type = z
  .string()
  .max(100)
  .regex(/^[a-z_]+(?:\.[a-z_]+)*(?:\.\*)?$/, 'A type, such as order.placed, or order.*')
  .optional()
  .openapi({
    description: 'Only this type, or with `.*` all that begin so.',
    example: 'order.*',
  })

export const EventsQuerySchema = z.object({
  after: integerText.pipe(z.int().min(0)).default(0).openapi({
    type: 'integer',
    minimum: 0,
    default: 0,
    description: 'The last sequence you have; 0 for the first events.',
  }),
  type,
  limit,
})

/** A connection ends after this long at the latest: what it may ask D1 for is bounded. */
const STREAM_SECONDS_MAX = 300

export const StreamQuerySchema = z.object({
  after: integerText.pipe(z.int().min(0)).optional().openapi({
    type: 'integer',
    minimum: 0,
    description: 'The last sequence you have, if the client cannot send `Last-Event-ID`.',
  }),
  type,
  seconds: integerText
    .pipe(z.int().min(1).max(STREAM_SECONDS_MAX))
    .default(STREAM_SECONDS_MAX)
    .openapi({
      type: 'integer',
      minimum: 1,
      maximum: STREAM_SECONDS_MAX,
      default: STREAM_SECONDS_MAX,
      description: 'How long to listen before the connection ends.',
    }),
})

export const EventStreamSchema = z.custom<ReadableStream<Uint8Array>>().openapi({
  type: 'string',
  description: 'Server-sent events, until the connection ends.',
  example: 'id: 7\nevent: location.created\ndata: {"id":"evt_01kas6y3w2m8",…}\n\n',
})

export const EventSchema = z
  .object({
    id: z.string(),
    sequence: z.int().min(1).openapi({ description: 'Gapless per merchant, from 1.' }),
    type: z.string(),
    created_at: timestamp,
    object_type: z.string(),
    object_id: z.string(),
    data: z.record(z.string(), z.unknown()).openapi({ description: 'The object as it became.' }),
  })
  .openapi('Event', {
    description: 'What happened, once, in order.',
    example: {
      id: 'evt_01kas6y3w2m8',
      sequence: 7,
      type: 'location.created',
      created_at: '2026-11-23T10:15:30.000Z',
      object_type: 'location',
      object_id: 'berlin',
      data: { location_id: 'berlin', name: 'Berlin', version: 1 },
    },
  })
export type Event = z.output<typeof EventSchema>

export const EventsSchema = z
  .object({ data: z.array(EventSchema) })
  .openapi({ description: 'In order. Ask again with `after` the last sequence.' })
