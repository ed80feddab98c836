import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { jsonEach } from '../../../db/json-rows'
import { skus } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import type { Customer } from '../../http/customer'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { findOrder } from '../orders/repository'
import type { CustomerWish } from './return-schemas'

/** Shown at most; a shop with more lets its customers name what they want in a note. */
const ITEMS_MAX = 200

/** What a customer may choose instead, at the catalog's prices, in the order's currency. */
export async function listExchangeItems(services: Services, { merchant, order_id }: Customer) {
  const db = services.shardFor(merchant.id)
  const order = (await findOrder(db, merchant.id, order_id))?.order
  if (!order) throw new Problem('not_found')
  const rows = await selectPriced(db, merchant.id, order.currency)
  const data = rows.map(({ price, ...row }) => ({ ...row, unit_price: price ?? 0 }))
  return { data, currency: order.currency }
}

const selectPriced = (db: Database, merchant_id: MerchantId, currency: string) =>
  db
    .select({ sku: skus.sku, title: skus.title, price: skus.price })
    .from(skus)
    .where(
      and(
        eq(skus.merchant_id, merchant_id),
        gt(skus.sku, ''),
        isNotNull(skus.price),
        eq(skus.currency, currency),
      ),
    )
    .orderBy(asc(skus.sku))
    .limit(ITEMS_MAX)

/** The wish with the catalog's prices: what a customer says something costs decides nothing. */
export async function withPrices(
  services: Services,
  { merchant, order_id }: Customer,
  wish: CustomerWish,
) {
  const { exchange_lines, ...rest } = wish
  if (!exchange_lines) return rest
  const db = services.shardFor(merchant.id)
  const [order, rows] = await Promise.all([
    findOrder(db, merchant.id, order_id),
    selectPrices(
      db,
      merchant.id,
      exchange_lines.map(({ sku }) => sku),
    ),
  ])
  const priced = new Map(rows.map((row) => [row.sku, row]))
  const lines = exchange_lines.map(({ sku, quantity, unit_price }) => {
    const known = priced.get(sku)
    if (!known || known.price === null || known.currency !== order?.order.currency) {
      throw new Problem('unknown_sku', { extra: { sku } })
    }
    if (unit_price !== undefined && unit_price !== known.price) {
      throw new Problem('price_changed', { extra: { sku, unit_price: known.price } })
    }
    return { sku, quantity, unit_price: known.price, tax: 0 }
  })
  return { ...rest, exchange_lines: lines }
}

const selectPrices = (db: Database, merchant_id: MerchantId, wanted: readonly string[]) =>
  db
    .select({ sku: skus.sku, price: skus.price, currency: skus.currency })
    .from(skus)
    .where(
      and(
        eq(skus.merchant_id, merchant_id),
        sql`${skus.sku} IN (SELECT value FROM ${jsonEach(wanted)})`,
      ),
    )
