import type { z } from '@hono/zod-openapi'
import type { NewAuditEntry } from '../../../db/append-audit'
import type { Actor } from '../../domain/access/audit'
import type { ExportKind, ImportKind } from '../../domain/bulk/job'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import type { RawContent } from '../../http/request'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'
import { contentKey } from './files'
import { type BulkRow, findJob, insertJob, startImport } from './repository'
import type { ExportSchema, ImportSchema } from './schemas'

/** A job of the merchant; one of the other sort is none. */
export async function requireJob(
  services: Services,
  merchant_id: MerchantId,
  sort: 'import' | 'export',
  id: string,
): Promise<BulkRow> {
  const job = await findJob(services.shardFor(merchant_id), merchant_id, id)
  if (!job || sortOf(job) !== sort) throw new Problem('not_found')
  return job
}

const sortOf = ({ id }: Pick<BulkRow, 'id'>) => (id.startsWith('imp_') ? 'import' : 'export')

export async function createImport(
  services: Services,
  merchant_id: MerchantId,
  kind: ImportKind,
  actor: Actor,
): Promise<BulkRow> {
  const id = services.newId('import')
  return create(services, { merchant_id, id, kind, status: 'awaiting_content' }, actor)
}

export async function createExport(
  services: Services,
  merchant_id: MerchantId,
  kind: ExportKind,
  actor: Actor,
): Promise<BulkRow> {
  const id = services.newId('export')
  const row = await create(services, { merchant_id, id, kind, status: 'running' }, actor)
  await poke(services, row)
  return row
}

async function create(
  services: Services,
  job: Pick<BulkRow, 'merchant_id' | 'id' | 'kind' | 'status'>,
  actor: Actor,
): Promise<BulkRow> {
  const now = services.now()
  const row: BulkRow = {
    ...job,
    ...{ actor_id: actor.id, content_key: null, total_bytes: null, processed_bytes: 0 },
    ...{ succeeded: 0, failed: 0, failure: null, step: 0, cursor: null },
    ...{ created_at: now, updated_at: now },
  }
  await insertJob(services.shardFor(job.merchant_id), row, entryOf(row, actor, ['/kind'], now))
  return row
}

/** Keeps the content and begins. The content comes once: a second one is refused. */
export async function putContent(
  services: Services,
  job: BulkRow,
  content: RawContent,
  actor: Actor,
): Promise<BulkRow> {
  const { files, now } = services
  if (job.status !== 'awaiting_content') throw hasContent(job)
  const key = contentKey(job, crypto.randomUUID())
  await files.put(key, content.length === 0 ? '' : content.stream())
  const started = await startImport(
    services.shardFor(job.merchant_id),
    job,
    { content_key: key, total_bytes: content.length },
    now(),
    entryOf(job, actor, ['/content'], now()),
  )
  if (!started) {
    await files.delete(key)
    throw hasContent(job)
  }
  await poke(services, started)
  return started
}

const hasContent = ({ id }: BulkRow) =>
  new Problem('illegal_transition', {
    detail: `${id} has its content. Create another import.`,
    extra: { allowed: [] },
  })

/** A hint: the job of every minute finds what was not told. */
const poke = ({ bulk }: Services, { merchant_id, id }: BulkRow) =>
  bulk(merchant_id, id)
    .poke(merchant_id, id)
    .catch(() => undefined)

const entryOf = (
  job: Pick<BulkRow, 'merchant_id' | 'id'>,
  actor: Actor,
  changed: readonly string[],
  created_at: number,
): NewAuditEntry => ({
  ...{ merchant_id: job.merchant_id, actor, changed, created_at },
  ...{ object_type: sortOf(job), object_id: job.id },
})

const toCommon = (row: BulkRow) => ({
  ...{ id: row.id, status: row.status, failure: row.failure },
  processed_bytes: row.processed_bytes,
  created_at: instantToWire(row.created_at),
  updated_at: instantToWire(row.updated_at),
})

export const toImport = (row: BulkRow): z.output<typeof ImportSchema> => ({
  ...toCommon(row),
  kind: row.kind as ImportKind,
  content_path: `/v1/imports/${row.id}/content`,
  ...{ total_bytes: row.total_bytes, succeeded: row.succeeded, failed: row.failed },
})

export const toExport = (row: BulkRow): z.output<typeof ExportSchema> => ({
  ...toCommon(row),
  kind: row.kind,
  content_path: `/v1/exports/${row.id}/content`,
  rows: row.succeeded,
})
