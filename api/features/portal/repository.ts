import { and, eq } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { merchants, order_lines, orders } from '../../../db/schema'
import type { MerchantId, OrderId } from '../../domain/shared/ids'

export const findShop = (directory: Database, slug: string) =>
  directory
    .select({ id: merchants.id, name: merchants.name })
    .from(merchants)
    .where(eq(merchants.slug, slug))
    .then(([row]) => row)

/** Few and short columns: whether there is such an order must not show in how long it takes. */
export const findOrderByNumber = (db: Database, merchant_id: MerchantId, number: string) =>
  db
    .select({
      id: orders.id,
      number: orders.number,
      email: orders.email,
      status: orders.status,
      fulfillment_status: orders.fulfillment_status,
      created_at: orders.created_at,
    })
    .from(orders)
    .where(and(eq(orders.merchant_id, merchant_id), eq(orders.number, number)))
    .then(([row]) => row)

export const listTitles = (db: Database, merchant_id: MerchantId, order_id: OrderId) =>
  db
    .select({ title: order_lines.title, quantity: order_lines.quantity })
    .from(order_lines)
    .where(and(eq(order_lines.merchant_id, merchant_id), eq(order_lines.order_id, order_id)))
    .orderBy(order_lines.position)
