/** What an endpoint's object asks D1, and the one thing it tells it. */
import { and, eq, sql } from 'drizzle-orm'
import { appendEvent } from '../../db/append-event'
import { connect, type Database, violatedConstraint } from '../../db/database'
import { type EventRow, readLog } from '../../db/event-log'
import { webhook_endpoints } from '../../db/schema'
import type { EventId, MerchantId } from '../domain/shared/ids'
import type { Instant } from '../domain/shared/time'
import type { Changes, EndingReason, EndpointState } from '../domain/webhooks/endpoint'
import { room } from '../domain/webhooks/machine'
import { type LoggedEvent, type PayloadKind, webhookBody } from '../domain/webhooks/message'
import { toWebhookEndpoint } from './webhook-wire'

export type EndpointRow = typeof webhook_endpoints.$inferSelect
export type EndpointKey = Pick<EndpointRow, 'merchant_id' | 'id'>

/** Events read at once. */
export const PAGE = 100

export const isEndpoint = ({ merchant_id, id }: EndpointKey) =>
  and(eq(webhook_endpoints.merchant_id, merchant_id), eq(webhook_endpoints.id, id))

export const findEndpoint = (db: Database, key: EndpointKey): Promise<EndpointRow | undefined> =>
  db
    .select()
    .from(webhook_endpoints)
    .where(isEndpoint(key))
    .then(([row]) => row)

export interface Page {
  source: number
  rows: readonly EventRow[]
  through: number
  /** Whether there may be more behind it. */
  more: boolean
}

/** The next page of the live log and of every replay that there is room for. */
export async function readPages(
  { DB, FILES }: Pick<Env, 'DB' | 'FILES'>,
  merchant_id: MerchantId,
  state: EndpointState,
): Promise<Page[]> {
  const db = connect(DB)
  const sources = [
    { source: 0, after: state.facts.cursor, through: Number.POSITIVE_INFINITY },
    ...[...state.replays.values()].map((replay) => {
      return { source: replay.id, after: replay.cursor, through: replay.through }
    }),
  ]
  const readable = sources.filter(({ source }) => room(state, source) > 0)
  return Promise.all(
    readable.map(async ({ source, after, through }) => {
      const limit = Math.min(PAGE, room(state, source))
      const { rows, at_end, ...page } = await readLog(db, FILES, merchant_id, { after, limit })
      return {
        source,
        rows,
        // A replay may ask for more than there is: then it ends where the log does.
        through: at_end && source !== 0 ? through : page.through,
        more: !at_end && page.through < through,
      }
    }),
  )
}

/** Sources that may have another page: their last one was not the end, or there was no room for it. */
export function unfinished({ replays }: EndpointState, pages: readonly Page[]): Set<number> {
  const read = new Map(pages.map((page) => [page.source, page]))
  return new Set([0, ...replays.keys()].filter((source) => read.get(source)?.more ?? true))
}

export const TEST_TYPE = 'webhook_endpoint.tested'

/** A test is for the endpoint that it names, whatever others listen to. */
export const withoutOthersTests = (rows: readonly EventRow[], endpoint_id: string) =>
  rows.filter(({ type, data }) => type !== TEST_TYPE || data.webhook_endpoint_id === endpoint_id)

/** What is sent for each new delivery, by its ordinal. */
export function bodiesOf(
  { deliveries }: Changes,
  rows: readonly EventRow[],
  payload: PayloadKind,
): Map<number, string> {
  const row_of = new Map(rows.map((row) => [row.sequence, row]))
  return new Map(
    deliveries.flatMap(({ ordinal, sequence }) => {
      const row = row_of.get(sequence)
      return row ? [[ordinal, webhookBody(toLoggedEvent(row), payload)] as const] : []
    }),
  )
}

const toLoggedEvent = (row: EventRow): LoggedEvent => ({
  id: row.id,
  sequence: row.sequence,
  type: row.type,
  created_at: new Date(row.created_at).toISOString(),
  object_type: row.object_type,
  object_id: row.object_id,
  data: row.data,
})

/** Notes how far the object is, for the sweep that wakes those that are behind. */
export const noteCursor = (db: Database, key: EndpointKey, cursor: number) =>
  db
    .update(webhook_endpoints)
    .set({ cursor })
    .where(and(isEndpoint(key), sql`${webhook_endpoints.cursor} < ${cursor}`))

/**
 * Disables the endpoint and says so in the log, in one batch. Done already, or overtaken by
 * another change: nothing happens, and the next look at the endpoint tells.
 */
export async function disableEndpoint(
  db: Database,
  row: EndpointRow,
  reason: EndingReason,
  { id, sequence, now }: { id: EventId; sequence: number; now: Instant },
): Promise<void> {
  const disabled: EndpointRow = {
    ...row,
    status: 'disabled',
    disabled_reason: reason,
    disabled_at: now,
    version: row.version + 1,
    updated_at: now,
  }
  const { status, disabled_reason, disabled_at, version, updated_at } = disabled
  try {
    await db.batch([
      appendEvent(db, {
        id,
        merchant_id: row.merchant_id,
        type: 'webhook_endpoint.disabled',
        object_type: 'webhook_endpoint',
        object_id: row.id,
        version,
        data: { webhook_endpoint: toWebhookEndpoint(disabled, now), reason, sequence },
        created_at: now,
      }),
      db
        .update(webhook_endpoints)
        .set({ status, disabled_reason, disabled_at, version, updated_at })
        .where(isEndpoint(row)),
    ])
  } catch (error) {
    if (!violatedConstraint(error)?.startsWith('events.')) throw error
  }
}
