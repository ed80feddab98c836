import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Id, MerchantId } from '../../api/domain/shared/ids'
import type { PayloadKind, Secret } from '../../api/domain/webhooks/message'

/**
 * Where events are sent. What is under way, and how it went, is in the endpoint's object; `cursor`
 * repeats how far that is, late, so that a sweep finds endpoints that are behind.
 */
export const webhook_endpoints = sqliteTable(
  'webhook_endpoints',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    id: text().$type<Id<'webhook_endpoint'>>().notNull(),
    url: text().notNull(),
    events: text({ mode: 'json' }).$type<string[]>().notNull(),
    description: text().notNull(),
    payload: text().$type<PayloadKind>().notNull(),
    status: text().$type<'enabled' | 'disabled'>().notNull(),
    disabled_reason: text().$type<'merchant' | 'gone' | 'exhausted'>(),
    disabled_at: integer(),
    /** Encrypted; the newest first. */
    secrets: text({ mode: 'json' }).$type<Secret[]>().notNull(),
    cursor: integer().notNull(),
    metadata: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    index('webhook_endpoints_enabled')
      .on(table.merchant_id, table.id, table.cursor)
      .where(sql`status = 'enabled'`),
  ],
)

/** Which file has which events. Ranges follow each other without gaps, from sequence 1. */
export const event_archives = sqliteTable(
  'event_archives',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    first_sequence: integer().notNull(),
    last_sequence: integer().notNull(),
    file: text().notNull(),
    /** The types that are in it: a reader of others passes it over. */
    types: text({ mode: 'json' }).$type<string[]>().notNull(),
    created_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.first_sequence] })],
)
