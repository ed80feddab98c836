import { reactSoon } from '../../http/after-change'
import { customer } from '../../http/auth'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { checkIfMatch, etag } from '../../http/preconditions'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { pokeStock } from '../orders/change-order'
import { cancelOwnOrder, changeOwnAddress } from './change-own-order'
import { CancelByCustomerSchema, ChangeAddressSchema, CustomerOrderSchema } from './order-schemas'
import { readCustomerOrder } from './read-customer-order'
import { signedIn as access, params, personal, tag } from './wire'

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
      const order = await readCustomerOrder(services, customer(principal))
      if (!order) throw new Problem('not_found')
      return { status: 200, body: order, headers: { ...personal, etag: etag(order.version) } }
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
        ...(['idempotency_key_reused', 'illegal_transition', 'already_fulfilled'] as const),
        ...(['too_late_to_change', 'payment_in_progress'] as const),
      ],
    },
    async ({ c, services, principal, actor, idempotency_key, body }) => {
      const who = customer(principal)
      const content = { order_id: who.order_id, ...body }
      const request = requestKey(who.merchant.id, 'cancelCustomerOrder', idempotency_key, content)
      const note = body.note ?? body.reason ?? null
      const changed = await cancelOwnOrder(services, who, { request, actor }, note)
      pokeStock(services, c.executionCtx, who.merchant.id, changed.skus)
      const headers = { ...personal, ...replayedHeaders(changed.replayed) }
      return { status: 200, body: changed.body, headers }
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
    async ({ c, services, principal, actor, body }) => {
      const check = (version: number) => checkIfMatch(c, version)
      const changed = await changeOwnAddress(services, customer(principal), actor, body, check)
      reactSoon(c)
      const headers = { ...personal, etag: etag(changed.body.version) }
      return { status: 200, body: changed.body, headers }
    },
  ),
]
