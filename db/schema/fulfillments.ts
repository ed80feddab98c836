import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  Fulfillment,
  FulfillmentLine,
  FulfillmentState,
  Package,
  Tracking,
  WaitingState,
} from '../../api/domain/fulfillments/fulfillment'
import type { HoldReason } from '../../api/domain/orders/order'
import type { Id, MerchantId, OrderId } from '../../api/domain/shared/ids'

/** Work orders: what one location sends, or hands over, of one order. */
export const fulfillments = sqliteTable(
  'fulfillments',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    id: text().$type<Id<'fulfillment'>>().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    location_id: text().notNull(),
    method: text().$type<Fulfillment['method']>().notNull(),
    status: text().$type<FulfillmentState>().notNull(),
    held_from: text().$type<WaitingState>(),
    holds: text({ mode: 'json' }).$type<readonly HoldReason[]>().notNull(),
    lines: text({ mode: 'json' }).$type<readonly FulfillmentLine[]>().notNull(),
    ship_after: integer(),
    ship_by: integer(),
    packages: text({ mode: 'json' }).$type<readonly Package[]>().notNull(),
    tracking: text({ mode: 'json' }).$type<Tracking>(),
    details: text({ mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
    milestones: text({ mode: 'json' }).$type<Fulfillment['milestones']>().notNull(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    index('fulfillments_by_order').on(table.merchant_id, table.order_id),
  ],
)
