/** What D1 is told of a SKU's stock: derived rows that may be told again, late or out of order. */
import { sql } from 'drizzle-orm'
import type { Database, Statements } from '../../db/database'
import { jsonRows } from '../../db/json-rows'
import { prepared } from '../../db/prepared'
import { stock_levels, stock_movements } from '../../db/schema'
import { type Counters, counters, type LedgerEntry, onHand } from '../domain/inventory/accounts'
import type { Level, Posted } from '../domain/inventory/stock'
import type { MerchantId } from '../domain/shared/ids'
import type { Instant } from '../domain/shared/time'

export interface ProjectedLevel extends Counters {
  location_id: string
  version: number
}

export const project = (location_id: string, { balances, version }: Level): ProjectedLevel => ({
  location_id,
  ...balances,
  on_hand: onHand(balances),
  version,
})

export type ToldLevel = ProjectedLevel & { sku: string; as_of: Instant }
export type ToldEntry = LedgerEntry & { sku: string }

/** The statements that tell it: a level is guarded by its version, an entry by its number. */
export function tell(
  db: Database,
  merchant_id: MerchantId,
  levels: readonly ToldLevel[],
  entries: readonly ToldEntry[],
): Statements[number][] {
  const rows = (list: readonly object[]) => ({ merchant_id, rows: JSON.stringify(list) })
  return [
    ...(levels.length > 0 ? upsertLevels(db, rows(levels)) : []),
    ...(entries.length > 0 ? appendEntries(db, rows(entries)) : []),
  ]
}

/** All of a level but its key. */
const told = [...counters, 'version', 'as_of']
const rows = sql.placeholder('rows')
const ofMerchant = { merchant_id: sql.placeholder('merchant_id') }

const upsertLevels = prepared((db) => [
  db
    .insert(stock_levels)
    .select(jsonRows(stock_levels, rows, ofMerchant))
    .onConflictDoUpdate({
      target: [stock_levels.merchant_id, stock_levels.sku, stock_levels.location_id],
      set: Object.fromEntries(told.map((name) => [name, sql.raw(`excluded.${name}`)])),
      setWhere: sql`excluded.version > ${stock_levels.version}`,
    }),
])
const appendEntries = prepared((db) => [
  db
    .insert(stock_movements)
    .select(jsonRows(stock_movements, rows, ofMerchant))
    .onConflictDoNothing(),
])

/** The same for what pins have just written, in the batch that decides about them. */
export function announce(
  db: Database,
  merchant_id: MerchantId,
  pinned: ReadonlyMap<string, { posted: Posted }>,
): Statements[number][] {
  const levels: ToldLevel[] = []
  const entries: ToldEntry[] = []
  for (const [sku, { posted }] of pinned) {
    const as_of = posted.entries.at(-1)?.created_at ?? 0
    for (const { location_id, ...level } of posted.levels) {
      levels.push({ sku, as_of, ...project(location_id, level) })
    }
    for (const entry of posted.entries) entries.push({ sku, ...entry })
  }
  return tell(db, merchant_id, levels, entries)
}
