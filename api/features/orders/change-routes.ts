import { z } from '@hono/zod-openapi'
import type { OrderId } from '../../domain/shared/ids'
import { keyholder } from '../../http/auth'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { etag } from '../../http/preconditions'
import { endpoint } from '../../http/router'
import { cancelOrder } from './cancel-order'
import { pokeStock } from './change-order'
import {
  CancelOrderSchema,
  EditOrderSchema,
  HoldOrderSchema,
  OrderEditSchema,
  ReleaseOrderSchema,
} from './change-schemas'
import { editOrder } from './edit-order'
import { holdOrder, releaseOrder } from './hold-order'
import { HoldSchema } from './part-schemas'
import { OrderSchema } from './schemas'

const params = z.object({ id: z.string().max(100) })
const tag = 'Orders'
const access = { key: 'secret', scope: 'orders:write' } as const

/** What changes an order that was placed. */
export const orderChanges = [
  endpoint(
    {
      method: 'post',
      path: '/v1/orders/{id}/cancel',
      operation_id: 'cancelOrder',
      summary: 'Cancel an order, or some of its units',
      description: 'Only what nobody has sent; its units are available again within seconds.',
      tag,
      access,
      idempotent: true,
      params,
      body: CancelOrderSchema,
      responses: { 200: OrderSchema },
      problems: [
        'idempotency_key_reused',
        'unknown_line',
        'illegal_transition',
        'already_fulfilled',
        'units_in_progress',
        'order_changed',
        'idempotency_in_progress',
        'payment_in_progress',
      ],
    },
    async ({ c, services, principal, actor, idempotency_key, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'cancelOrder', idempotency_key, { id, ...body })
      const { skus, replayed, ...done } = await cancelOrder(
        services,
        { request, actor },
        id as OrderId,
        body,
      )
      pokeStock(services, c.executionCtx, merchant.id, skus)
      const headers = { etag: etag(done.body.version), ...replayedHeaders(replayed) }
      return { status: 200, body: done.body, headers }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/orders/{id}/hold',
      operation_id: 'holdOrder',
      summary: 'Hold an order',
      description: 'Several holds may stand; while one does, its fulfillments are in no work list.',
      tag,
      access,
      idempotent: true,
      params,
      body: HoldOrderSchema,
      responses: { 201: HoldSchema },
      problems: ['idempotency_key_reused', 'illegal_transition'],
    },
    async ({ services, principal, actor, idempotency_key, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'holdOrder', idempotency_key, { id, ...body })
      const done = await holdOrder(services, { request, actor }, id as OrderId, body)
      return { status: 201, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/orders/{id}/release',
      operation_id: 'releaseOrder',
      summary: 'Release a hold',
      description: 'The order goes on when no other hold stands.',
      tag,
      access,
      idempotent: true,
      params,
      body: ReleaseOrderSchema,
      responses: { 200: OrderSchema },
      problems: ['idempotency_key_reused', 'unknown_hold'],
    },
    async ({ services, principal, actor, idempotency_key, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'releaseOrder', idempotency_key, { id, ...body })
      const done = await releaseOrder(services, { request, actor }, id as OrderId, body.hold_id)
      const headers = { etag: etag(done.body.version), ...replayedHeaders(done.replayed) }
      return { status: 200, body: done.body, headers }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/orders/{id}/edits',
      operation_id: 'editOrder',
      summary: 'Preview or commit an edit of an order',
      description:
        'Quantities, prices, new lines and the address, of what is not fulfilled yet. Without `commit` nothing changes; with it, what becomes more is due, and what was paid beyond the new price goes back.',
      tag,
      access,
      idempotent: true,
      params,
      body: EditOrderSchema,
      responses: { 200: OrderEditSchema },
      problems: [
        'idempotency_key_reused',
        'unknown_sku',
        'unknown_line',
        'discount_too_large',
        'amount_too_large',
        'nothing_left',
        'not_editable',
        'units_in_progress',
        'already_packed',
        'order_changed',
        'payment_in_progress',
        'insufficient_stock',
        'unroutable',
        'unavailable',
      ],
    },
    async ({ c, services, principal, actor, idempotency_key, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'editOrder', idempotency_key, { id, ...body })
      const { skus, ...done } = await editOrder(services, { request, actor }, id as OrderId, body)
      pokeStock(services, c.executionCtx, merchant.id, skus)
      const headers = {
        etag: etag(done.body.order.version),
        ...replayedHeaders(done.replayed),
      }
      return { status: 200, body: done.body, headers }
    },
  ),
]
