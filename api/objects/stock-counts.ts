import type { AppliedCount } from '../domain/inventory/stock'
import type { Instant } from '../domain/shared/time'

/** The last count of each source per location: few rows. Objects made before there were any get it. */
export const countsSchema = `
  CREATE TABLE IF NOT EXISTS counts (
    source TEXT NOT NULL, location_id TEXT NOT NULL, applied TEXT NOT NULL,
    PRIMARY KEY (source, location_id)) WITHOUT ROWID;`

export function findCount(
  sql: SqlStorage,
  source: string,
  location_id: string,
): AppliedCount | undefined {
  const [row] = sql
    .exec('SELECT applied FROM counts WHERE source = ? AND location_id = ?', source, location_id)
    .toArray()
  return row && (JSON.parse(String(row.applied)) as AppliedCount)
}

export const writeCount = (sql: SqlStorage, count: AppliedCount) =>
  sql.exec(
    'INSERT OR REPLACE INTO counts VALUES (?, ?, ?)',
    count.source,
    count.location_id,
    JSON.stringify(count),
  )

/** Whether entries after an instant may be among those that were folded: they are the oldest. */
export function isFolded(sql: SqlStorage, instant: Instant): boolean {
  const [fact] = sql.exec("SELECT value FROM facts WHERE name = 'checkpoint'").toArray()
  if (!fact) return false
  const [oldest] = sql.exec('SELECT created_at FROM ledger ORDER BY sequence LIMIT 1').toArray()
  return !oldest || Number(oldest.created_at) > instant
}
