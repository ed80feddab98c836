import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Id, MerchantId, OrderId } from '../../api/domain/shared/ids'

/** What an erasure still has to go through. */
export interface PendingErasure {
  emails: readonly string[]
  orders: readonly OrderId[]
}

/** Customers who were forgotten, or are about to be. */
export const erasures = sqliteTable(
  'erasures',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    customer_id: text().$type<Id<'customer'>>().notNull(),
    /** Null once it is completed: then nothing leads back to the person. */
    pending: text({ mode: 'json' }).$type<PendingErasure>(),
    orders: integer().notNull(),
    requested_at: integer().notNull(),
    completed_at: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.customer_id] }),
    index('erasures_running')
      .on(table.merchant_id, table.customer_id)
      .where(sql`completed_at IS NULL`),
  ],
)
