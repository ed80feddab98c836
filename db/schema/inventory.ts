import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import type { Account, Operation } from '../../api/domain/inventory/accounts'
import type { StockTask } from '../../api/domain/inventory/task'
import type { AttemptId, MerchantId, OrderId } from '../../api/domain/shared/ids'

/** One SKU at one location, as its stock object last told it. Derived: no unit is promised on it. */
export const stock_levels = sqliteTable(
  'stock_levels',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    sku: text().notNull(),
    location_id: text().notNull(),
    on_hand: integer().notNull(),
    reserved: integer().notNull(),
    committed: integer().notNull(),
    damaged: integer().notNull(),
    quality_control: integer().notNull(),
    safety_stock: integer().notNull(),
    incoming: integer().notNull(),
    available: integer().notNull(),
    /** The object's version these figures come from: an older one never overwrites them. */
    version: integer().notNull(),
    as_of: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.sku, table.location_id] }),
    index('stock_levels_by_location').on(table.merchant_id, table.location_id, table.sku),
  ],
)

/** The ledger of every SKU: units that went from one account to another. Append-only. */
export const stock_movements = sqliteTable(
  'stock_movements',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    sku: text().notNull(),
    sequence: integer().notNull(),
    location_id: text().notNull(),
    operation: text().$type<Operation>().notNull(),
    from_account: text().$type<Account>().notNull(),
    to_account: text().$type<Account>().notNull(),
    quantity: integer().notNull(),
    /** What it was done for: an adjustment, a reservation, an order. */
    subject_id: text().notNull(),
    reason: text(),
    reference: text(),
    created_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.sku, table.sequence] })],
)

/** How each attempt to place an order ended. Written once, never updated, never deleted. */
export const attempt_outcomes = sqliteTable('attempt_outcomes', {
  attempt_id: text().$type<AttemptId>().primaryKey(),
  outcome: text().$type<'placed' | 'aborted'>().notNull(),
  order_id: text().$type<OrderId>(),
  created_at: integer().notNull(),
})

/**
 * What D1 decided about stock after an order was placed, numbered per SKU. The object applies
 * them in order; an operation named twice fails the batch that would decide it again.
 */
export const stock_tasks = sqliteTable(
  'stock_tasks',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    sku: text().notNull(),
    sequence: integer().notNull(),
    operation_id: text().notNull(),
    task: text({ mode: 'json' }).$type<StockTask>().notNull(),
    created_at: integer().notNull(),
    applied_at: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.sku, table.sequence] }),
    unique('stock_tasks_by_operation').on(table.merchant_id, table.sku, table.operation_id),
    index('stock_tasks_waiting')
      .on(table.created_at, table.merchant_id, table.sku)
      .where(sql`applied_at IS NULL`),
  ],
)
