import { z } from '@hono/zod-openapi'
import { keyholder } from '../../http/auth'
import { listEndpoint } from '../../http/list-endpoint'
import { endpoint } from '../../http/router'
import { instantToWire, page, pageQuery } from '../../http/schemas'
import { type AuditRow, listEntries } from './repository'
import {
  AuditEntrySchema,
  type AuditEntryWire,
  AuditVerificationSchema,
  VerifyQuerySchema,
} from './schemas'
import { verifyAuditLog } from './verify'

const tag = 'Audit log'
const access = { key: 'secret', scope: 'audit:read' } as const

const toWire = (row: AuditRow): AuditEntryWire => ({
  sequence: row.sequence,
  created_at: instantToWire(row.created_at),
  actor: { kind: row.actor_kind, id: row.actor_id },
  address: row.address,
  request_id: row.request_id,
  operation: row.operation,
  object_type: row.object_type,
  object_id: row.object_id,
  changed: [...row.changed],
  hash: row.hash,
})

export const auditLog = [
  listEndpoint(
    {
      path: '/v1/audit_log',
      operation_id: 'listAuditLog',
      summary: 'List who changed what, newest first',
      description:
        'An entry for every write, at once after it. Holds are no writes of a merchant’s data: the ledger of each SKU lists them.',
      tag,
      access,
      query: z.strictObject(pageQuery),
      responses: { 200: page(AuditEntrySchema).describe('A page, newest first.') },
    },
    {
      rows: ({ db, merchant_id, limit }, before: number | undefined) =>
        listEntries(db, merchant_id, before ?? Number.MAX_SAFE_INTEGER, limit),
      key: ({ sequence }) => sequence,
      wire: toWire,
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/v1/audit_log/verify',
      operation_id: 'verifyAuditLog',
      summary: 'Recompute the audit log’s chain of hashes',
      description:
        'Finds entries that were changed, removed or reordered since they were sealed. Looks at up to 20,000 entries; go on with `next_after`.',
      tag,
      access,
      query: VerifyQuerySchema,
      responses: { 200: AuditVerificationSchema },
    },
    async ({ services, principal, query: { after, hash } }) => {
      const { merchant } = keyholder(principal)
      return { status: 200, body: await verifyAuditLog(services, merchant.id, { after, hash }) }
    },
  ),
]
