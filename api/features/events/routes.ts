import { keyholder } from '../../http/auth'
import { endpoint } from '../../http/router'
import { listEvents } from './repository'
import { EventsQuerySchema, EventsSchema } from './schemas'

export const events = [
  endpoint(
    {
      method: 'get',
      path: '/v1/events',
      operation_id: 'listEvents',
      summary: 'Read the log of events',
      description:
        'Everything that happened, in order and without gaps, at once after the write. Keep the last `sequence` and ask on from there.',
      tag: 'Events',
      access: { key: 'secret', scope: 'events:read' },
      query: EventsQuerySchema,
      responses: { 200: EventsSchema },
    },
    async ({ services, principal, query }) => {
      const { merchant } = keyholder(principal)
      const data = await listEvents(services.shardFor(merchant.id), merchant.id, query)
      return { status: 200, body: { data } }
    },
  ),
]
