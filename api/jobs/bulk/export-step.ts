import type { Database } from '../../../db/database'
import type { BulkStatus, ExportKind } from '../../domain/bulk/job'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import { partKey, toNdjson } from '../../features/bulk/files'
import { type BulkRow, findJob, noteStep } from '../../features/bulk/repository'
import { listSkus, toSku } from '../../features/catalog/repository'
import { listEvents } from '../../features/events/repository'
import { toCounters } from '../../features/inventory/inspect-stock'
import { listLevels } from '../../features/inventory/repository'
import { toOrder } from '../../features/orders/order'
import { listOrders } from '../../features/orders/repository'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'

/** Rows per step, and file. */
const PAGE = 500
const ORDERS_PAGE = 100

interface Page {
  rows: unknown[]
  /** Where the next page begins; null after the last. */
  next: unknown
}

/** Writes the next page to a file of its own. Done again, it writes the same file. */
export async function exportStep(services: Services, job: BulkRow): Promise<BulkStatus> {
  const { shardFor, files, now } = services
  const db = shardFor(job.merchant_id)
  const { rows, next } = await pages[job.kind](services, db, job.merchant_id, job.cursor)
  const text = toNdjson(rows)
  if (rows.length > 0) await files.put(partKey(job, job.step), text)
  const status = next === null ? 'completed' : 'running'
  const changes = {
    status,
    cursor: next,
    processed_bytes: job.processed_bytes + new TextEncoder().encode(text).byteLength,
    succeeded: job.succeeded + rows.length,
  } as const
  const noted = await noteStep(db, job, changes, now())
  // Somebody ended the job meanwhile, and deleted the files there were.
  if (!noted && (await findJob(db, job.merchant_id, job.id))?.status !== 'running') {
    await files.delete(partKey(job, job.step))
  }
  return status
}

type ReadPage = (
  services: Services,
  db: Database,
  merchant_id: MerchantId,
  cursor: unknown,
) => Promise<Page>

/** As the API shows them, one by one. Lists bring a row more than asked for where there is one. */
const pages: Record<ExportKind, ReadPage> = {
  async skus(_, db, merchant_id, cursor) {
    const rows = await listSkus(db, merchant_id, (cursor as string | null) ?? '', PAGE)
    return toPage(rows, PAGE, ({ sku }) => sku, toSku)
  },
  async inventory(_, db, merchant_id, cursor) {
    const after = (cursor as [string, string] | null) ?? undefined
    const rows = await listLevels(db, merchant_id, {}, after, PAGE)
    return toPage(
      rows,
      PAGE,
      (row) => [row.sku, row.location_id],
      ({ as_of, version, ...row }) => ({
        ...{ sku: row.sku, location_id: row.location_id },
        ...toCounters(row),
        ...{ version, as_of: instantToWire(as_of) },
      }),
    )
  },
  async orders(_, db, merchant_id, cursor) {
    const before = (cursor as OrderId | null) ?? undefined
    const rows = await listOrders(db, merchant_id, {}, before, ORDERS_PAGE)
    return toPage(rows, ORDERS_PAGE, ({ order }) => order.id, toOrder)
  },
  async events(services, _, merchant_id, cursor) {
    const after = (cursor as number | null) ?? 0
    const { data, through } = await listEvents(services, merchant_id, { after, limit: PAGE })
    return { rows: data, next: data.length < PAGE ? null : through }
  },
}

function toPage<Row>(
  found: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => unknown,
  show: (row: Row) => unknown,
): Page {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(show),
    next: last !== undefined && found.length > limit ? cursorOf(last) : null,
  }
}
