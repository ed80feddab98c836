import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { appendAudit, appendAuditIf, type NewAuditEntry } from '../../../db/append-audit'
import type { Database } from '../../../db/database'
import { bulk_jobs } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'

export type BulkRow = typeof bulk_jobs.$inferSelect
export type BulkKey = Pick<BulkRow, 'merchant_id' | 'id'>

const isJob = ({ merchant_id, id }: BulkKey) =>
  and(eq(bulk_jobs.merchant_id, merchant_id), eq(bulk_jobs.id, id))

export const findJob = (db: Database, merchant_id: MerchantId, id: string) =>
  db
    .select()
    .from(bulk_jobs)
    .where(isJob({ merchant_id, id: id as BulkRow['id'] }))
    .then(([row]) => row)

export const insertJob = (db: Database, row: BulkRow, entry: NewAuditEntry) =>
  db.batch([db.insert(bulk_jobs).values(row), appendAudit(db, entry)])

/** Gives an import its content; undefined when it has one. */
export async function startImport(
  db: Database,
  key: BulkKey,
  content: { content_key: string; total_bytes: number },
  updated_at: Instant,
  entry: NewAuditEntry,
): Promise<BulkRow | undefined> {
  const waits = and(isJob(key), eq(bulk_jobs.status, 'awaiting_content'))
  const exists = sql`EXISTS (SELECT 1 FROM ${bulk_jobs} WHERE ${waits})`
  const [, [row]] = await db.batch([
    appendAuditIf(db, exists, entry),
    db
      .update(bulk_jobs)
      .set({ ...content, status: 'running', updated_at })
      .where(waits)
      .returning(),
  ])
  return row
}

/** Notes a step that was done, unless it was noted before, or the job was ended: then nothing. */
export const noteStep = (
  db: Database,
  { step, ...key }: BulkRow,
  changes: Partial<BulkRow>,
  updated_at: Instant,
) =>
  db
    .update(bulk_jobs)
    .set({ ...changes, step: step + 1, updated_at })
    .where(and(isJob(key), eq(bulk_jobs.step, step), eq(bulk_jobs.status, 'running')))
    .returning({ step: bulk_jobs.step })
    .then((noted) => noted.length > 0)

/** From here on no step of it is noted. */
export const endJob = (db: Database, key: BulkKey, failure: string, updated_at: Instant) =>
  db
    .update(bulk_jobs)
    .set({ status: 'failed', failure, updated_at })
    .where(and(isJob(key), eq(bulk_jobs.status, 'running')))

export const deleteJobRow = (db: Database, key: BulkKey) => db.delete(bulk_jobs).where(isJob(key))

/** Jobs of a merchant about one kind of thing, those of a sort, oldest first. */
export const listJobsOf = (
  db: Database,
  merchant_id: MerchantId,
  kind: BulkRow['kind'],
  sort: 'imp_' | 'exp_',
  limit: number,
) =>
  db
    .select()
    .from(bulk_jobs)
    .where(
      and(
        eq(bulk_jobs.merchant_id, merchant_id),
        gt(bulk_jobs.id, sort as BulkRow['id']),
        lt(bulk_jobs.id, `${sort}~` as BulkRow['id']),
        eq(bulk_jobs.kind, kind),
      ),
    )
    .orderBy(bulk_jobs.id)
    .limit(limit)

/** Running jobs that nothing was noted of since, the oldest first. */
export const findIdle = (db: Database, updated_before: Instant, limit: number) =>
  db
    .select({ merchant_id: bulk_jobs.merchant_id, id: bulk_jobs.id })
    .from(bulk_jobs)
    .where(sql`status = 'running' AND ${bulk_jobs.updated_at} < ${updated_before}`)
    .orderBy(bulk_jobs.updated_at)
    .limit(limit)
