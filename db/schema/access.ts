import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { KeyKind, RateClass } from '../../api/domain/access/api-key'
import type { Id, MerchantId } from '../../api/domain/shared/ids'

/** How long a merchant keeps what it need not keep. */
export interface Retention {
  /** Customers, after their last order; null: for ever. */
  customers_days: number | null
  /** Mails that were sent to them. */
  mails_days: number
  /** Imports and exports that are over, with their files. */
  jobs_days: number
}

/** The directory: who there is, and which keys speak for them. Never sharded. */
export const merchants = sqliteTable('merchants', {
  id: text().$type<MerchantId>().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  currency: text().notNull(),
  country: text().notNull(),
  time_zone: text().notNull(),
  retention: text({ mode: 'json' }).$type<Retention>().notNull(),
  /** Where to tell the merchant what needs its attention. */
  contact_email: text(),
  version: integer().notNull(),
  created_at: integer().notNull(),
  updated_at: integer().notNull(),
})

/** Keys are stored as SHA-256, looked up by it, and never deleted: `expires_at` or `revoked_at` ends them. */
export const api_keys = sqliteTable(
  'api_keys',
  {
    id: text().$type<Id<'api_key'>>().primaryKey(),
    merchant_id: text().$type<MerchantId>().notNull(),
    kind: text().$type<KeyKind>().notNull(),
    hash: text().notNull().unique(),
    /** The last four characters, so that people can tell their keys apart. */
    hint: text().notNull(),
    name: text().notNull(),
    scopes: text({ mode: 'json' }).$type<string[]>().notNull(),
    origins: text({ mode: 'json' }).$type<string[]>().notNull(),
    rate_class: text().$type<RateClass>().notNull(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    /** From then on the key is refused; null: never. */
    expires_at: integer(),
    /** To within ten minutes. */
    last_used_at: integer(),
    revoked_at: integer(),
    /** The key that was rolled out of this one. */
    replaced_by: text().$type<Id<'api_key'>>(),
  },
  (table) => [index('api_keys_by_merchant').on(table.merchant_id, table.id)],
)
