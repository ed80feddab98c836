import { and, asc, eq, gt, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { jsonEach } from '../../../db/json-rows'
import { skus } from '../../../db/schema'
import { productStem } from '../../domain/returns/variants'
import type { MerchantId } from '../../domain/shared/ids'
import type { Customer } from '../../http/customer'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { readAvailability } from '../inventory/availability'
import { findOrder } from '../orders/repository'
import type { CustomerWish, ExchangeQuery } from './return-schemas'

/** Shown at most; what else there is, a search finds. */
const ITEMS_MAX = 24
/** Products that variants are looked for; a customer seldom exchanges more at once. */
const PRODUCTS_MAX = 5

/** What a customer may choose instead, at the catalog's prices, in the order's currency. */
export async function listExchangeItems(
  services: Services,
  { merchant, order_id }: Customer,
  { line_id, search }: ExchangeQuery,
) {
  const db = services.shardFor(merchant.id)
  const found = await findOrder(db, merchant.id, order_id)
  if (!found) throw new Problem('not_found')
  const { order, lines } = found
  const returned = lines.filter(({ id }) => line_id.includes(id))
  const stems = [...new Set(returned.map(({ sku }) => productStem(sku)))]
    .filter((stem) => stem !== undefined)
    .slice(0, PRODUCTS_MAX)
  const wanted = { merchant_id: merchant.id, currency: order.currency, search: search.trim() }
  const [variants, others] = await Promise.all([
    stems.length === 0 ? [] : selectPriced(db, wanted, or(...stems.map(beginsWith))),
    selectPriced(db, wanted, gt(skus.sku, '')),
  ])
  const alike = new Set(variants.map(({ sku }) => sku))
  const rows = [...variants, ...others.filter(({ sku }) => !alike.has(sku))].slice(0, ITEMS_MAX)
  const { data: stock } = await readAvailability(services, {
    ...{ merchant_id: merchant.id, skus: rows.map(({ sku }) => sku), channel: order.channel },
    ...{ location_id: undefined, strong: false },
  })
  const data = rows.map(({ sku, title, price }, index) => ({
    ...{ sku, title, unit_price: price ?? 0, variant: alike.has(sku) },
    in_stock: stock[index]?.in_stock ?? false,
  }))
  return { data, currency: order.currency }
}

/** All codes that begin so, as a range of the key. */
const beginsWith = (stem: string) =>
  and(gt(skus.sku, stem), lt(skus.sku, `${stem.slice(0, -1)}${following(stem)}`))
const following = (stem: string) => String.fromCharCode(stem.charCodeAt(stem.length - 1) + 1)

const selectPriced = (
  db: Database,
  { merchant_id, currency, search }: { merchant_id: MerchantId; currency: string; search: string },
  which: SQL | undefined,
) =>
  db
    .select({ sku: skus.sku, title: skus.title, price: skus.price })
    .from(skus)
    .where(
      and(
        eq(skus.merchant_id, merchant_id),
        which,
        isNotNull(skus.price),
        eq(skus.currency, currency),
        search === '' ? undefined : sql`instr(lower(${skus.title}), lower(${search})) > 0`,
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
