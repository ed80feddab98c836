import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Claim } from '../../api/domain/claims/claim'
import type { CreditNote } from '../../api/domain/credit-notes/credit-note'
import type { ReturnPolicy } from '../../api/domain/returns/policy'
import type { ReturnException } from '../../api/domain/returns/receive-return'
import type { Return } from '../../api/domain/returns/return'
import type { Id, MerchantId, OrderId, OrderLineId } from '../../api/domain/shared/ids'
import type { Withdrawal } from '../../api/domain/withdrawals/withdrawal'

/** Each version as it was; an order's is the one in force when it was placed. */
export const return_policies = sqliteTable(
  'return_policies',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    market: text().notNull(),
    version: integer().notNull(),
    countries: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    policy: text({ mode: 'json' }).$type<ReturnPolicy>().notNull(),
    effective_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.market, table.version] })],
)

/** Part of an order: changed under the order's lock. */
const partOfOrder = {
  merchant_id: text().$type<MerchantId>().notNull(),
  order_id: text().$type<OrderId>().notNull(),
  version: integer().notNull(),
  created_at: integer().notNull(),
  updated_at: integer().notNull(),
}

export const returns = sqliteTable(
  'returns',
  {
    ...partOfOrder,
    id: text().$type<Id<'return'>>().notNull(),
    number: text().notNull(),
    status: text().$type<Return['status']>().notNull(),
    origin: text().$type<Return['origin']>().notNull(),
    resolution: text().$type<Return['resolution']>().notNull(),
    lines: text({ mode: 'json' }).$type<Return['lines']>().notNull(),
    market: text().notNull(),
    policy_version: integer().notNull(),
    policy: text({ mode: 'json' }).$type<ReturnPolicy>().notNull(),
    quote: text({ mode: 'json' }).$type<Return['quote']>().notNull(),
    exchange: text({ mode: 'json' }).$type<NonNullable<Return['exchange']>>(),
    parcels: text({ mode: 'json' }).$type<Return['parcels']>().notNull(),
    fee_charged: integer().notNull(),
    bonus_due: integer(),
    deadline: integer(),
    expires_at: integer(),
    decline_reason: text(),
    photos: text({ mode: 'json' }).$type<Return['photos']>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    index('returns_by_order').on(table.merchant_id, table.order_id),
    uniqueIndex('returns_by_number').on(table.merchant_id, table.number),
    index('returns_by_status').on(table.merchant_id, table.status, table.id),
    index('returns_expiring')
      .on(table.expires_at, table.merchant_id, table.id)
      .where(sql`expires_at IS NOT NULL`),
    index('returns_bonus_due')
      .on(table.bonus_due, table.merchant_id, table.id)
      .where(sql`bonus_due IS NOT NULL`),
  ],
)

/** Units that arrived and nobody had authorized. */
export const return_exceptions = sqliteTable(
  'return_exceptions',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    id: text().$type<Id<'return_exception'>>().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    return_id: text().$type<Id<'return'>>().notNull(),
    line_id: text().$type<OrderLineId>().notNull(),
    location_id: text().notNull(),
    quantity: integer().notNull(),
    disposition: text().$type<ReturnException['disposition']>().notNull(),
    status: text().$type<ReturnException['status']>().notNull(),
    note: text(),
    created_at: integer().notNull(),
    resolved_at: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    index('return_exceptions_by_status').on(table.merchant_id, table.status, table.id),
  ],
)

export const claims = sqliteTable(
  'claims',
  {
    ...partOfOrder,
    id: text().$type<Id<'claim'>>().notNull(),
    status: text().$type<Claim['status']>().notNull(),
    type: text().$type<Claim['type']>().notNull(),
    lines: text({ mode: 'json' }).$type<Claim['lines']>().notNull(),
    description: text().notNull(),
    photos: text({ mode: 'json' }).$type<Claim['photos']>().notNull(),
    resolution: text().$type<NonNullable<Claim['resolution']>>(),
    refund_id: text().$type<Id<'refund'>>(),
    line_ids: text({ mode: 'json' }).$type<Claim['line_ids']>().notNull(),
    decline_reason: text(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    index('claims_by_order').on(table.merchant_id, table.order_id),
    index('claims_by_status').on(table.merchant_id, table.status, table.id),
  ],
)

export const withdrawals = sqliteTable(
  'withdrawals',
  {
    ...partOfOrder,
    id: text().$type<Id<'withdrawal'>>().notNull(),
    status: text().$type<Withdrawal['status']>().notNull(),
    name: text().notNull(),
    contact: text().notNull(),
    lines: text({ mode: 'json' }).$type<Withdrawal['lines']>().notNull(),
    unsent: text({ mode: 'json' }).$type<Withdrawal['unsent']>().notNull(),
    return_id: text().$type<Id<'return'>>(),
    statement: text().notNull(),
    deadline: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    index('withdrawals_by_order').on(table.merchant_id, table.order_id),
  ],
)

/** Never changed, never deleted; numbered without gaps per merchant. */
export const credit_notes = sqliteTable(
  'credit_notes',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    sequence: integer().notNull(),
    id: text().$type<Id<'credit_note'>>().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    refund_id: text().$type<Id<'refund'>>().notNull(),
    currency: text().notNull(),
    amount: integer().notNull(),
    content: text({ mode: 'json' }).$type<CreditNote['content']>().notNull(),
    created_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.sequence] }),
    uniqueIndex('credit_notes_by_id').on(table.merchant_id, table.id),
    uniqueIndex('credit_notes_by_refund').on(table.merchant_id, table.refund_id),
  ],
)
