import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { TransitTime } from '../../api/domain/promises/transit'
import type { OrderRouting, RoutingBasis } from '../../api/domain/routing/record'
import type { RoutingRule, RoutingSettings } from '../../api/domain/routing/rule'
import type { Simulation } from '../../api/domain/routing/simulation'
import type { Id, MerchantId, OrderId } from '../../api/domain/shared/ids'

/** How a merchant wants orders routed; the default rules where there is no row. */
export const routing_settings = sqliteTable('routing_settings', {
  merchant_id: text().$type<MerchantId>().primaryKey(),
  rules: text({ mode: 'json' }).$type<readonly RoutingRule[]>().notNull(),
  max_splits: integer(),
  min_split_value: integer(),
  transit: text({ mode: 'json' }).$type<readonly TransitTime[]>().notNull(),
  carrier_holidays: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  version: integer().notNull(),
  created_at: integer().notNull(),
  updated_at: integer().notNull(),
})

/** The plan an order was placed with, and what it was made from. Written once, with the order. */
export const order_routings = sqliteTable(
  'order_routings',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    routing: text({ mode: 'json' }).$type<OrderRouting>().notNull(),
    basis: text({ mode: 'json' }).$type<RoutingBasis>().notNull(),
    created_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.order_id] })],
)

/** Every further plan of an order: why its units come from elsewhere than it was placed with. */
export const order_reroutings = sqliteTable(
  'order_reroutings',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    /** Of the order, after the change. */
    version: integer().notNull(),
    cause: text().notNull(),
    routing: text({ mode: 'json' }).$type<OrderRouting>().notNull(),
    created_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.order_id, table.version] })],
)

/** Orders that a location with a capacity was given on one of its days. */
export const location_days = sqliteTable(
  'location_days',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    location_id: text().notNull(),
    day: text().notNull(),
    orders: integer().notNull(),
    capacity: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.location_id, table.day] })],
)

/** Past orders, replayed under other rules. Written once; nothing else knows of them. */
export const routing_simulations = sqliteTable(
  'routing_simulations',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    id: text().$type<Id<'simulation'>>().notNull(),
    settings: text({ mode: 'json' }).$type<RoutingSettings>().notNull(),
    placed_after: integer().notNull(),
    placed_before: integer().notNull(),
    figures: text({ mode: 'json' }).$type<Simulation & { skipped: number }>().notNull(),
    created_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.id] })],
)
