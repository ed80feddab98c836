import { and, eq, sql } from 'drizzle-orm'
import { appendAudit } from '../../../db/append-audit'
import { type Database, type Statements, transact } from '../../../db/database'
import { few } from '../../../db/few'
import { jsonEach, jsonRows } from '../../../db/json-rows'
import { fulfillments, pick_list_scans, pick_lists, skus } from '../../../db/schema'
import type { Actor } from '../../domain/access/audit'
import type { PickItem } from '../../domain/fulfillments/pick-list'
import type { Id, MerchantId } from '../../domain/shared/ids'
import { type Recorded, type RequestKey, recordWith } from '../../http/idempotency'

export type PickListId = Id<'pick_list'>
export type PickListRow = typeof pick_lists.$inferSelect

/** SKUs that may share a bar code. */
const SKUS_MAX = 20

/** A list with the fulfillments that were claimed for it and what was scanned; one round trip. */
export async function findPickList(db: Database, merchant_id: MerchantId, id: PickListId) {
  const [[row], works, scans] = await db.batch([
    db
      .select()
      .from(pick_lists)
      .where(and(eq(pick_lists.merchant_id, merchant_id), eq(pick_lists.id, id))),
    db
      .select()
      .from(fulfillments)
      .where(and(eq(fulfillments.merchant_id, merchant_id), few(eq(fulfillments.pick_list_id, id))))
      .orderBy(fulfillments.id),
    db
      .select()
      .from(pick_list_scans)
      .where(
        and(eq(pick_list_scans.merchant_id, merchant_id), eq(pick_list_scans.pick_list_id, id)),
      ),
  ])
  return row && { row, works, scans }
}

/** The same list again is the same list: it may have been begun before. */
export const insertPickList = (db: Database, row: PickListRow) =>
  db.insert(pick_lists).values(row).onConflictDoNothing()

interface PickListSave {
  /** With its new version. */
  row: PickListRow
  items: readonly PickItem[]
  actor: Actor
  recorded: { request: RequestKey; answer: Recorded<unknown> }
}

export function savePickList(db: Database, { row, items, actor, recorded }: PickListSave) {
  const { merchant_id, id: pick_list_id, ...changes } = row
  const scanned = items.map(({ picked: quantity, fulfillment_id, line_id, sku }) => {
    return { fulfillment_id, line_id, sku, quantity }
  })
  const statements: (Statements[number] | false)[] = [
    db
      .update(pick_lists)
      .set(changes)
      .where(and(eq(pick_lists.merchant_id, merchant_id), eq(pick_lists.id, pick_list_id))),
    scanned.length > 0 &&
      db.insert(pick_list_scans).select(
        sql`${jsonRows(pick_list_scans, scanned, { merchant_id, pick_list_id })}
          ON CONFLICT DO UPDATE SET quantity = excluded.quantity`,
      ),
    appendAudit(db, {
      ...{ merchant_id, actor, object_type: 'pick_list', object_id: pick_list_id },
      changed: scanned.length > 0 ? ['/lines'] : ['/status'],
      created_at: row.updated_at,
    }),
    recordWith(db, recorded.request, recorded.answer, row.updated_at),
  ]
  return transact(
    db,
    statements.filter((statement) => statement !== false),
  )
}

export const findByBarcode = async (db: Database, merchant_id: MerchantId, barcode: string) => {
  const rows = await db
    .select({ sku: skus.sku })
    .from(skus)
    .where(
      sql`${skus.merchant_id} = ${merchant_id} AND ${skus.barcode} = ${barcode}
        AND ${skus.barcode} IS NOT NULL`,
    )
    .limit(SKUS_MAX)
  return rows.map(({ sku }) => sku)
}

/** What a picker needs to know of the things themselves. */
export async function findArticles(
  db: Database,
  merchant_id: MerchantId,
  codes: readonly string[],
) {
  const rows = await db
    .select({
      sku: skus.sku,
      title: skus.title,
      barcode: skus.barcode,
      metadata: skus.metadata,
    })
    .from(skus)
    .where(
      sql`${skus.merchant_id} = ${merchant_id}
        AND ${skus.sku} IN (SELECT value FROM ${jsonEach(codes)})`,
    )
  return new Map(rows.map((row) => [row.sku, row]))
}
