import { z } from '@hono/zod-openapi'
import { keyholder } from '../../http/auth'
import { listEndpoint } from '../../http/list-endpoint'
import { checkIfMatch, etag } from '../../http/preconditions'
import { orThrow, Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { page, pageQuery, skuCode } from '../../http/schemas'
import { deleteSku } from './delete-sku'
import { putSku } from './put-sku'
import { findSku, listSkus, toSku } from './repository'
import { PutSkuSchema, SkuSchema } from './schemas'

const tag = 'SKUs'
const params = z.object({ sku: skuCode })

export const catalog = [
  endpoint(
    {
      method: 'put',
      path: '/v1/skus/{sku}',
      operation_id: 'putSku',
      summary: 'Create or replace a SKU',
      description:
        'Replaces the SKU wholly: what is absent is cleared. A SKU with `components` is a kit; kits do not nest.',
      tag,
      access: { key: 'secret', scope: 'catalog:write' },
      params,
      body: PutSkuSchema,
      responses: {
        200: SkuSchema.describe('The SKU, replaced.'),
        201: SkuSchema.describe('The SKU, created.'),
      },
      problems: ['unknown_sku', 'invalid_components', 'version_stale', 'sku_in_use'],
    },
    async ({ c, services, principal, actor, params: { sku }, body }) => {
      const { merchant } = keyholder(principal)
      const check = (row: { version: number } | undefined) => checkIfMatch(c, row?.version)
      const put = await putSku(services, merchant, sku, body, check, actor)
      const { created, row } = orThrow(put)
      const headers = { etag: etag(row.version) }
      return { status: created ? 201 : 200, body: toSku(row), headers }
    },
  ),

  listEndpoint(
    {
      path: '/v1/skus',
      operation_id: 'listSkus',
      summary: 'List SKUs by code',
      tag,
      access: { key: 'secret', scope: 'catalog:read' },
      query: z.object(pageQuery),
      responses: { 200: page(SkuSchema) },
    },
    {
      rows: ({ db, merchant_id, limit }, after: string | undefined) =>
        listSkus(db, merchant_id, after ?? '', limit),
      key: ({ sku }) => sku,
      wire: toSku,
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/v1/skus/{sku}',
      operation_id: 'getSku',
      summary: 'Read a SKU',
      tag,
      access: { key: 'secret', scope: 'catalog:read' },
      params,
      responses: { 200: SkuSchema },
    },
    async ({ services, principal, params: { sku } }) => {
      const { merchant } = keyholder(principal)
      const row = await findSku(services.shardFor(merchant.id), { merchant_id: merchant.id, sku })
      if (!row) throw new Problem('not_found')
      return { status: 200, body: toSku(row), headers: { etag: etag(row.version) } }
    },
  ),

  endpoint(
    {
      method: 'delete',
      path: '/v1/skus/{sku}',
      operation_id: 'deleteSku',
      summary: 'Delete a SKU that nothing refers to',
      description:
        'Refused while it has stock in any bucket, or an open order or a kit refers to it.',
      tag,
      access: { key: 'secret', scope: 'catalog:write' },
      params,
      responses: { 200: SkuSchema.describe('The SKU as it was.') },
      problems: ['sku_in_use', 'version_stale'],
    },
    async ({ c, services, principal, actor, params: { sku } }) => {
      const { merchant } = keyholder(principal)
      const check = ({ version }: { version: number }) => checkIfMatch(c, version)
      const deleted = await deleteSku(services, merchant.id, sku, check, actor)
      return { status: 200, body: toSku(orThrow(deleted)) }
    },
  ),
]
