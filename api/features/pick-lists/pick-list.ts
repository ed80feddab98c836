import type { z } from '@hono/zod-openapi'
import { itemsOf } from '../../domain/fulfillments/pick-list'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'
import { findArticles, findPickList, type PickListId, type PickListRow } from './repository'
import type { PickListSchema } from './schemas'

export type WirePickList = z.output<typeof PickListSchema>

/** A list as it stands: what its fulfillments want, less what was scanned. */
export async function readPickList(services: Services, merchant_id: MerchantId, id: PickListId) {
  const db = services.shardFor(merchant_id)
  const found = await findPickList(db, merchant_id, id)
  if (!found) throw new Problem('not_found')
  const items = itemsOf(found.works, found.scans)
  const articles = await findArticles(db, merchant_id, [...new Set(items.map(({ sku }) => sku))])
  return { row: found.row, items, articles }
}

type Contents = Pick<Awaited<ReturnType<typeof readPickList>>, 'items' | 'articles'>

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

export function toPickList(row: PickListRow, { items, articles }: Contents): WirePickList {
  const lines = [...Map.groupBy(items, ({ sku }) => sku)].map(([sku, own]) => {
    const { title = sku, barcode = null, metadata } = articles.get(sku) ?? {}
    return {
      sku,
      title,
      barcode,
      bin: metadata?.bin ?? null,
      quantity: sum(own.map(({ quantity }) => quantity)),
      picked: sum(own.map(({ picked }) => picked)),
      items: own.map(({ sku: _sku, ...item }) => item),
    }
  })
  return {
    id: row.id,
    location_id: row.location_id,
    status: row.status,
    fulfillments: [...new Set(items.map(({ fulfillment_id }) => fulfillment_id))],
    quantity: sum(lines.map(({ quantity }) => quantity)),
    picked: sum(lines.map(({ picked }) => picked)),
    lines: lines.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)),
    version: row.version,
    created_at: instantToWire(row.created_at),
    updated_at: instantToWire(row.updated_at),
  }
}

/** What has no bin comes last. */
const placeOf = ({ bin, sku }: { bin: string | null; sku: string }) =>
  JSON.stringify([bin === null ? 1 : 0, bin ?? '', sku])
