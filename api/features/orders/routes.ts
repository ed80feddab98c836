import { z } from '@hono/zod-openapi'
import type { OrderId } from '../../domain/shared/ids'
import { keyholder } from '../../http/auth'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { listEndpoint } from '../../http/list-endpoint'
import { etag } from '../../http/preconditions'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { page, pageQuery } from '../../http/schemas'
import { toEvent } from '../events/repository'
import { EventSchema } from '../events/schemas'
import { orderBatches } from './batch-routes'
import { orderChanges } from './change-routes'
import { toOrder } from './order'
import { placeOrder } from './place-order'
import { findOrder, listOrderEvents, listOrders } from './repository'
import { OrderSchema, orderFilters, PlaceOrderSchema } from './schemas'

const params = z.object({ id: z.string().max(100) })
const tag = 'Orders'
const read = { key: 'secret', scope: 'orders:read' } as const
const write = { key: 'secret', scope: 'orders:write' } as const

export const orders = [
  endpoint(
    {
      method: 'post',
      path: '/v1/orders',
      operation_id: 'placeOrder',
      summary: 'Place an order',
      description:
        'With `reservation_id` the held units become the order’s; without, they are held and placed at once. The same `channel` and `external_id` again answers 200 with the same order.',
      tag,
      access: write,
      idempotent: true,
      body: PlaceOrderSchema,
      responses: { 200: OrderSchema, 201: OrderSchema },
      problems: [
        'unknown_sku',
        'unknown_location',
        'unknown_channel',
        'reservation_mismatch',
        'idempotency_key_reused',
        'amount_too_large',
        'discount_too_large',
        'not_found',
        'insufficient_stock',
        'unroutable',
        'idempotency_in_progress',
        'external_id_in_progress',
        'external_id_conflict',
        'reservation_placed',
        'reservation_released',
        'unavailable',
        'payment_declined',
        'gateway_disabled',
        'token_missing',
        'gift_card_invalid',
        'store_credit_missing',
      ],
    },
    async ({ c, services, principal, actor, idempotency_key, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'placeOrder', idempotency_key, body)
      const placed = await placeOrder(services, {
        ...{ request, actor, body },
        secret: c.env.SIGNING_SECRET,
        time_zone: merchant.time_zone,
      })
      return {
        status: placed.status === 200 ? 200 : 201,
        body: placed.body,
        headers: { etag: etag(placed.body.version), ...replayedHeaders(placed.replayed) },
      }
    },
  ),
  listEndpoint(
    {
      path: '/v1/orders',
      operation_id: 'listOrders',
      summary: 'List orders, newest first',
      tag,
      access: read,
      query: z.strictObject({ ...pageQuery, ...orderFilters }),
      responses: { 200: page(OrderSchema) },
    },
    {
      rows({ db, merchant_id, query, limit }, before: OrderId | undefined) {
        const instant = (time: string | undefined) => (time ? Date.parse(time) : undefined)
        const filter = {
          ...query,
          created_after: instant(query.created_after),
          created_before: instant(query.created_before),
        }
        return listOrders(db, merchant_id, filter, before, limit)
      },
      key: ({ order }) => order.id,
      wire: toOrder,
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/orders/{id}',
      operation_id: 'getOrder',
      summary: 'Read an order',
      tag,
      access: read,
      params,
      responses: { 200: OrderSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const stored = await findOrder(services.shardFor(merchant_id), merchant_id, id as OrderId)
      if (!stored) throw new Problem('not_found')
      const headers = { etag: etag(stored.order.version) }
      return { status: 200, body: toOrder(stored), headers }
    },
  ),
  listEndpoint(
    {
      path: '/v1/orders/{id}/events',
      operation_id: 'listOrderEvents',
      summary: 'Read an order’s timeline, oldest first',
      tag,
      access: read,
      params,
      query: z.strictObject(pageQuery),
      responses: { 200: page(EventSchema) },
    },
    {
      async rows({ db, merchant_id, params, limit }, after: number | undefined) {
        const id = params.id as OrderId
        if (!(await findOrder(db, merchant_id, id))) throw new Problem('not_found')
        return listOrderEvents(db, merchant_id, id, after ?? 0, limit)
      },
      key: ({ sequence }) => sequence,
      wire: toEvent,
    },
  ),
  ...orderBatches,
  ...orderChanges,
]
