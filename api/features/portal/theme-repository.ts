import { eq } from 'drizzle-orm'
import { appendAudit, type NewAuditEntry } from '../../../db/append-audit'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import { portal_themes } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'

export type ThemeRow = typeof portal_themes.$inferSelect

export const findTheme = (db: Database, merchant_id: MerchantId): Promise<ThemeRow | undefined> =>
  db
    .select()
    .from(portal_themes)
    .where(eq(portal_themes.merchant_id, merchant_id))
    .then(([row]) => row)

export const saveTheme = (
  db: Database,
  row: ThemeRow,
  event: NewEvent,
  entry: NewAuditEntry,
): Promise<void> => {
  const { merchant_id: _, ...changes } = row
  return transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    db
      .insert(portal_themes)
      .values(row)
      .onConflictDoUpdate({ target: portal_themes.merchant_id, set: changes }),
  ])
}
