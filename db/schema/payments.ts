import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type {
  GatewayName,
  PaymentDetails,
  PaymentOperation,
  PaymentState,
} from '../../api/domain/payments/payment'
import type { Refund, RefundLine, RefundTender } from '../../api/domain/refunds/refund'
import type { Id, MerchantId, OrderId } from '../../api/domain/shared/ids'

/** Money of orders, per gateway and try. Amounts in minor units of `currency`. */
export const payments = sqliteTable(
  'payments',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    id: text().$type<Id<'payment'>>().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    gateway: text().$type<GatewayName>().notNull(),
    status: text().$type<PaymentState>().notNull(),
    currency: text().notNull(),
    amount: integer().notNull(),
    authorized: integer().notNull(),
    captured: integer().notNull(),
    refunded: integer().notNull(),
    reference: text(),
    details: text({ mode: 'json' }).$type<PaymentDetails>().notNull(),
    operations: text({ mode: 'json' }).$type<readonly PaymentOperation[]>().notNull(),
    attention_at: integer(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    index('payments_by_order').on(table.merchant_id, table.order_id),
    uniqueIndex('payments_by_reference')
      .on(table.merchant_id, table.gateway, table.reference)
      .where(sql`reference IS NOT NULL`),
    index('payments_waiting')
      .on(table.attention_at, table.merchant_id, table.id)
      .where(sql`attention_at IS NOT NULL`),
  ],
)

/** Money that goes back, and for what. */
export const refunds = sqliteTable(
  'refunds',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    id: text().$type<Id<'refund'>>().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    status: text().$type<Refund['status']>().notNull(),
    currency: text().notNull(),
    amount: integer().notNull(),
    lines: text({ mode: 'json' }).$type<readonly RefundLine[]>().notNull(),
    shipping: integer().notNull(),
    goodwill: integer().notNull(),
    deduction: integer().notNull(),
    overpayment: integer().notNull(),
    reason: text().notNull(),
    restock: text({ mode: 'json' }).$type<Refund['restock']>().notNull(),
    tenders: text({ mode: 'json' }).$type<readonly RefundTender[]>().notNull(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    index('refunds_by_order').on(table.merchant_id, table.order_id),
  ],
)
