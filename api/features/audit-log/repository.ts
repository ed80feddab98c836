import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { field, jsonEach } from '../../../db/json-rows'
import { audit_heads, audit_log, merchants } from '../../../db/schema'
import { genesis, type Seal } from '../../domain/access/audit'
import type { MerchantId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'

export type AuditRow = typeof audit_log.$inferSelect

/** One more than `limit`, newest first, below a sequence. */
export const listEntries = (
  db: Database,
  merchant_id: MerchantId,
  before: number,
  limit: number,
): Promise<AuditRow[]> =>
  db
    .select()
    .from(audit_log)
    .where(and(eq(audit_log.merchant_id, merchant_id), lt(audit_log.sequence, before)))
    .orderBy(desc(audit_log.sequence))
    .limit(limit + 1)

const selectHead = (db: Database, merchant_id: MerchantId) =>
  db
    .select({ sequence: audit_heads.sequence, hash: audit_heads.hash })
    .from(audit_heads)
    .where(eq(audit_heads.merchant_id, merchant_id))

const selectAfter = (db: Database, merchant_id: MerchantId, after: number, limit: number) =>
  db
    .select()
    .from(audit_log)
    .where(and(eq(audit_log.merchant_id, merchant_id), gt(audit_log.sequence, after)))
    .orderBy(asc(audit_log.sequence))
    .limit(limit)

/** The head, and the entries behind it: those that wait for their seal. */
export async function readUnsealed(
  db: Database,
  merchant_id: MerchantId,
  limit: number,
): Promise<{ head: Seal; entries: AuditRow[] }> {
  const [head = genesis] = await selectHead(db, merchant_id)
  return { head, entries: await selectAfter(db, merchant_id, head.sequence, limit) }
}

/** The sealed entries behind a sequence, in order, and the head as it was at that moment. */
export async function readSealed(
  db: Database,
  merchant_id: MerchantId,
  after: number,
  limit: number,
): Promise<{ head: Seal; entries: AuditRow[] }> {
  const [[head = genesis], rows] = await db.batch([
    selectHead(db, merchant_id),
    selectAfter(db, merchant_id, after, limit),
  ])
  return { head, entries: rows.filter(({ sequence }) => sequence <= head.sequence) }
}

export const findEntry = (db: Database, merchant_id: MerchantId, sequence: number) =>
  db
    .select()
    .from(audit_log)
    .where(and(eq(audit_log.merchant_id, merchant_id), eq(audit_log.sequence, sequence)))
    .then(([row]) => row)

/** Writes seals and moves the head to the last of them; what is sealed already stays as it is. */
export async function writeSeals(
  db: Database,
  merchant_id: MerchantId,
  seals: readonly Seal[],
  sealed_at: Instant,
): Promise<void> {
  const last = seals.at(-1)
  if (!last) return
  await db.batch([
    db
      .update(audit_log)
      .set({ hash: field('hash') })
      .from(jsonEach(seals))
      .where(
        sql`${audit_log.merchant_id} = ${merchant_id}
          AND ${audit_log.sequence} = ${field('sequence')} AND ${audit_log.hash} IS NULL`,
      ),
    db
      .insert(audit_heads)
      .values({ merchant_id, ...last, sealed_at })
      .onConflictDoUpdate({
        target: audit_heads.merchant_id,
        set: { ...last, sealed_at },
        setWhere: sql`${audit_heads.sequence} < ${last.sequence}`,
      }),
  ])
}

/** Merchants behind an id, in order. */
export const listMerchantIds = (directory: Database, after: string, limit: number) =>
  directory
    .select({ id: merchants.id })
    .from(merchants)
    .where(gt(merchants.id, after as MerchantId))
    .orderBy(asc(merchants.id))
    .limit(limit)
    .then((rows) => rows.map(({ id }) => id))

/** Those of the merchants whose log goes on behind its head: two look-ups each. */
export const findWaiting = (db: Database, ids: readonly MerchantId[]): Promise<MerchantId[]> =>
  db
    .all<{ merchant_id: MerchantId }>(
      sql`SELECT value AS merchant_id FROM ${jsonEach(ids)}
        WHERE EXISTS (
          SELECT 1 FROM ${audit_log} WHERE ${audit_log.merchant_id} = value AND ${audit_log.sequence} >
            COALESCE((SELECT ${audit_heads.sequence} FROM ${audit_heads} WHERE ${audit_heads.merchant_id} = value), 0)
        )`,
    )
    .then((rows) => rows.map(({ merchant_id }) => merchant_id))
