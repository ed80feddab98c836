import { sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import {
  audit_heads,
  audit_log,
  events,
  idempotency_keys,
  merchants,
  orders,
  stock_tasks,
} from '../../../db/schema'
import type { OrderId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'

/** More than this is only told as more: to count them would cost as much as they are. */
export const COUNTED_MAX = 10_000

export interface MerchantTotals {
  merchants: number
  events: number
  audit_entries: number
  audit_sealed: number
  recent_orders: number
}

/** Sums over merchants of what an index tells of each: four look-ups per merchant. */
export const sumOverMerchants = (
  db: Database,
  placed_after: OrderId,
): Promise<MerchantTotals | undefined> =>
  db
    .all<MerchantTotals>(
      sql`SELECT
          COUNT(*) AS merchants,
          TOTAL((SELECT MAX(${events.sequence}) FROM ${events}
            WHERE ${events.merchant_id} = ${merchants.id})) AS events,
          TOTAL((SELECT MAX(${audit_log.sequence}) FROM ${audit_log}
            WHERE ${audit_log.merchant_id} = ${merchants.id})) AS audit_entries,
          TOTAL((SELECT ${audit_heads.sequence} FROM ${audit_heads}
            WHERE ${audit_heads.merchant_id} = ${merchants.id})) AS audit_sealed,
          TOTAL((SELECT COUNT(*) FROM ${orders}
            WHERE ${orders.merchant_id} = ${merchants.id} AND ${orders.id} > ${placed_after}))
            AS recent_orders
        FROM ${merchants} WHERE ${merchants.id} > ''`,
    )
    .then(([row]) => row)

/** The migration that was applied last, in wrangler's own table. */
export const findSchema = (db: Database): Promise<string | undefined> =>
  db
    .all<{ name: string }>(
      sql`SELECT name FROM d1_migrations WHERE id = (SELECT MAX(id) FROM d1_migrations)`,
    )
    .then(([row]) => row?.name)

export interface Waiting {
  waiting: number
  oldest: Instant | null
}

/** Stock tasks that no object has carried out yet; of these alone there is an index. */
export const findWaitingTotals = (db: Database): Promise<Waiting | undefined> =>
  db
    .all<Waiting>(
      sql`SELECT COUNT(*) AS waiting, MIN(created_at) AS oldest FROM (
          SELECT ${stock_tasks.created_at} FROM ${stock_tasks}
          WHERE ${stock_tasks.applied_at} IS NULL AND ${stock_tasks.created_at} > 0
          ORDER BY ${stock_tasks.created_at} LIMIT ${COUNTED_MAX}
        )`,
    )
    .then(([row]) => row)

/** When the oldest answer that is kept was given. */
export const findOldestAnswer = (db: Database): Promise<Instant | undefined> =>
  db
    .all<{ created_at: Instant }>(
      sql`SELECT ${idempotency_keys.created_at} AS created_at FROM ${idempotency_keys}
        WHERE ${idempotency_keys.id} = (SELECT MIN(${idempotency_keys.id}) FROM ${idempotency_keys})`,
    )
    .then(([row]) => row?.created_at)
