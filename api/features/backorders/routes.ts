import { z } from '@hono/zod-openapi'
import type { NewAuditEntry } from '../../../db/append-audit'
import { keyholder } from '../../http/auth'
import { claim, record, replayedHeaders, requestKey } from '../../http/idempotency'
import { listEndpoint } from '../../http/list-endpoint'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { instantToWire, page, pageQuery, skuCode } from '../../http/schemas'
import { loadSnapshot } from '../catalog/snapshot'
import { findOrdersOf } from '../fulfillments/repository'
import { fillSku } from './fill-backorders'
import { type BackorderKey, listBackorders } from './repository'
import { BackorderEntrySchema, FillBackordersSchema, FilledBackordersSchema } from './schemas'

const tag = 'Backorders'
type Filled = z.output<typeof FilledBackordersSchema>

export const backorders = [
  listEndpoint(
    {
      path: '/v1/backorders',
      operation_id: 'listBackorders',
      summary: 'List what orders wait for, by SKU, first in first',
      tag,
      access: { key: 'secret', scope: 'orders:read' },
      query: z.strictObject({ ...pageQuery, sku: skuCode.optional() }),
      responses: { 200: page(BackorderEntrySchema) },
    },
    {
      async rows({ db, merchant_id, query, limit }, after: BackorderKey | undefined) {
        const found = await listBackorders(db, merchant_id, query.sku, after, limit + 1)
        const orders = await findOrdersOf(db, merchant_id, found)
        return found.map((row) => ({ row, order: orders.get(row.order_id) }))
      },
      key: ({ row }) => [row.sku, row.order_id, row.position],
      wire: ({ row, order }) => ({
        sku: row.sku,
        order_id: row.order_id,
        line_id: order?.lines.find(({ position }) => position === row.position)?.id ?? '',
        quantity: row.quantity,
        since: instantToWire(row.created_at),
      }),
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/backorders/fill',
      operation_id: 'fillBackorders',
      summary: 'Give what is in stock to who waits for it',
      description:
        'Happens by itself when stock comes in, first in first out. Asked for, later orders may skip ahead of one that ships only whole and for which there is not enough, and locations that refused an order are offered it again.',
      tag,
      access: { key: 'secret', scope: 'orders:write' },
      idempotent: true,
      body: FillBackordersSchema,
      responses: { 200: FilledBackordersSchema },
      problems: ['unknown_sku', 'idempotency_key_reused', 'unavailable'],
    },
    async ({ services, principal, actor, idempotency_key, body }) => {
      const { merchant } = keyholder(principal)
      const { sku, skip_ahead } = body
      const snapshot = await loadSnapshot(services, merchant.id, [sku])
      if (!snapshot.skus.has(sku)) {
        const detail = `SKU ${sku} is unknown.`
        throw new Problem('unknown_sku', { errors: [{ pointer: '/sku', detail }] })
      }
      const request = requestKey(merchant.id, 'fillBackorders', idempotency_key, body)
      const db = services.shardFor(merchant.id)
      // Filling is idempotent by what it finds: only what it was answered is kept.
      const entry: NewAuditEntry = {
        ...{ merchant_id: merchant.id, actor, object_type: 'backorders', object_id: sku },
        changed: [],
        created_at: services.now(),
      }
      const id = services.newId('event')
      const claimed = await claim<Filled>(db, request, id, entry.created_at, entry)
      if (claimed.recorded) {
        return { status: 200, body: claimed.recorded.body, headers: replayedHeaders(true) }
      }
      const { filled } = await fillSku(
        services,
        { merchant_id: merchant.id, sku },
        { skip_ahead, asked: true },
      )
      const answer: Filled = { sku, filled }
      await record(db, request, claimed.subject_id, { status: 200, body: answer })
      return { status: 200, body: answer }
    },
  ),
]
