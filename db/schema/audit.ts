import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ActorKind } from '../../api/domain/access/audit'
import type { MerchantId } from '../../api/domain/shared/ids'

/**
 * Who changed what, from where. Written in the batch of the change it tells of, in the order of
 * `sequence`, and sealed later: `hash` is null until then. Neither changes any more.
 */
export const audit_log = sqliteTable(
  'audit_log',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    sequence: integer().notNull(),
    created_at: integer().notNull(),
    actor_kind: text().$type<ActorKind>().notNull(),
    actor_id: text(),
    request_id: text(),
    address: text(),
    operation: text().notNull(),
    object_type: text().notNull(),
    object_id: text().notNull(),
    changed: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    hash: text(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.sequence] })],
)

/** The last sealed entry of each merchant's log. Only moves on. */
export const audit_heads = sqliteTable('audit_heads', {
  merchant_id: text().$type<MerchantId>().primaryKey(),
  sequence: integer().notNull(),
  hash: text().notNull(),
  sealed_at: integer().notNull(),
})
