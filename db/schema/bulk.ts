import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BulkKind, BulkStatus } from '../../api/domain/bulk/job'
import type { Id, MerchantId } from '../../api/domain/shared/ids'

/** Imports and exports: what each is about, and how far it is. */
export const bulk_jobs = sqliteTable(
  'bulk_jobs',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    id: text().$type<Id<'import'> | Id<'export'>>().notNull(),
    kind: text().$type<BulkKind>().notNull(),
    status: text().$type<BulkStatus>().notNull(),
    actor_id: text(),
    content_key: text(),
    total_bytes: integer(),
    processed_bytes: integer().notNull().default(0),
    succeeded: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    failure: text(),
    step: integer().notNull().default(0),
    cursor: text({ mode: 'json' }).$type<unknown>(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.id] })],
)
