import { and, eq, gt, lt, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { stock_levels, stock_movements } from '../../../db/schema'
import type { Account } from '../../domain/inventory/accounts'
import type { MerchantId } from '../../domain/shared/ids'

export interface ProjectedRow {
  location_id: string
  available: number
  version: number
  as_of: number
}

/** The projected levels of some SKUs; a SKU without any is absent. */
export async function findAvailability(
  db: Database,
  merchant_id: MerchantId,
  skus: readonly string[],
): Promise<Map<string, ProjectedRow[]>> {
  const rows = await db
    .select({
      sku: stock_levels.sku,
      location_id: stock_levels.location_id,
      available: stock_levels.available,
      version: stock_levels.version,
      as_of: stock_levels.as_of,
    })
    .from(stock_levels)
    .where(
      sql`${stock_levels.merchant_id} = ${merchant_id} AND ${stock_levels.sku} IN
        (SELECT value FROM json_each(${JSON.stringify(skus)}))`,
    )
  return Map.groupBy(rows, ({ sku }) => sku)
}

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
