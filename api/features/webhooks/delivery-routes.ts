import { z } from '@hono/zod-openapi'
import type { Id, MerchantId } from '../../domain/shared/ids'
import { keyholder, type Principal } from '../../http/auth'
import { listEndpoint } from '../../http/list-endpoint'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import type { Services } from '../../services'
import { readDeliveryId, toDelivery } from './deliveries'
import { findEndpoint } from './repository'
import {
  DeliveriesQuerySchema,
  DeliveriesSchema,
  DeliverySchema,
  ReplayingSchema,
  ReplaySchema,
  TestEventSchema,
} from './schemas'
import { replayEvents, sendTest } from './send-again'

const tag = 'Webhooks'
const read = { key: 'secret', scope: 'webhooks:read' } as const
const write = { key: 'secret', scope: 'webhooks:write' } as const
const params = z.object({ id: z.string() })

const keyOf = (principal: Principal, id: string) => ({
  merchant_id: keyholder(principal).merchant.id,
  id: id as Id<'webhook_endpoint'>,
})

/** The object of an endpoint that the merchant has. */
async function objectOf(services: Services, merchant_id: MerchantId, id: string) {
  const key = { merchant_id, id: id as Id<'webhook_endpoint'> }
  const row = await findEndpoint(services.shardFor(merchant_id), key)
  if (!row) throw new Problem('not_found')
  return services.webhooks(merchant_id, key.id)
}

/** What was sent, and what is to be sent again. */
export const deliveryRoutes = [
  listEndpoint(
    {
      path: '/v1/webhook_endpoints/{id}/deliveries',
      operation_id: 'listWebhookDeliveries',
      summary: 'List what was sent to a webhook, newest first',
      description:
        'With every attempt, for 14 days after a delivery ended. Bodies are with the single delivery.',
      tag,
      access: read,
      params,
      query: DeliveriesQuerySchema,
      responses: { 200: DeliveriesSchema },
    },
    {
      async rows(
        { services, merchant_id, params, query: { status, type }, limit },
        before: number | undefined,
      ) {
        const object = await objectOf(services, merchant_id, params.id)
        return object.deliveries({
          before: before ?? Number.MAX_SAFE_INTEGER,
          limit: limit + 1,
          status,
          type,
        })
      },
      key: ({ ordinal }) => ordinal,
      wire: toDelivery,
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/v1/webhook_endpoints/{id}/deliveries/{delivery_id}',
      operation_id: 'getWebhookDelivery',
      summary: 'Read what was sent to a webhook, and what it answered',
      tag,
      access: read,
      params: z.object({ id: z.string(), delivery_id: z.string() }),
      responses: { 200: DeliverySchema },
    },
    async ({ services, principal, params: { id, delivery_id } }) => {
      const object = await objectOf(services, keyholder(principal).merchant.id, id)
      const ordinal = readDeliveryId(delivery_id)
      const delivery = ordinal === undefined ? null : await object.delivery(ordinal)
      if (!delivery) throw new Problem('not_found')
      return { status: 200, body: toDelivery(delivery) }
    },
  ),

  endpoint(
    {
      method: 'post',
      path: '/v1/webhook_endpoints/{id}/replay',
      operation_id: 'replayWebhookEvents',
      summary: 'Send events to a webhook again',
      description:
        'One event, a range of the log, or a type in it, archived or not: of what the endpoint listens to. Each is a delivery of its own, with the same `webhook-id` as before. At most 10 replays at once.',
      tag,
      access: write,
      params,
      body: ReplaySchema,
      responses: { 202: ReplayingSchema },
      problems: ['webhook_disabled', 'limit_reached'],
    },
    async ({ services, principal, params: { id }, body }) => {
      return { status: 202, body: await replayEvents(services, keyOf(principal, id), body) }
    },
  ),

  endpoint(
    {
      method: 'post',
      path: '/v1/webhook_endpoints/{id}/test',
      operation_id: 'testWebhookEndpoint',
      summary: 'Send a test event to a webhook',
      description:
        'An event `webhook_endpoint.tested`, whatever the endpoint listens to. How it went is in its deliveries.',
      tag,
      access: write,
      params,
      responses: { 202: TestEventSchema },
      problems: ['webhook_disabled'],
    },
    async ({ services, principal, actor, params: { id } }) => {
      const event_id = await sendTest(services, keyOf(principal, id), actor)
      return { status: 202, body: { event_id } }
    },
  ),
]
