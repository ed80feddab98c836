import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { MerchantId } from '../../api/domain/shared/ids'

/**
 * What a request with an Idempotency-Key was answered. `status` is null while it is claimed only.
 * Rows are in order of age, so that the oldest are forgotten without an index on their age.
 */
export const idempotency_keys = sqliteTable(
  'idempotency_keys',
  {
    id: integer().primaryKey({ autoIncrement: false }),
    merchant_id: text().$type<MerchantId>().notNull(),
    route: text().notNull(),
    key: text().notNull(),
    request_hash: text().notNull(),
    status: integer(),
    body: text({ mode: 'json' }).$type<unknown>(),
    created_at: integer().notNull(),
  },
  (table) => [uniqueIndex('idempotency_keys_by_key').on(table.merchant_id, table.route, table.key)],
)

/** Facts about this deployment: what readiness depends on, and how far a job got. */
export const deployment_facts = sqliteTable('deployment_facts', {
  name: text().primaryKey(),
  value: text().notNull(),
})
