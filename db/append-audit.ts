import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../api/domain/access/audit'
import type { MerchantId } from '../api/domain/shared/ids'
import type { Instant } from '../api/domain/shared/time'
import type { NewEvent } from './append-event'
import type { Database } from './database'
import { jsonRows } from './json-rows'
import { audit_log } from './schema'

export interface NewAuditEntry {
  merchant_id: MerchantId
  actor: Actor
  object_type: string
  object_id: string
  /** JSON pointers of what changed: names, never values. */
  changed: readonly string[]
  created_at: Instant
}

/**
 * The statement that appends an audit entry, for the batch of the change it tells of: one row, in
 * a table without a second index. The number is taken inside the transaction, so there are no gaps
 * and no two writers meet. The chain of hashes is closed later (`features/audit-log/seal.ts`).
 */
export const appendAudit = (db: Database, entry: NewAuditEntry) =>
  db.insert(audit_log).values({ ...toAuditRow(entry), sequence: nextAuditSequence(entry) })

/** The same, if something holds when the batch gets there. */
export const appendAuditIf = (db: Database, condition: SQL, entry: NewAuditEntry) => {
  const sequence = nextAuditSequence(entry)
  const row = jsonRows(audit_log, [toAuditRow(entry)], { sequence })
  return db.insert(audit_log).select(sql`${row} AND ${condition}`)
}

/** The entry that belongs to the change an event announces. */
export const auditOf = (
  { merchant_id, object_type, object_id, created_at }: NewEvent,
  actor: Actor,
  changed: readonly string[],
): NewAuditEntry => ({ merchant_id, object_type, object_id, created_at, actor, changed })

/** All columns but the number. */
const toAuditRow = ({ actor, ...entry }: NewAuditEntry) => ({
  ...entry,
  actor_kind: actor.kind,
  actor_id: actor.id,
  request_id: actor.request_id,
  address: actor.address,
  operation: actor.operation,
})

const nextAuditSequence = ({ merchant_id }: { merchant_id: MerchantId }) =>
  sql<number>`(SELECT COALESCE(MAX(${audit_log.sequence}), 0) + 1 FROM ${audit_log} WHERE ${audit_log.merchant_id} = ${merchant_id})`
