import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { jsonEach } from '../../../db/json-rows'
import { backorder_counts, backorders } from '../../../db/schema'
import type { MerchantId, OrderId } from '../../domain/shared/ids'

export type BackorderRow = typeof backorders.$inferSelect

/** Where a page of the queues ends. */
export type BackorderKey = readonly [sku: string, order_id: string, position: number]

/** The queues of all SKUs or of one, each in the order of placement. */
export function listBackorders(
  db: Database,
  merchant_id: MerchantId,
  sku: string | undefined,
  after: BackorderKey | undefined,
  limit: number,
): Promise<BackorderRow[]> {
  const conditions: (SQL | undefined)[] = [
    eq(backorders.merchant_id, merchant_id),
    sku === undefined ? undefined : eq(backorders.sku, sku),
    after && sql`(sku, order_id, position) > (${after[0]}, ${after[1]}, ${after[2]})`,
  ]
  return db
    .select()
    .from(backorders)
    .where(and(...conditions))
    .orderBy(backorders.sku, backorders.order_id, backorders.position)
    .limit(limit)
}

/** The orders that wait for an SKU, first in first. */
export async function findWaiting(
  db: Database,
  merchant_id: MerchantId,
  sku: string,
  limit: number,
): Promise<OrderId[]> {
  const rows = await db
    .selectDistinct({ order_id: backorders.order_id })
    .from(backorders)
    .where(and(eq(backorders.merchant_id, merchant_id), eq(backorders.sku, sku)))
    .orderBy(backorders.order_id)
    .limit(limit)
  return rows.map(({ order_id }) => order_id)
}

export interface DueSku {
  merchant_id: MerchantId
  sku: string
  due_at: number | null
}

/** SKUs that somebody waits for and that may have come in, the longest due first. */
export const findDue = (db: Database, limit: number): Promise<DueSku[]> =>
  db
    .select({
      merchant_id: backorder_counts.merchant_id,
      sku: backorder_counts.sku,
      due_at: backorder_counts.due_at,
    })
    .from(backorder_counts)
    .where(sql`${backorder_counts.due_at} IS NOT NULL`)
    .orderBy(backorder_counts.due_at)
    .limit(limit)

/** Of these SKUs, those that somebody waits for. */
export const findWaited = (
  db: Database,
  merchant_id: MerchantId,
  skus: readonly string[],
): Promise<DueSku[]> =>
  db
    .select({
      merchant_id: backorder_counts.merchant_id,
      sku: backorder_counts.sku,
      due_at: backorder_counts.due_at,
    })
    .from(backorder_counts)
    .where(
      sql`${backorder_counts.merchant_id} = ${merchant_id}
        AND ${backorder_counts.sku} IN (SELECT value FROM ${jsonEach(skus)})`,
    )

/** Nobody need look again until more comes in; what came in since this was read stays due. */
export const settleDue = (db: Database, { merchant_id, sku, due_at }: DueSku) =>
  db
    .update(backorder_counts)
    .set({ due_at: null })
    .where(
      sql`${backorder_counts.merchant_id} = ${merchant_id} AND ${backorder_counts.sku} = ${sku}
        AND ${backorder_counts.due_at} = ${due_at}`,
    )
