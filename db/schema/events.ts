import { integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import type { EventType } from '../../api/domain/events/catalogue'
import type { EventId, MerchantId } from '../../api/domain/shared/ids'

/**
 * What happened, once, in order. Written in the batch of the change it announces. `sequence` is
 * gapless per merchant; two writers that changed the same version of an object collide on the
 * unique key, and D1 undoes the whole batch of the second.
 */
export const events = sqliteTable(
  'events',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    sequence: integer().notNull(),
    id: text().$type<EventId>().notNull(),
    type: text().$type<EventType>().notNull(),
    object_type: text().notNull(),
    object_id: text().notNull(),
    /** The version of the object this event brought it to. */
    version: integer().notNull(),
    data: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    created_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.sequence] }),
    unique('events_by_object').on(
      table.merchant_id,
      table.object_type,
      table.object_id,
      table.version,
    ),
  ],
)
