import { z } from '@hono/zod-openapi'
import type { FulfillmentId } from '../../domain/fulfillments/work'
import { keyholder } from '../../http/auth'
import { requestKey } from '../../http/idempotency'
import { listEndpoint } from '../../http/list-endpoint'
import { etag } from '../../http/preconditions'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { page, pageQuery } from '../../http/schemas'
import { FulfillmentSchema } from '../orders/part-schemas'
import { toFulfillment } from '../orders/parts'
import { findOrder } from '../orders/repository'
import { fulfillmentAnswer, orderOf } from './change-fulfillment'
import { dueOf, type FulfillmentKey, findOrdersOf, listFulfillments } from './repository'
import { fulfillmentFilters, TrackParcelSchema } from './schemas'
import { slips } from './slip-routes'
import { trackParcel } from './track-parcels'
import { params, read, tag, write } from './verb'
import { verbs } from './verbs'

/** States in which somebody looks for work: what is not released is none yet. */
const workStates: readonly (string | undefined)[] = ['open', 'accepted']

export const fulfillments = [
  listEndpoint(
    {
      path: '/v1/fulfillments',
      operation_id: 'listFulfillments',
      summary: 'List fulfillments: with a status, a work list',
      description:
        'With `status`: what has to leave first comes first (`ship_by`, then id), and of `open` and `accepted` only what is released. Without: by id. Held and unpaid ones are `on_hold`.',
      tag,
      access: read,
      query: z.strictObject({ ...pageQuery, ...fulfillmentFilters }),
      responses: { 200: page(FulfillmentSchema) },
    },
    {
      async rows({ services, db, merchant_id, query, limit }, after: FulfillmentKey | undefined) {
        const { include_unreleased, ...wanted } = query
        const released = workStates.includes(query.status) && include_unreleased === 'false'
        const filter = { ...wanted, ...(released && { released_at: services.now() }) }
        const found = await listFulfillments(db, merchant_id, filter, after, limit + 1)
        const orders = await findOrdersOf(db, merchant_id, found)
        return found.map((row) => ({ row, order: orders.get(row.order_id) }))
      },
      key: ({ row }) => [dueOf(row), row.id],
      wire({ row, order }) {
        if (!order) throw new Error(`Fulfillment ${row.id} has no order.`)
        return toFulfillment(row, order)
      },
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/fulfillments/{id}',
      operation_id: 'getFulfillment',
      summary: 'Read a fulfillment',
      tag,
      access: read,
      params,
      responses: { 200: FulfillmentSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const order_id = await orderOf(services, merchant_id, id as FulfillmentId)
      const order = await findOrder(services.shardFor(merchant_id), merchant_id, order_id)
      if (!order) throw new Problem('not_found')
      const body = fulfillmentAnswer(order, id as FulfillmentId)
      return { status: 200, body, headers: { etag: etag(body.version) } }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/tracking_events',
      operation_id: 'trackParcel',
      summary: 'Record what a carrier tells of a parcel, by its number',
      description:
        'For every fulfillment of that carrier and number. Telling it again is harmless.',
      tag,
      access: write,
      body: TrackParcelSchema,
      responses: { 200: z.object({ data: z.array(FulfillmentSchema) }) },
      problems: ['not_found', 'not_shipped', 'tracking_full'],
    },
    async ({ services, principal, actor, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'trackParcel', '', body)
      const by = { request, actor }
      return { status: 200, body: { data: await trackParcel(services, by, body) } }
    },
  ),
  ...verbs,
  ...slips,
]
