import { sql } from 'drizzle-orm'
import type { Database, Statements } from '../../../db/database'
import { field, jsonEach, jsonRows } from '../../../db/json-rows'
import { backorders } from '../../../db/schema'
import { missingUnits } from '../../domain/backorders/missing'
import type { Aggregate } from '../../domain/orders/aggregate'

/** Of a backorder over its SKU's limit, in the message of the batch that fails. */
export const BACKORDER_LIMIT = 'limit: backorders'

/**
 * The queue of what orders wait for follows from the orders: what an order no longer waits for
 * leaves it, what it waits for is in it, in the batch that changes the order.
 *
 * @param before null: the order is new, and its SKUs' limits apply
 */
export function saveBackorders(
  db: Database,
  before: Aggregate | null,
  after: Aggregate,
): Statements[number][] {
  const { merchant_id, id: order_id, updated_at: created_at } = after.order
  const waited = new Map(before && missingUnits(before).map((each) => [keyOf(each), each]))
  const waits = new Map(missingUnits(after).map((each) => [keyOf(each), each]))
  const gone = [...waited].filter(([key]) => !waits.has(key)).map(([, each]) => each)
  const changed = [...waits]
    .filter(([key, { quantity }]) => waited.get(key)?.quantity !== quantity)
    .map(([, each]) => each)
  const accepted = before === null ? 1 : 0
  return [
    ...(gone.length > 0
      ? [
          db.delete(backorders).where(
            sql`(merchant_id, sku, order_id, position) IN (
              SELECT ${merchant_id}, ${field('sku')}, ${order_id}, ${field('position')}
              FROM ${jsonEach(gone)})`,
          ),
        ]
      : []),
    ...(changed.length > 0
      ? [
          db.insert(backorders).select(
            sql`${jsonRows(backorders, changed, { merchant_id, order_id, accepted, created_at })}
              ON CONFLICT DO UPDATE SET quantity = excluded.quantity`,
          ),
        ]
      : []),
  ]
}

const keyOf = ({ position, sku }: { position: number; sku: string }) => `${position} ${sku}`
