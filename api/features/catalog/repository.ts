import { and, asc, eq, gt, max, sql } from 'drizzle-orm'
import { appendAudit } from '../../../db/append-audit'
import { appendEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import { jsonRows } from '../../../db/json-rows'
import type { ChangeRecords } from '../../../db/put-records'
import { events, kit_components, order_lines, orders, skus, stock_levels } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import { instantToWire, present } from '../../http/schemas'
import type { Sku } from './schemas'

export type SkuRow = typeof skus.$inferSelect
type Key = Pick<SkuRow, 'merchant_id' | 'sku'>

const isSku = ({ merchant_id, sku }: Key) =>
  and(eq(skus.merchant_id, merchant_id), eq(skus.sku, sku))
const codesIn = (codes: readonly string[]) =>
  sql`(SELECT value FROM json_each(${JSON.stringify(codes)}))`

export const findSku = (db: Database, key: Key) =>
  db
    .select()
    .from(skus)
    .where(isSku(key))
    .then(([row]) => row)

/** One more than `limit`, in the order of codes. */
export const listSkus = (db: Database, merchant_id: MerchantId, after: string, limit: number) =>
  db
    .select()
    .from(skus)
    .where(and(eq(skus.merchant_id, merchant_id), gt(skus.sku, after)))
    .orderBy(asc(skus.sku))
    .limit(limit + 1)

/** What a change of a SKU is decided on, read at once: the row and its version belong together. */
export async function readForPut(db: Database, key: Key, named: readonly string[]) {
  const { merchant_id, sku } = key
  const [rows, versions, known, kits] = await db.batch([
    db.select().from(skus).where(isSku(key)),
    db
      .select({ last: max(events.version) })
      .from(events)
      .where(
        and(
          eq(events.merchant_id, merchant_id),
          eq(events.object_type, 'sku'),
          eq(events.object_id, sku),
        ),
      ),
    db
      .select({ sku: skus.sku, components: skus.components })
      .from(skus)
      .where(and(eq(skus.merchant_id, merchant_id), sql`${skus.sku} IN ${codesIn(named)}`)),
    kitsWith(db, key),
  ])
  return {
    existing: rows[0],
    // A SKU that was deleted and comes back counts on; events of one that is there may be archived.
    last_version: Math.max(versions[0]?.last ?? 0, rows[0]?.version ?? 0),
    known: new Map(known.map((row) => [row.sku, row.components.length > 0])),
    is_component: kits.length > 0,
  }
}

/** What a deletion is decided on; whether there is stock, the stock object says. */
export async function readForDelete(db: Database, key: Key) {
  const [rows, kits, open] = await db.batch([
    db.select().from(skus).where(isSku(key)),
    kitsWith(db, key),
    // Few orders are open, however long the history: it is they that are looked through.
    db
      .select({ id: orders.id })
      .from(orders)
      .innerJoin(
        order_lines,
        and(eq(order_lines.merchant_id, orders.merchant_id), eq(order_lines.order_id, orders.id)),
      )
      .where(
        and(
          eq(orders.merchant_id, key.merchant_id),
          sql`${orders.status} IN ('pending', 'open', 'on_hold')`,
          eq(order_lines.sku, key.sku),
        ),
      )
      .limit(1),
  ])
  return { existing: rows[0], in_kits: kits.length > 0, in_open_orders: open.length > 0 }
}

const kitsWith = (db: Database, { merchant_id, sku }: Key) =>
  db
    .select({ kit_sku: kit_components.kit_sku })
    .from(kit_components)
    .where(and(eq(kit_components.merchant_id, merchant_id), eq(kit_components.component_sku, sku)))
    .limit(1)

/** Creates or replaces the SKU, its part lists included, and says so. */
export function saveSku(
  db: Database,
  row: SkuRow,
  existing: SkuRow | undefined,
  { event, entry }: ChangeRecords,
): Promise<void> {
  const { merchant_id, sku, ...changes } = row
  return transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    existing ? db.update(skus).set(changes).where(isSku(row)) : db.insert(skus).values(row),
    ...(existing ? forgetComponents(db, existing) : []),
    ...(row.components.length > 0 ? [rememberComponents(db, row)] : []),
  ])
}

/** Levels of a deleted SKU are all zero; so they need not be told. */
export const deleteSkuRow = (
  db: Database,
  row: SkuRow,
  { event, entry }: ChangeRecords,
): Promise<void> =>
  transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    ...forgetComponents(db, row),
    db.delete(skus).where(isSku(row)),
    db
      .delete(stock_levels)
      .where(and(eq(stock_levels.merchant_id, row.merchant_id), eq(stock_levels.sku, row.sku))),
  ])

function forgetComponents(db: Database, { merchant_id, sku, components }: SkuRow) {
  if (components.length === 0) return []
  const codes = codesIn(components.map((component) => component.sku))
  const own = and(eq(kit_components.merchant_id, merchant_id), eq(kit_components.kit_sku, sku))
  return [
    db.delete(kit_components).where(and(own, sql`${kit_components.component_sku} IN ${codes}`)),
  ]
}

function rememberComponents(db: Database, { merchant_id, sku, components }: SkuRow) {
  const rows = components.map((component) => ({ component_sku: component.sku }))
  return db
    .insert(kit_components)
    .select(jsonRows(kit_components, rows, { merchant_id, kit_sku: sku }))
}

export function toSku({ merchant_id: _, created_at, updated_at, ...row }: SkuRow): Sku {
  return {
    ...present(row),
    created_at: instantToWire(created_at),
    updated_at: instantToWire(updated_at),
  }
}
