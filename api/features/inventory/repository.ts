import { and, eq, gt, lt, max, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { jsonEach } from '../../../db/json-rows'
import { stock_levels, stock_movements } from '../../../db/schema'
import type { Account } from '../../domain/inventory/accounts'
import type { MerchantId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'

/** Free units per location of one SKU, and when that was true. */
export interface Free {
  readonly at: ReadonlyMap<string, { readonly available: number; readonly version: number }>
  readonly as_of: Instant
}

/**
 * The projected levels of some SKUs; a SKU without any is absent. One row per SKU: what a thousand
 * SKUs cost is the rows between SQLite and here, not the reading.
 */
export async function findAvailability(
  db: Database,
  merchant_id: MerchantId,
  skus: readonly string[],
): Promise<Map<string, Free>> {
  const { sku, location_id, available, version, as_of } = stock_levels
  const rows = await db
    .select({
      sku,
      levels: sql<string>`json_group_array(json_array(${location_id}, ${available}, ${version}))`,
      as_of: max(as_of),
    })
    .from(stock_levels)
    .where(
      and(
        eq(stock_levels.merchant_id, merchant_id),
        sql`${sku} IN (SELECT value FROM ${jsonEach(skus)})`,
      ),
    )
    .groupBy(sku)
  return new Map(rows.map((row) => [row.sku, { at: levelsOf(row.levels), as_of: row.as_of ?? 0 }]))
}

const levelsOf = (json: string): Free['at'] =>
  new Map(
    (JSON.parse(json) as [string, number, number][]).map(([location_id, available, version]) => [
      location_id,
      { available, version },
    ]),
  )

interface LevelFilter {
  location_id?: string | undefined
  sku?: string | undefined
}

/** Levels by SKU and location, or of one location by SKU. */
export function listLevels(
  db: Database,
  merchant_id: MerchantId,
  { location_id, sku }: LevelFilter,
  after: readonly [string, string] | undefined,
  limit: number,
) {
  const { merchant_id: merchant, sku: by_sku, location_id: by_location } = stock_levels
  const conditions: (SQL | undefined)[] = [eq(merchant, merchant_id)]
  if (location_id !== undefined) conditions.push(eq(by_location, location_id))
  if (sku !== undefined) conditions.push(eq(by_sku, sku))
  if (after) {
    const [after_sku, after_location] = after
    conditions.push(
      location_id === undefined
        ? sql`(${by_sku}, ${by_location}) > (${after_sku}, ${after_location})`
        : gt(by_sku, after_sku),
    )
  }
  return db
    .select()
    .from(stock_levels)
    .where(and(...conditions))
    .orderBy(...(location_id === undefined ? [by_sku, by_location] : [by_sku]))
    .limit(limit + 1)
}

/** The ledger's entries below a sequence, newest first. */
export function listMovements(
  db: Database,
  merchant_id: MerchantId,
  sku: string,
  before: number,
  limit: number,
) {
  return db
    .select()
    .from(stock_movements)
    .where(
      and(
        eq(stock_movements.merchant_id, merchant_id),
        eq(stock_movements.sku, sku),
        lt(stock_movements.sequence, before),
      ),
    )
    .orderBy(sql`${stock_movements.sequence} DESC`)
    .limit(limit)
}

/** A stretch of the ledger, folded: what each account gained and lost. */
export async function foldMovements(
  db: Database,
  merchant_id: MerchantId,
  sku: string,
  after: number,
  up_to: number,
): Promise<
  {
    location_id: string
    from_account: Account
    to_account: Account
    quantity: number
    entries: number
  }[]
> {
  return db
    .select({
      location_id: stock_movements.location_id,
      from_account: stock_movements.from_account,
      to_account: stock_movements.to_account,
      quantity: sql<number>`SUM(${stock_movements.quantity})`,
      entries: sql<number>`COUNT(*)`,
    })
    .from(stock_movements)
    .where(
      sql`merchant_id = ${merchant_id} AND sku = ${sku} AND sequence > ${after} AND sequence <= ${up_to}`,
    )
    .groupBy(stock_movements.location_id, stock_movements.from_account, stock_movements.to_account)
}
