import { z } from '@hono/zod-openapi'
import type { Id } from '../../domain/shared/ids'
import { keyholder, type Principal } from '../../http/auth'
import { listEndpoint } from '../../http/list-endpoint'
import { checkIfMatch, etag } from '../../http/preconditions'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { page, pageQuery } from '../../http/schemas'
import { toWebhookEndpoint } from '../../objects/webhook-wire'
import { changeEndpoint, deleteEndpoint, rotateSecret } from './change-endpoint'
import { createEndpoint } from './create-endpoint'
import { deliveryRoutes } from './delivery-routes'
import { findEndpoint, listEndpoints } from './repository'
import {
  CreatedWebhookEndpointSchema,
  CreateWebhookEndpointSchema,
  PatchWebhookEndpointSchema,
  RotateSecretSchema,
  WebhookEndpointSchema,
} from './schemas'

const tag = 'Webhooks'
const read = { key: 'secret', scope: 'webhooks:read' } as const
const write = { key: 'secret', scope: 'webhooks:write' } as const
const params = z.object({ id: z.string() })
/** Secrets are shown once: nothing on the way is to keep them. */
const secretAnswer = { 'cache-control': 'no-store' }

const keyOf = (principal: Principal, id: string) => ({
  merchant_id: keyholder(principal).merchant.id,
  id: id as Id<'webhook_endpoint'>,
})

export const webhooks = [
  endpoint(
    {
      method: 'post',
      path: '/v1/webhook_endpoints',
      operation_id: 'createWebhookEndpoint',
      summary: 'Set up a webhook',
      description:
        'Events from now on are sent to the URL, signed as Standard Webhooks 1.0.0 says. The secret is shown only now. Answer 2xx within 15 seconds; anything else, a redirect included, is tried again for about three days, 410 ends it at once. An event may arrive twice: its `webhook-id` says so. Events of one object arrive in their order. At most 50.',
      tag,
      access: write,
      body: CreateWebhookEndpointSchema,
      responses: { 201: CreatedWebhookEndpointSchema.describe('The endpoint, with its secret.') },
      problems: ['webhook_url_refused', 'limit_reached'],
    },
    async ({ c, services, principal, actor, body }) => {
      const { merchant } = keyholder(principal)
      const created = await createEndpoint(services, c.env, merchant.id, body, actor)
      return { status: 201, body: created, headers: { ...secretAnswer, etag: etag(1) } }
    },
  ),

  listEndpoint(
    {
      path: '/v1/webhook_endpoints',
      operation_id: 'listWebhookEndpoints',
      summary: 'List webhooks',
      tag,
      access: read,
      query: z.object(pageQuery),
      responses: { 200: page(WebhookEndpointSchema) },
    },
    {
      rows: ({ db, merchant_id, limit }, after: string | undefined) =>
        listEndpoints(db, merchant_id, after ?? '', limit),
      key: ({ id }) => id,
      wire: (row, { services }) => toWebhookEndpoint(row, services.now()),
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/v1/webhook_endpoints/{id}',
      operation_id: 'getWebhookEndpoint',
      summary: 'Read a webhook',
      tag,
      access: read,
      params,
      responses: { 200: WebhookEndpointSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const key = keyOf(principal, id)
      const row = await findEndpoint(services.shardFor(key.merchant_id), key)
      if (!row) throw new Problem('not_found')
      const body = toWebhookEndpoint(row, services.now())
      return { status: 200, body, headers: { etag: etag(row.version) } }
    },
  ),

  endpoint(
    {
      method: 'patch',
      path: '/v1/webhook_endpoints/{id}',
      operation_id: 'updateWebhookEndpoint',
      summary: 'Change, disable or enable a webhook',
      description:
        'What is absent stays. An endpoint that was disabled misses nothing: enabled again, it is sent what happened meanwhile, and what waited starts its schedule anew.',
      tag,
      access: write,
      params,
      body: PatchWebhookEndpointSchema,
      responses: { 200: WebhookEndpointSchema.describe('The endpoint, changed.') },
      problems: ['webhook_url_refused', 'version_stale'],
    },
    async ({ c, services, principal, actor, params: { id }, body }) => {
      const key = keyOf(principal, id)
      const check = (row: { version: number }) => checkIfMatch(c, row.version)
      const row = await changeEndpoint(services, c.env, key, body, check, actor)
      const headers = { etag: etag(row.version) }
      return { status: 200, body: toWebhookEndpoint(row, services.now()), headers }
    },
  ),

  endpoint(
    {
      method: 'delete',
      path: '/v1/webhook_endpoints/{id}',
      operation_id: 'deleteWebhookEndpoint',
      summary: 'Delete a webhook, with its log of deliveries',
      tag,
      access: write,
      params,
      responses: { 200: WebhookEndpointSchema.describe('The endpoint as it was.') },
      problems: ['version_stale'],
    },
    async ({ c, services, principal, actor, params: { id } }) => {
      const check = (row: { version: number }) => checkIfMatch(c, row.version)
      const row = await deleteEndpoint(services, keyOf(principal, id), check, actor)
      return { status: 200, body: toWebhookEndpoint(row, services.now()) }
    },
  ),

  endpoint(
    {
      method: 'post',
      path: '/v1/webhook_endpoints/{id}/rotate_secret',
      operation_id: 'rotateWebhookSecret',
      summary: 'Give a webhook a new secret',
      description:
        'The new secret is shown only now. Until the older ones end, every request carries a signature of each: a receiver that knows any of them is satisfied. At most 5 sign at once; with `overlap_seconds: 0` the older ones end now.',
      tag,
      access: write,
      params,
      body: RotateSecretSchema,
      responses: {
        200: CreatedWebhookEndpointSchema.describe('The endpoint, with its new secret.'),
      },
      problems: ['limit_reached'],
    },
    async ({ c, services, principal, actor, params: { id }, body }) => {
      const key = keyOf(principal, id)
      const rotated = await rotateSecret(services, c.env, key, body.overlap_seconds, actor)
      return { status: 200, body: rotated, headers: secretAnswer }
    },
  ),
  ...deliveryRoutes,
]
