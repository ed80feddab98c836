import { and, asc, eq, gt, gte, lt } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { events } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import { instantToWire } from '../../http/schemas'
import type { Event } from './schemas'

interface Wanted {
  after: number
  type?: string | undefined
  limit: number
}

/** The log after a sequence, in order. */
export const listEvents = (
  db: Database,
  merchant_id: MerchantId,
  { after, type, limit }: Wanted,
): Promise<Event[]> =>
  db
    .select()
    .from(events)
    .where(and(eq(events.merchant_id, merchant_id), gt(events.sequence, after), isOfType(type)))
    .orderBy(asc(events.sequence))
    .limit(limit)
    .then((rows) => rows.map(toEvent))

/** `order.*` is everything from `order.` up to what sorts behind it: `/` follows the dot. */
function isOfType(type: string | undefined) {
  if (type === undefined) return undefined
  if (!type.endsWith('.*')) return eq(events.type, type)
  const prefix = type.slice(0, -2)
  return and(gte(events.type, `${prefix}.`), lt(events.type, `${prefix}/`))
}

export const toEvent = (row: typeof events.$inferSelect): Event => ({
  id: row.id,
  sequence: row.sequence,
  type: row.type,
  created_at: instantToWire(row.created_at),
  object_type: row.object_type,
  object_id: row.object_id,
  data: row.data,
})
