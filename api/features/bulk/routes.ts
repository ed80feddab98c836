import { z } from '@hono/zod-openapi'
import { keyholder } from '../../http/auth'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { errorsPrefix, partsPrefix, streamFiles } from './files'
import { createExport, createImport, putContent, requireJob, toExport, toImport } from './jobs'
import {
  CONTENT_BYTES_MAX,
  CreateExportSchema,
  CreateImportSchema,
  ExportSchema,
  ImportSchema,
  NDJSON,
  NdjsonSchema,
} from './schemas'
import { requireScope } from './scope'

const params = z.object({ id: z.string().max(100) })
const read = { key: 'secret', scope: 'bulk:read' } as const
const write = { key: 'secret', scope: 'bulk:write' } as const
const imports = { tag: 'Imports', params } as const
const exports = { tag: 'Exports', params } as const

export const bulk = [
  endpoint(
    {
      method: 'post',
      path: '/v1/imports',
      operation_id: 'createImport',
      summary: 'Begin an import',
      description:
        'Then PUT its content: `skus` takes what `PUT /v1/skus/{sku}` takes, with `sku`; `inventory` lines of an adjustment; `orders` what `POST /v1/orders` takes. The key needs the scope to write that, too.',
      tag: 'Imports',
      access: write,
      body: CreateImportSchema,
      responses: { 201: ImportSchema },
    },
    async ({ services, principal, actor, body: { kind } }) => {
      requireScope(principal, kind, 'write')
      const { merchant } = keyholder(principal)
      const row = await createImport(services, merchant.id, kind, actor)
      return { status: 201, body: toImport(row) }
    },
  ),
  endpoint(
    {
      ...imports,
      method: 'put',
      path: '/v1/imports/{id}/content',
      operation_id: 'putImportContent',
      summary: 'Send the content of an import, once',
      description:
        'A JSON object per line, at most 50 MiB, with a `Content-Length`. Lines are done in the background, each once and for itself.',
      access: write,
      consumes: { type: NDJSON, max_bytes: CONTENT_BYTES_MAX },
      responses: { 200: ImportSchema },
      problems: ['not_found', 'illegal_transition'],
    },
    async ({ services, principal, actor, params: { id }, content }) => {
      const { merchant } = keyholder(principal)
      const job = await requireJob(services, merchant.id, 'import', id)
      requireScope(principal, job.kind, 'write')
      return { status: 200, body: toImport(await putContent(services, job, content, actor)) }
    },
  ),
  endpoint(
    {
      ...imports,
      method: 'get',
      path: '/v1/imports/{id}',
      operation_id: 'getImport',
      summary: 'Read how far an import is',
      access: read,
      responses: { 200: ImportSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const { merchant } = keyholder(principal)
      const job = await requireJob(services, merchant.id, 'import', id)
      return { status: 200, body: toImport(job) }
    },
  ),
  endpoint(
    {
      ...imports,
      method: 'get',
      path: '/v1/imports/{id}/errors',
      operation_id: 'getImportErrors',
      summary: 'Read which lines failed, and why',
      description:
        '`line` is its number, the first is 1, and `offset` where it begins, in bytes; `code`, `detail` and `errors` are as in the problem that the line alone would have met.',
      access: read,
      produces: NDJSON,
      responses: { 200: NdjsonSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const { merchant } = keyholder(principal)
      const job = await requireJob(services, merchant.id, 'import', id)
      return { status: 200, body: streamFiles(services.files, errorsPrefix(job)) }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/exports',
      operation_id: 'createExport',
      summary: 'Begin an export',
      description:
        'Everything of a kind, written in the background: what changes meanwhile may be in it as it was or as it is. The key needs the scope to read that, too.',
      tag: 'Exports',
      access: write,
      body: CreateExportSchema,
      responses: { 201: ExportSchema },
    },
    async ({ services, principal, actor, body: { kind } }) => {
      requireScope(principal, kind, 'read')
      const { merchant } = keyholder(principal)
      const row = await createExport(services, merchant.id, kind, actor)
      return { status: 201, body: toExport(row) }
    },
  ),
  endpoint(
    {
      ...exports,
      method: 'get',
      path: '/v1/exports/{id}',
      operation_id: 'getExport',
      summary: 'Read how far an export is',
      access: read,
      responses: { 200: ExportSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const { merchant } = keyholder(principal)
      const job = await requireJob(services, merchant.id, 'export', id)
      return { status: 200, body: toExport(job) }
    },
  ),
  endpoint(
    {
      ...exports,
      method: 'get',
      path: '/v1/exports/{id}/content',
      operation_id: 'getExportContent',
      summary: 'Read what was exported',
      access: read,
      produces: NDJSON,
      responses: { 200: NdjsonSchema },
      problems: ['not_finished'],
    },
    async ({ services, principal, params: { id } }) => {
      const { merchant } = keyholder(principal)
      const job = await requireJob(services, merchant.id, 'export', id)
      requireScope(principal, job.kind, 'read')
      if (job.status !== 'completed') throw new Problem('not_finished')
      return { status: 200, body: streamFiles(services.files, partsPrefix(job)) }
    },
  ),
]
