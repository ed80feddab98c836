import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { KeyKind } from '../../api/domain/access/api-key'
import type { Id, MerchantId } from '../../api/domain/shared/ids'

/** The directory: who there is, and which keys speak for them. Never sharded. */
export const merchants = sqliteTable('merchants', {
  id: text().$type<MerchantId>().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  currency: text().notNull(),
  country: text().notNull(),
  time_zone: text().notNull(),
  version: integer().notNull(),
  created_at: integer().notNull(),
  updated_at: integer().notNull(),
})

/** Keys are stored as SHA-256, looked up by it, and never deleted: `revoked_at` ends them. */
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
    created_at: integer().notNull(),
    revoked_at: integer(),
  },
  (table) => [index('api_keys_by_merchant').on(table.merchant_id, table.id)],
)
