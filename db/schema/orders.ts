import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type {
  ChannelKind,
  Customer,
  Delivery,
  DeliveryPromise,
  LineComponent,
  OrderAddress,
  OrderHold,
} from '../../api/domain/orders/order'
import type { FulfillmentStatus, OrderStatus, PaymentStatus } from '../../api/domain/orders/status'
import type { AttemptId, MerchantId, OrderId, OrderLineId } from '../../api/domain/shared/ids'

/** What the customer agreed to. Amounts are frozen at placement. */
export const orders = sqliteTable(
  'orders',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    /** Sortable: the order of ids is the order of placement. */
    id: text().$type<OrderId>().notNull(),
    number: text().notNull(),
    status: text().$type<OrderStatus>().notNull(),
    payment_status: text().$type<PaymentStatus>().notNull(),
    fulfillment_status: text().$type<FulfillmentStatus>().notNull(),
    channel: text().notNull(),
    channel_kind: text().$type<ChannelKind>().notNull(),
    external_id: text(),
    /** Of the body it was placed with: tells a repeated `external_id` from a conflicting one. */
    request_hash: text().notNull(),
    reservation_id: text(),
    attempt_id: text().notNull(),
    currency: text().notNull(),
    subtotal: integer().notNull(),
    discount: integer().notNull(),
    tax: integer().notNull(),
    shipping_service: text(),
    shipping_amount: integer().notNull(),
    shipping_tax: integer().notNull(),
    total: integer().notNull(),
    /** Lower case, for finding; `customer` keeps it as it was written. */
    email: text().notNull(),
    customer: text({ mode: 'json' }).$type<Customer>().notNull(),
    shipping_address: text({ mode: 'json' }).$type<OrderAddress>(),
    placed_country: text(),
    billing_address: text({ mode: 'json' }).$type<OrderAddress>(),
    delivery: text({ mode: 'json' }).$type<Delivery>().notNull(),
    terms: text().$type<'on_account'>(),
    holds: text({ mode: 'json' }).$type<readonly OrderHold[]>().notNull(),
    promise: text({ mode: 'json' }).$type<DeliveryPromise>(),
    expires_at: integer(),
    amount_payable: integer().notNull(),
    amount_captured: integer().notNull(),
    amount_refunded: integer().notNull(),
    cancel_reason: text(),
    cancel_note: text(),
    metadata: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    uniqueIndex('orders_by_number').on(table.merchant_id, table.number),
    uniqueIndex('orders_by_external_id')
      .on(table.merchant_id, table.channel, table.external_id)
      .where(sql`external_id IS NOT NULL`),
    uniqueIndex('orders_by_reservation')
      .on(table.merchant_id, table.reservation_id)
      .where(sql`reservation_id IS NOT NULL`),
    index('orders_by_email').on(table.merchant_id, table.email, table.id),
    index('orders_by_status').on(table.merchant_id, table.status, table.id),
    index('orders_expiring')
      .on(table.expires_at, table.merchant_id, table.id)
      .where(sql`expires_at IS NOT NULL`),
  ],
)

/** Lines with their frozen share of the order's discount. */
export const order_lines = sqliteTable(
  'order_lines',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    position: integer().notNull(),
    id: text().$type<OrderLineId>().notNull(),
    sku: text().notNull(),
    title: text().notNull(),
    quantity: integer().notNull(),
    unit_price: integer().notNull(),
    subtotal: integer().notNull(),
    discount: integer().notNull(),
    tax: integer().notNull(),
    total: integer().notNull(),
    properties: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    components: text({ mode: 'json' }).$type<readonly LineComponent[]>().notNull(),
    returnable: integer({ mode: 'boolean' }).notNull(),
    final_sale: integer({ mode: 'boolean' }).notNull(),
    ship_after: integer(),
    ship_by: integer(),
    quantity_canceled: integer().notNull(),
    quantity_backordered: integer().notNull(),
    quantity_fulfilled: integer().notNull(),
    quantity_returned: integer().notNull(),
    quantity_refunded: integer().notNull(),
    amount_canceled: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchant_id, table.order_id, table.position] })],
)

/** Which location each line takes its units from; of a kit, the units of each component. */
export const allocations = sqliteTable(
  'allocations',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    position: integer().notNull(),
    sku: text().notNull(),
    location_id: text().notNull(),
    /** Who pinned them: stock tasks name it to the stock object. */
    attempt_id: text().$type<AttemptId>().notNull(),
    quantity: integer().notNull(),
    quantity_dispatched: integer().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.merchant_id,
        table.order_id,
        table.position,
        table.sku,
        table.location_id,
        table.attempt_id,
      ],
    }),
  ],
)
