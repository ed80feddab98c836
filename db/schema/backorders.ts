import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { MerchantId, OrderId } from '../../api/domain/shared/ids'

/** Units that orders wait for, in the order of placement. Written with the order they follow from. */
export const backorders = sqliteTable(
  'backorders',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    sku: text().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    position: integer().notNull(),
    quantity: integer().notNull(),
    /** At placement, within the SKU's limit; else what a location could not send after all. */
    accepted: integer({ mode: 'boolean' }).notNull(),
    created_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.sku, table.order_id, table.position] }),
  ],
)

/** How much waits per SKU; `due_at`, when there may be something to fill it with. By triggers. */
export const backorder_counts = sqliteTable(
  'backorder_counts',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    sku: text().notNull(),
    quantity: integer().notNull(),
    due_at: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.sku] }),
    index('backorder_counts_due')
      .on(table.due_at, table.merchant_id, table.sku)
      .where(sql`due_at IS NOT NULL`),
  ],
)
