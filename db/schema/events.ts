import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { EventId, MerchantId, OrderId } from '../../api/domain/shared/ids'

/**
 * What happened, once, in order. Written in the batch of the change it announces. `sequence` is
 * gapless per merchant; two writers that changed the same version of an object collide on the
 * unique key, and D1 undoes the whole batch of the second. An order and its parts share the order's
 * own lock, its version; their events are found by the order.
 */
export const events = sqliteTable(
  'events',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    sequence: integer().notNull(),
    id: text().$type<EventId>().notNull(),
    type: text().notNull(),
    object_type: text().notNull(),
    object_id: text().notNull(),
    /** The version of the object this event brought it to. */
    version: integer().notNull(),
    data: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    created_at: integer().notNull(),
    /** The order that the object is or belongs to. */
    order_id: text().$type<OrderId>(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.sequence] }),
    uniqueIndex('events_by_object')
      .on(table.merchant_id, table.object_type, table.object_id, table.version)
      .where(sql`order_id IS NULL`),
    index('events_by_order')
      .on(table.merchant_id, table.order_id, table.sequence)
      .where(sql`order_id IS NOT NULL`),
  ],
)
