import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi'
import { eventCatalogue } from '../domain/events/catalogue'
import type { EventEntry } from '../domain/events/entry'
import type { JsonSchema } from '../domain/events/shapes'
import type { HonoEnv } from './router'

/** Adds what merchants are sent to the OpenAPI document: a webhook per type of event. */
export function describeWebhooks(app: OpenAPIHono<HonoEnv>): void {
  for (const [type, entry] of Object.entries(eventCatalogue)) {
    app.openAPIRegistry.registerWebhook({ ...webhook(type, entry), path: type })
  }
}

/** `order.placed` is `onOrderPlaced`. */
const nameOf = (type: string) =>
  `on${type.replaceAll(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())}`

const webhook = (type: string, entry: EventEntry): Omit<RouteConfig, 'path'> => ({
  method: 'post',
  operationId: nameOf(type),
  summary: type,
  description: entry.description,
  tags: ['Webhooks'],
  // Signed, as Standard Webhooks has it; OpenAPI has no scheme for that.
  security: [],
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: bodySchema(type, entry) as object } },
    },
  },
  responses: {
    '2XX': { description: 'Received. Anything else is tried again; 410 disables the endpoint.' },
  },
})

/** The body of a full webhook; a thin one has only `object_type` and `object_id` as `data`. */
export const bodySchema = (type: string, { object, data }: EventEntry): JsonSchema => ({
  type: 'object',
  required: ['id', 'sequence', 'type', 'timestamp', 'object_type', 'object_id', 'data'],
  properties: {
    id: { type: 'string', description: 'Of the event: the same in every attempt and replay.' },
    sequence: { type: 'integer', minimum: 1, description: 'Its place in the log.' },
    type: { const: type },
    timestamp: { type: 'string', format: 'date-time', description: 'When it happened.' },
    object_type: { const: object },
    object_id: { type: 'string' },
    data,
  },
})
