import { z } from '@hono/zod-openapi'
import { bulkStatuses, exportKinds, importKinds } from '../../domain/bulk/job'
import { timestamp } from '../../http/schemas'

export const NDJSON = 'application/x-ndjson'
export const CONTENT_BYTES_MAX = 50 * 1024 * 1024

const count = z.int().min(0).openapi({ example: 0 })

export const CreateImportSchema = z
  .strictObject({ kind: z.enum(importKinds) })
  .openapi('CreateImport', { example: { kind: 'skus' } })

export const CreateExportSchema = z
  .strictObject({ kind: z.enum(exportKinds) })
  .openapi('CreateExport', { example: { kind: 'skus' } })

const common = {
  id: z.string(),
  status: z.enum(bulkStatuses),
  processed_bytes: count,
  failure: z.string().nullable().openapi({ description: 'Why it ended before its end.' }),
  created_at: timestamp,
  updated_at: timestamp,
}

export const ImportSchema = z
  .object({
    ...common,
    kind: z.enum(importKinds),
    content_path: z.string().openapi({ description: 'PUT the content there.' }),
    total_bytes: count.nullable().openapi({ description: 'Null before there is content.' }),
    succeeded: count.openapi({ description: 'Lines.' }),
    failed: count.openapi({ description: 'Lines; `/errors` says why.' }),
  })
  .openapi('Import', { description: 'A file of lines, each done for itself.' })

export const ExportSchema = z
  .object({
    ...common,
    kind: z.enum(exportKinds),
    content_path: z
      .string()
      .openapi({ description: 'GET the content there once it is completed.' }),
    rows: count,
  })
  .openapi('Export', { description: 'A file that is written in the background.' })

export const NdjsonSchema = z
  .custom<ReadableStream>((value) => value instanceof ReadableStream)
  .openapi({ type: 'string', description: 'A JSON value per line.', example: '{"sku":"A"}\n' })
