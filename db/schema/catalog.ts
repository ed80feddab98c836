import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { MerchantId } from '../../api/domain/shared/ids'

export interface Component {
  sku: string
  quantity: number
}
export interface Backorder {
  policy: 'deny' | 'allow' | 'preorder'
  limit?: number
  available_on?: string
}
export interface Address {
  line1: string
  line2?: string
  city: string
  region?: string
  postal_code: string
  country: string
}

/** What is stocked and sold. A kit lists `components` and has no stock of its own. */
export const skus = sqliteTable(
  'skus',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    sku: text().notNull(),
    title: text().notNull(),
    price: integer(),
    cost: integer(),
    currency: text(),
    barcode: text(),
    weight_grams: integer(),
    length_mm: integer(),
    width_mm: integer(),
    height_mm: integer(),
    hs_code: text(),
    country_of_origin: text(),
    image_url: text(),
    returnable: integer({ mode: 'boolean' }).notNull(),
    final_sale: integer({ mode: 'boolean' }).notNull(),
    components: text({ mode: 'json' }).$type<Component[]>().notNull(),
    backorder: text({ mode: 'json' }).$type<Backorder>().notNull(),
    metadata: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.sku] })],
)

/** Which kits a SKU is part of: what stands in the way of deleting it. */
export const kit_components = sqliteTable(
  'kit_components',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    component_sku: text().notNull(),
    kit_sku: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.component_sku, table.kit_sku] })],
)

/** A place that holds stock. */
export const locations = sqliteTable(
  'locations',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    location_id: text().notNull(),
    name: text().notNull(),
    kind: text().$type<'warehouse' | 'store' | 'third_party' | 'dropship'>().notNull(),
    address: text({ mode: 'json' }).$type<Address>().notNull(),
    latitude: real(),
    longitude: real(),
    ships: integer({ mode: 'boolean' }).notNull(),
    pickup: integer({ mode: 'boolean' }).notNull(),
    priority: integer().notNull(),
    active: integer({ mode: 'boolean' }).notNull(),
    time_zone: text(),
    cutoff: text(),
    handling_days: integer().notNull(),
    /** Minor units: of each parcel, and of each kilogram in it. */
    parcel_cost: integer().notNull(),
    cost_per_kg: integer().notNull(),
    /** Orders per local day; null: any number. */
    capacity_per_day: integer(),
    holidays: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    metadata: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.location_id] })],
)

/** Where orders come from, and what each is told and sold of the stock. */
export const channels = sqliteTable(
  'channels',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    channel_id: text().notNull(),
    name: text().notNull(),
    kind: text().$type<'web' | 'pos' | 'marketplace' | 'social' | 'b2b' | 'api'>().notNull(),
    /** Null: every location. */
    location_ids: text({ mode: 'json' }).$type<string[]>(),
    buffer: integer().notNull(),
    cap: integer(),
    metadata: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.channel_id] })],
)
