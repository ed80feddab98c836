import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { merchants, orders, portal_themes } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'

const shop = {
  id: merchants.id,
  slug: merchants.slug,
  name: merchants.name,
  time_zone: merchants.time_zone,
  accent_color: portal_themes.accent_color,
  language: portal_themes.language,
  /** Names the logo's bytes, for caches; null without one. */
  logo_version: sql<
    number | null
  >`CASE WHEN ${portal_themes.logo_type} IS NULL THEN NULL ELSE ${portal_themes.version} END`,
}

/** A merchant as customers see it, by its name in addresses. */
export const findShop = (directory: Database, slug: string) =>
  directory
    .select(shop)
    .from(merchants)
    .leftJoin(portal_themes, eq(portal_themes.merchant_id, merchants.id))
    .where(eq(merchants.slug, slug))
    .then(([row]) => row)
export type Shop = NonNullable<Awaited<ReturnType<typeof findShop>>>

export const findShopById = (directory: Database, id: MerchantId) =>
  directory
    .select(shop)
    .from(merchants)
    .leftJoin(portal_themes, eq(portal_themes.merchant_id, merchants.id))
    .where(eq(merchants.id, id))
    .then(([row]) => row)

/** Few and short columns: whether there is such an order must not show in how long it takes. */
export const findOrderByNumber = (db: Database, merchant_id: MerchantId, number: string) =>
  db
    .select({
      id: orders.id,
      email: orders.email,
      name: sql<string>`${orders.customer} ->> '$.name'`,
    })
    .from(orders)
    .where(and(eq(orders.merchant_id, merchant_id), eq(orders.number, number)))
    .then(([row]) => row)
