import type { Aggregate, At, Change } from '../../domain/orders/aggregate'
import { cancelByCustomer, changeAddress } from '../../domain/portal/customer-changes'
import type { Rejection } from '../../domain/rejection'
import type { Result } from '../../domain/shared/result'
import { reactSoon } from '../../http/after-change'
import { customer } from '../../http/auth'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { checkIfMatch, etag } from '../../http/preconditions'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { changeOrder, pokeStock } from '../orders/change-order'
import { findOrder } from '../orders/repository'
import { toCustomerOrder } from './customer-order'
import { CancelByCustomerSchema, ChangeAddressSchema, CustomerOrderSchema } from './order-schemas'
import { params, personal, tag } from './wire'

const access = { key: 'customer' } as const

const answer = ({ aggregate }: { aggregate: Aggregate }) => ({
  status: 200,
  body: toCustomerOrder(aggregate),
})

export const orderRoutes = [
  endpoint(
    {
      method: 'get',
      path: '/portal/{merchant_slug}/api/order',
      operation_id: 'getCustomerOrder',
      summary: 'Read the order one is signed in for',
      tag,
      access,
      params,
      responses: { 200: CustomerOrderSchema },
    },
    async ({ services, principal }) => {
      const { merchant, order_id } = customer(principal)
      const aggregate = await findOrder(services.shardFor(merchant.id), merchant.id, order_id)
      if (!aggregate) throw new Problem('not_found')
      const headers = { ...personal, etag: etag(aggregate.order.version) }
      return { status: 200, body: toCustomerOrder(aggregate), headers }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/order/cancel',
      operation_id: 'cancelCustomerOrder',
      summary: 'Cancel the order one is signed in for',
      description: 'Possible until picking begins. What was paid is sent back.',
      tag,
      access,
      idempotent: true,
      params,
      body: CancelByCustomerSchema,
      responses: { 200: CustomerOrderSchema },
      problems: [
        'idempotency_key_reused',
        'illegal_transition',
        'already_fulfilled',
        'too_late_to_change',
      ],
    },
    async ({ c, services, principal, idempotency_key, body }) => {
      const { merchant, order_id } = customer(principal)
      const content = { order_id, ...body }
      const request = requestKey(merchant.id, 'cancelCustomerOrder', idempotency_key, content)
      const note = body.note ?? body.reason ?? null
      const changed = await changeOrder(services, {
        ...{ merchant_id: merchant.id, order_id, request, answer },
        decide: (aggregate, at): Result<Change, Rejection> => cancelByCustomer(aggregate, note, at),
      })
      pokeStock(services, c.executionCtx, merchant.id, changed.skus)
      return {
        status: 200,
        body: changed.body,
        headers: { ...personal, ...replayedHeaders(changed.replayed) },
      }
    },
  ),
  endpoint(
    {
      method: 'patch',
      path: '/portal/{merchant_slug}/api/order/address',
      operation_id: 'changeCustomerAddress',
      summary: 'Change where the order is sent',
      description: 'Possible until picking begins. The whole address is replaced.',
      tag,
      access,
      params,
      body: ChangeAddressSchema,
      responses: { 200: CustomerOrderSchema },
      problems: ['version_stale', 'too_late_to_change'],
    },
    async ({ c, services, principal, body }) => {
      const { merchant, order_id } = customer(principal)
      const changed = await changeOrder(services, {
        ...{ merchant_id: merchant.id, order_id, request: null, answer },
        decide: (aggregate, _at: At): Result<Change, Rejection> => {
          checkIfMatch(c, aggregate.order.version)
          return changeAddress(aggregate, body)
        },
      })
      reactSoon(c)
      const headers = { ...personal, etag: etag(changed.body.version) }
      return { status: 200, body: changed.body, headers }
    },
  ),
]
