import { getTableName, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { few } from '../../../db/few'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import { erasers, keysOf } from './erasers'

export interface Records {
  table: string
  rows: Record<string, unknown>[]
}

/** What is kept beside the orders themselves: personal columns of every other place. */
export const readBeside = (
  db: Database,
  merchant_id: MerchantId,
  ids: readonly OrderId[],
): Promise<Records[]> =>
  Promise.all(
    erasers
      .filter(({ in_order }) => !in_order)
      .map(async (eraser) => {
        const names = [...new Set(['id', eraser.key, ...Object.keys(eraser.personal(''))])].filter(
          (name) => name in eraser.table,
        )
        const rows = await db.all<Record<string, unknown>>(
          // In this order: each key is looked up, rather than every row of the merchant.
          sql`SELECT ${sql.raw(names.join(', '))}
            FROM (${keysOf(eraser, merchant_id, ids)}) AS asked CROSS JOIN ${eraser.table}
            WHERE merchant_id = ${merchant_id}
              AND ${few(sql`${sql.raw(eraser.key)} = asked.value`)}`,
        )
        return { table: getTableName(eraser.table), rows: rows.map(parsed) }
      }),
  )

/** Columns hold JSON as text; a description may look like it and be none. */
const parsed = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, readJson(value)]))

function readJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
