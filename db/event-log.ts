/** Reads the log of events, wherever they are: the newer ones in D1, the older ones in files. */
import { and, asc, eq, gt, gte, lte, type SQL, sql } from 'drizzle-orm'
import type { MerchantId } from '../api/domain/shared/ids'
import { matchesType } from '../api/domain/webhooks/type-filter'
import type { Database } from './database'
import { unpackEvents } from './event-archive'
import { event_archives, events } from './schema'

export type EventRow = typeof events.$inferSelect

export interface LogRange {
  /** Events beyond this sequence. */
  after: number
  /** A type, or with `.*` all that begin so. */
  type?: string | undefined
  limit: number
}

/** Files read for one page, at most: where more would be needed, the page is short. */
const FILES_MAX = 20

export interface LogPage {
  rows: EventRow[]
  /** The last sequence this page speaks for: what it does not have up to here is of other types. */
  through: number
  /** Whether the log had nothing behind it. */
  at_end: boolean
}

/** A page of the log, in order and without gaps. One round trip, unless files have to be read. */
export async function readLog(
  db: Database,
  files: R2Bucket,
  merchant_id: MerchantId,
  range: LogRange,
): Promise<LogPage> {
  const { after, type, limit } = range
  const [archives, rows, [last]] = await db.batch([
    selectArchives(db, merchant_id, range),
    selectHot(db, merchant_id, range),
    selectLast(db, merchant_id),
  ])
  const found: EventRow[] = []
  for (const { file } of archives.slice(0, FILES_MAX)) {
    const unpacked = await unpackEvents(files, file)
    const wanted = unpacked.filter((row) => row.sequence > after && isOfType(row, type))
    found.push(...wanted.slice(0, limit - found.length))
    if (found.length === limit) {
      return { rows: found, through: lastOf(found, after), at_end: false }
    }
  }
  const left_out = archives[FILES_MAX]
  if (left_out) return { rows: found, through: left_out.first_sequence - 1, at_end: false }
  const all = [...found, ...rows].slice(0, limit)
  const at_end = rows.length < limit && all.length === found.length + rows.length
  const through = Math.max(at_end ? (last?.sequence ?? 0) : 0, lastOf(all, after))
  return { rows: all, through, at_end }
}

const lastOf = (rows: readonly EventRow[], after: number) => rows.at(-1)?.sequence ?? after

const isOfType = (row: EventRow, type: string | undefined) =>
  type === undefined || matchesType(type, row.type)

/** Files that reach beyond `after` and have such a type, oldest first. */
function selectArchives(db: Database, merchant_id: MerchantId, { after, type }: LogRange) {
  return db
    .select({ file: event_archives.file, first_sequence: event_archives.first_sequence })
    .from(event_archives)
    .where(
      and(
        eq(event_archives.merchant_id, merchant_id),
        // The file that has `after + 1` begins there or before.
        gte(
          event_archives.first_sequence,
          sql`(SELECT COALESCE(MAX(first_sequence), 0) FROM ${event_archives} AS earlier
            WHERE earlier.merchant_id = ${merchant_id} AND earlier.first_sequence <= ${after + 1})`,
        ),
        gt(event_archives.last_sequence, after),
        type === undefined ? undefined : hasType(type),
      ),
    )
    .orderBy(asc(event_archives.first_sequence))
    .limit(FILES_MAX + 1)
}

const hasType = (type: string): SQL =>
  type.endsWith('.*')
    ? sql`(SELECT COUNT(*) FROM json_each(types)
        WHERE value >= ${prefix(type)} AND value < ${beyond(type)}) > 0`
    : sql`(SELECT COUNT(*) FROM json_each(types) WHERE value = ${type}) > 0`

/** `order.*` is everything from `order.` up to what sorts behind it: `/` follows the dot. */
const prefix = (type: string) => `${type.slice(0, -2)}.`
const beyond = (type: string) => `${type.slice(0, -2)}/`

/** Rows that are archived, too, are left out: the files have them without gaps. */
function selectHot(db: Database, merchant_id: MerchantId, { after, type, limit }: LogRange) {
  const archived = sql`(SELECT last_sequence FROM ${event_archives}
    WHERE merchant_id = ${merchant_id} ORDER BY first_sequence DESC LIMIT 1)`
  return db
    .select()
    .from(events)
    .where(
      and(
        eq(events.merchant_id, merchant_id),
        gt(events.sequence, sql`MAX(${after}, COALESCE(${archived}, 0))`),
        type === undefined
          ? undefined
          : type.endsWith('.*')
            ? sql`${events.type} >= ${prefix(type)} AND ${events.type} < ${beyond(type)}`
            : sql`${events.type} = ${type}`,
      ),
    )
    .orderBy(asc(events.sequence))
    .limit(limit)
}

export const selectLast = (db: Database, merchant_id: MerchantId) =>
  db
    .select({ sequence: events.sequence })
    .from(events)
    .where(eq(events.merchant_id, merchant_id))
    .orderBy(sql`${events.sequence} DESC`)
    .limit(1)

/** Rows of a range as they are in D1, for the archive. */
export const selectRange = (db: Database, merchant_id: MerchantId, first: number, last: number) =>
  db
    .select()
    .from(events)
    .where(
      and(
        eq(events.merchant_id, merchant_id),
        gte(events.sequence, first),
        lte(events.sequence, last),
      ),
    )
    .orderBy(asc(events.sequence))
