import { z } from '@hono/zod-openapi'
import type { MerchantId } from '../../domain/shared/ids'
import { keyholder } from '../../http/auth'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { listEndpoint } from '../../http/list-endpoint'
import { Problem } from '../../http/problem'
import { repeatableRead } from '../../http/repeated-reads'
import { endpoint } from '../../http/router'
import { channelId, instantToWire, locationId, page, pageQuery, skuCode } from '../../http/schemas'
import { whenThere } from '../../http/when-there'
import type { Services } from '../../services'
import { loadSnapshot } from '../catalog/snapshot'
import { adjustInventory } from './adjust-inventory'
import { readAvailability } from './availability'
import { auditSku, readInventory, readMovements, toCounters, toMovement } from './inspect-stock'
import { listLevels } from './repository'
import {
  AdjustInventorySchema,
  AdjustmentSchema,
  AuditSchema,
  AVAILABILITY_SKUS_MAX,
  AvailabilitySchema,
  InventorySchema,
  MovementSchema,
  ProjectedLevelSchema,
} from './schemas'
import { inventorySnapshots } from './snapshot-routes'

const params = z.object({ sku: skuCode })
const tag = 'Inventory'
const read = { key: 'secret', scope: 'inventory:read' } as const

/** A repeated parameter is a list; one alone is a list of one. */
const skuList = z
  .preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.string().max(200)).min(1).max(AVAILABILITY_SKUS_MAX),
  )
  .openapi({ type: 'array', items: { type: 'string' }, example: ['TSHIRT-M'] })

export const inventory = [
  endpoint(
    {
      method: 'post',
      path: '/v1/inventory/adjustments',
      operation_id: 'adjustInventory',
      summary: 'Receive, count or correct stock',
      description: 'All lines of one SKU are applied or none; SKUs stand each for themselves.',
      tag,
      access: { key: 'secret', scope: 'inventory:write' },
      idempotent: true,
      body: AdjustInventorySchema,
      responses: { 201: AdjustmentSchema },
      problems: [
        'unknown_sku',
        'unknown_location',
        'expected_missing',
        'idempotency_key_reused',
        'stale_quantity',
        'negative_quantity',
      ],
    },
    async ({ services, principal, actor, idempotency_key, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'adjustInventory', idempotency_key, body)
      const done = await adjustInventory(services, request, body, actor)
      return { status: 201, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
  listEndpoint(
    {
      path: '/v1/inventory',
      operation_id: 'listInventory',
      summary: 'List levels, as of about a second ago',
      tag,
      access: read,
      query: z.strictObject({
        ...pageQuery,
        location_id: locationId.optional(),
        sku: skuCode.optional(),
      }),
      responses: { 200: page(ProjectedLevelSchema) },
    },
    {
      rows: ({ db, merchant_id, query, limit }, after: [string, string] | undefined) =>
        listLevels(db, merchant_id, query, after, limit),
      key: ({ sku, location_id }) => [sku, location_id],
      wire: ({ as_of, version, ...row }) => ({
        sku: row.sku,
        location_id: row.location_id,
        ...toCounters(row),
        version,
        as_of: instantToWire(as_of),
      }),
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/inventory/{sku}',
      operation_id: 'getInventory',
      summary: 'Read a SKU’s stock, strongly consistent',
      tag,
      access: read,
      params,
      responses: { 200: InventorySchema },
    },
    async ({ services, principal, params: { sku } }) => {
      const merchant_id = keyholder(principal).merchant.id
      await requireSku(services, merchant_id, sku)
      return { status: 200, body: await readInventory(services, merchant_id, sku) }
    },
  ),
  listEndpoint(
    {
      path: '/v1/inventory/{sku}/movements',
      operation_id: 'listMovements',
      summary: 'List a SKU’s ledger, newest first',
      tag,
      access: read,
      params,
      query: z.strictObject(pageQuery),
      responses: { 200: page(MovementSchema) },
    },
    {
      async rows({ services, merchant_id, params: { sku }, limit }, before: number | undefined) {
        await requireSku(services, merchant_id, sku)
        return readMovements(
          services,
          merchant_id,
          sku,
          before ?? Number.MAX_SAFE_INTEGER,
          limit + 1,
        )
      },
      key: ({ sequence }) => sequence,
      wire: toMovement,
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/inventory/{sku}/audit',
      operation_id: 'auditInventory',
      summary: 'Recompute a SKU’s counters from its ledger',
      tag,
      access: read,
      params,
      responses: { 200: AuditSchema },
    },
    async ({ services, principal, params: { sku } }) => {
      const merchant_id = keyholder(principal).merchant.id
      await requireSku(services, merchant_id, sku)
      return { status: 200, body: await auditSku(services, merchant_id, sku) }
    },
  ),
  repeatableRead(
    {
      method: 'get',
      path: '/v1/availability',
      operation_id: 'readAvailability',
      summary: 'Ask what can be sold',
      description:
        '`cached` answers from the projection, about a second old, as `as_of` says. `strong` asks the objects that decide.',
      tag,
      access: { key: 'publishable', scope: 'inventory:read' },
      query: z.strictObject({
        sku: skuList,
        location_id: locationId.optional(),
        channel: channelId.default('web'),
        consistency: z.enum(['cached', 'strong']).default('cached'),
      }),
      responses: { 200: AvailabilitySchema },
      problems: ['unknown_channel', 'unknown_location'],
    },
    ({ services, principal, query: { sku, location_id, channel, consistency } }) => {
      const found = readAvailability(services, {
        merchant_id: principal.merchant.id,
        skus: sku,
        channel,
        location_id,
        strong: consistency === 'strong',
      })
      return whenThere(found, ({ data, as_of }) => ({
        data,
        as_of: instantToWire(as_of),
        consistency,
      }))
    },
  ),
  ...inventorySnapshots,
]

async function requireSku(services: Services, merchant_id: MerchantId, sku: string) {
  const snapshot = await loadSnapshot(services, merchant_id, [sku])
  if (!snapshot.skus.has(sku)) throw new Problem('not_found')
}
