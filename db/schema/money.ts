import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { GatewayName } from '../../api/domain/payments/payment'
import type { GatewayAnswer } from '../../api/domain/payments/resolve'
import type { RefundOrder } from '../../api/domain/refunds/split-tenders'
import type { Id, MerchantId, OrderId } from '../../api/domain/shared/ids'

/** How a gateway is set up. Secrets are sealed; `hints` are what people may see of them. */
export const gateway_settings = sqliteTable(
  'gateway_settings',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    gateway: text().$type<GatewayName>().notNull(),
    enabled: integer({ mode: 'boolean' }).notNull(),
    publishable_key: text(),
    secrets: text(),
    hints: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.gateway] })],
)

/** What a merchant decides about payments; absent: the defaults. */
export const payment_settings = sqliteTable('payment_settings', {
  merchant_id: text().$type<MerchantId>().primaryKey(),
  refund_order: text({ mode: 'json' }).$type<RefundOrder>().notNull(),
  unpaid_expires_after_minutes: integer().notNull(),
  late_payment: text().$type<'refund' | 'review'>().notNull(),
  version: integer().notNull(),
  created_at: integer().notNull(),
  updated_at: integer().notNull(),
})

/** What the merchant owes: store credit by e-mail, or a gift card by its code. Minor units. */
export const credit_accounts = sqliteTable(
  'credit_accounts',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    id: text().$type<Id<'store_credit'> | Id<'gift_card'>>().notNull(),
    kind: text().$type<'store_credit' | 'gift_card'>().notNull(),
    currency: text().notNull(),
    email: text(),
    /** SHA-256 of the code, which is shown once. */
    code_hash: text(),
    hint: text(),
    balance: integer().notNull(),
    active: integer({ mode: 'boolean' }).notNull(),
    expires_at: integer(),
    metadata: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    uniqueIndex('credit_accounts_by_email')
      .on(table.merchant_id, table.email, table.currency)
      .where(sql`email IS NOT NULL`),
    uniqueIndex('credit_accounts_by_code')
      .on(table.merchant_id, table.code_hash)
      .where(sql`code_hash IS NOT NULL`),
    index('credit_accounts_by_kind').on(table.merchant_id, table.kind, table.id),
  ],
)

/** Why a balance is what it is. A trigger adds each entry to its account's balance. */
export const credit_entries = sqliteTable(
  'credit_entries',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    account_id: text().$type<Id<'store_credit'> | Id<'gift_card'>>().notNull(),
    sequence: integer().notNull(),
    type: text().$type<'issue' | 'redeem' | 'release' | 'refund'>().notNull(),
    /** Below zero when it is redeemed. */
    amount: integer().notNull(),
    /** Of the operation or request behind it: the same one counts once. */
    operation_key: text().notNull(),
    order_id: text().$type<OrderId>(),
    payment_id: text().$type<Id<'payment'>>(),
    reason: text(),
    created_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.account_id, table.sequence] }),
    uniqueIndex('credit_entries_by_operation').on(table.merchant_id, table.operation_key),
    index('credit_entries_by_payment')
      .on(table.merchant_id, table.payment_id)
      .where(sql`payment_id IS NOT NULL`),
  ],
)

/** The test gateway's own truth: what it charged, and what it answered each key. */
export const test_gateway_charges = sqliteTable(
  'test_gateway_charges',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    payment_id: text().$type<Id<'payment'>>().notNull(),
    reference: text().notNull(),
    token: text().notNull(),
    currency: text().notNull(),
    amount: integer().notNull(),
    status: text().$type<'requires_action' | 'authorized' | 'voided' | 'declined'>().notNull(),
    captured: integer().notNull(),
    refunded: integer().notNull(),
    created_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.payment_id] }),
    uniqueIndex('test_gateway_charges_by_reference').on(table.reference),
  ],
)
export const test_gateway_calls = sqliteTable(
  'test_gateway_calls',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    idempotency_key: text().notNull(),
    answer: text({ mode: 'json' }).$type<GatewayAnswer>().notNull(),
    created_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.idempotency_key] })],
)
