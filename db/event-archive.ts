/**
 * Old events move from D1 into files, a range of one merchant each: gzipped NDJSON, a line per
 * event as D1 had it. The file comes first, then one batch that notes it and deletes the rows: a
 * run that dies in between leaves a file nobody knows of, and the next run writes the same one.
 */
import { and, asc, gt, sql } from 'drizzle-orm'
import type { MerchantId } from '../api/domain/shared/ids'
import type { Instant } from '../api/domain/shared/time'
import { type Database, violatedConstraint } from './database'
import { type EventRow, selectRange } from './event-log'
import { event_archives, events, merchants } from './schema'

/** A reader unpacks a whole file for one event: some hundred of them are a few milliseconds. */
export const ARCHIVED_AT_ONCE = 500

export interface Archivable {
  merchant_id: MerchantId
  /** The first event that is not archived. */
  first_sequence: number
}

/** Merchants after an id, each with its first event that is not archived, and that event's time. */
export const selectArchivable = (db: Database, after_merchant: string, limit: number) => {
  // Written out: Drizzle would leave the table away from a column.
  const first = sql`1 + COALESCE((SELECT last_sequence FROM ${event_archives}
    WHERE merchant_id = merchants.id ORDER BY first_sequence DESC LIMIT 1), 0)`
  return db
    .select({
      merchant_id: merchants.id,
      first_sequence: sql<number>`${first}`,
      created_at: sql<number | null>`(SELECT created_at FROM ${events}
        WHERE merchant_id = merchants.id AND sequence = ${first})`,
    })
    .from(merchants)
    .where(gt(merchants.id, after_merchant as MerchantId))
    .orderBy(asc(merchants.id))
    .limit(limit)
}

/**
 * Moves the next range of events that are older, never the newest one.
 *
 * @returns the first event that is not archived now, or undefined when nothing was moved
 */
export async function archiveNext(
  db: Database,
  files: R2Bucket,
  { merchant_id, first_sequence }: Archivable,
  older_than: Instant,
  now: Instant,
): Promise<number | undefined> {
  // One more than is moved, so that the newest is never among them.
  const rows = await selectRange(db, merchant_id, first_sequence, first_sequence + ARCHIVED_AT_ONCE)
  const young = rows.findIndex(({ created_at }) => created_at >= older_than)
  const moved = rows.slice(0, young < 0 ? rows.length - 1 : Math.min(young, rows.length - 1))
  const last = moved.at(-1)
  if (!last) return undefined
  const gapless = moved.every(({ sequence }, index) => sequence === first_sequence + index)
  if (!gapless) throw new Error(`Events of ${merchant_id} have a gap after ${first_sequence}.`)
  const file = fileName(merchant_id, first_sequence, last.sequence)
  await files.put(file, await packEvents(moved))
  try {
    await db.batch([
      db.insert(event_archives).values({
        merchant_id,
        first_sequence,
        last_sequence: last.sequence,
        file,
        types: [...new Set(moved.map(({ type }) => type))],
        created_at: now,
      }),
      deleteArchived(db, merchant_id, first_sequence, last.sequence),
    ])
  } catch (error) {
    if (isOvertaken(error)) return undefined
    throw error
  }
  return last.sequence + 1
}

/**
 * What stays in D1, beside being archived: the timelines of orders, which live as long as orders
 * do, and the last word on a deleted SKU, from which it counts on when it comes back.
 */
export const deleteArchived = (
  db: Database,
  merchant_id: MerchantId,
  first: number,
  last: number,
) =>
  db
    .delete(events)
    .where(
      and(
        sql`${events.merchant_id} = ${merchant_id}`,
        sql`${events.sequence} BETWEEN ${first} AND ${last}`,
        sql`${events.order_id} IS NULL AND ${events.type} <> 'sku.deleted'`,
      ),
    )

const isOvertaken = (error: unknown) =>
  violatedConstraint(error)?.startsWith('event_archives.') ||
  String(error instanceof Error ? error.cause : error).includes('event_archives_follow')

/** Named by its range, whose events never change: written twice, it is the same file. */
const fileName = (merchant_id: MerchantId, first: number, last: number) =>
  `events/${merchant_id}/${padded(first)}-${padded(last)}.ndjson.gz`
const padded = (sequence: number) => String(sequence).padStart(16, '0')

async function packEvents(rows: readonly EventRow[]): Promise<ArrayBuffer> {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Response(packed).arrayBuffer()
}

export async function unpackEvents(files: R2Bucket, file: string): Promise<EventRow[]> {
  const packed = await files.get(file)
  if (!packed) throw new Error(`The archive ${file} is missing.`)
  const text = await new Response(packed.body.pipeThrough(new DecompressionStream('gzip'))).text()
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EventRow)
}
