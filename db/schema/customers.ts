import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Id, MerchantId } from '../../api/domain/shared/ids'

/** Who orders: one per merchant and normalized e-mail address. Made by a trigger of `orders`. */
export const customers = sqliteTable(
  'customers',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    id: text().$type<Id<'customer'>>().notNull(),
    email: text().notNull(),
    name: text().notNull(),
    phone: text(),
    metadata: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    erased_at: integer(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    index('customers_by_name').on(table.merchant_id, sql`lower(${table.name})`, table.id),
  ],
)

/** Addresses of customers: several after a merge. */
export const customer_emails = sqliteTable(
  'customer_emails',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    email: text().notNull(),
    customer_id: text().$type<Id<'customer'>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.email] }),
    index('customer_emails_by_customer').on(table.merchant_id, table.customer_id),
  ],
)

/** What an address has ordered, per currency. Kept by triggers of `orders`. Minor units. */
export const customer_totals = sqliteTable(
  'customer_totals',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    email: text().notNull(),
    currency: text().notNull(),
    orders: integer().notNull(),
    canceled: integer().notNull(),
    payable: integer().notNull(),
    captured: integer().notNull(),
    refunded: integer().notNull(),
    first_order_at: integer().notNull(),
    last_order_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.email, table.currency] })],
)
