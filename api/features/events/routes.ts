import { keyholder } from '../../http/auth'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { findLastSequence, listEvents } from './repository'
import { EventStreamSchema, EventsQuerySchema, EventsSchema, StreamQuerySchema } from './schemas'
import { streamEvents } from './stream-events'

const tag = 'Events'
const access = { key: 'secret', scope: 'events:read' } as const

export const events = [
  endpoint(
    {
      method: 'get',
      path: '/v1/events',
      operation_id: 'listEvents',
      summary: 'Read the log of events',
      description:
        'Everything that happened, in order and without gaps, at once after the write. Keep the last `sequence` and ask on from there until a page is empty. Events older than 30 days come from the archive, without any difference. Every type is described at `/docs/events`.',
      tag,
      access,
      query: EventsQuerySchema,
      responses: { 200: EventsSchema },
    },
    async ({ services, principal, query }) => {
      const { merchant } = keyholder(principal)
      const { data } = await listEvents(services, merchant.id, query)
      return { status: 200, body: { data } }
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/v1/events/stream',
      operation_id: 'streamEvents',
      summary: 'Listen to events as they happen',
      description:
        'Server-sent events: `id` is the sequence, `event` the type, `data` the event as in the log. Begins after `Last-Event-ID`, else after `after`, else with what happens from now on. New events arrive within about a second; a comment every 15 seconds says that the line is alive. The connection ends after `seconds`, five minutes at most: connect again with the last id, as clients of server-sent events do by themselves; nothing is missed.',
      tag,
      access,
      query: StreamQuerySchema,
      produces: 'text/event-stream',
      responses: { 200: EventStreamSchema },
    },
    async ({ c, services, principal, query: { after, type, seconds } }) => {
      const { merchant } = keyholder(principal)
      const last_id = readLastEventId(c.req.raw.headers.get('last-event-id'))
      const from = last_id ?? after ?? (await findLastSequence(services, merchant.id))
      const body = streamEvents(services, merchant.id, { after: from, type, seconds })
      return { status: 200, body, headers: { 'cache-control': 'no-store' } }
    },
  ),
]

/** An id this log has given out; clients send what they got last, or nothing. */
function readLastEventId(header: string | null): number | undefined {
  if (header === null || header === '') return undefined
  const sequence = Number(header)
  if (/^\d{1,16}$/.test(header) && Number.isSafeInteger(sequence)) return sequence
  const errors = [{ pointer: '#header/Last-Event-ID', detail: 'A sequence.' }]
  throw new Problem('invalid_request', { errors })
}
