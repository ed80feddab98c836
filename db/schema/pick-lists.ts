import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Id, MerchantId, OrderLineId } from '../../api/domain/shared/ids'

/** One walk through a location's shelves for many orders. */
export const pick_lists = sqliteTable(
  'pick_lists',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    id: text().$type<Id<'pick_list'>>().notNull(),
    location_id: text().notNull(),
    status: text().$type<'picking' | 'completed'>().notNull(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.id] })],
)

/** What was scanned of a list. What has to be is in the fulfillments that were claimed for it. */
export const pick_list_scans = sqliteTable(
  'pick_list_scans',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    pick_list_id: text().$type<Id<'pick_list'>>().notNull(),
    fulfillment_id: text().$type<Id<'fulfillment'>>().notNull(),
    line_id: text().$type<OrderLineId>().notNull(),
    sku: text().notNull(),
    quantity: integer().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.merchant_id,
        table.pick_list_id,
        table.fulfillment_id,
        table.line_id,
        table.sku,
      ],
    }),
  ],
)
