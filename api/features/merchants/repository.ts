import { eq } from 'drizzle-orm'
import { appendAudit, type NewAuditEntry } from '../../../db/append-audit'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import { type Database, type Statements, transact, violatedConstraint } from '../../../db/database'
import { merchants } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import { instantToWire } from '../../http/schemas'
import type { Settings } from './schemas'

export type MerchantRow = typeof merchants.$inferSelect

export const findMerchant = (db: Database, id: MerchantId) =>
  db
    .select()
    .from(merchants)
    .where(eq(merchants.id, id))
    .then(([row]) => row)

/** Saves a merchant with what it starts with; false when another one has the slug. */
export async function insertMerchant(
  db: Database,
  row: MerchantRow,
  event: NewEvent,
  entry: NewAuditEntry,
  with_it: readonly Statements[number][],
): Promise<boolean> {
  try {
    await transact(db, [
      db.insert(merchants).values(row),
      appendEvent(db, event),
      appendAudit(db, entry),
      ...with_it,
    ])
    return true
  } catch (error) {
    if (violatedConstraint(error) === 'merchants.slug') return false
    throw error
  }
}

export const updateMerchant = (
  db: Database,
  { id, ...changes }: MerchantRow,
  event: NewEvent,
  entry: NewAuditEntry,
): Promise<void> =>
  transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    db.update(merchants).set(changes).where(eq(merchants.id, id)),
  ])

export const toSettings = (row: MerchantRow): Settings => ({
  ...row,
  created_at: instantToWire(row.created_at),
  updated_at: instantToWire(row.updated_at),
})
