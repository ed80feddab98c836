import { z } from '@hono/zod-openapi'
import { scopes } from '../../domain/access/api-key'
import type { MerchantId } from '../../domain/shared/ids'
import { type Instant, MS_PER_SECOND } from '../../domain/shared/time'
import { keyholder } from '../../http/auth'
import { listEndpoint } from '../../http/list-endpoint'
import { orThrow, Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { page, pageQuery } from '../../http/schemas'
import { findMerchant } from '../merchants/repository'
import { createKey } from './create-key'
import { listApiKeys, toApiKey } from './repository'
import { revokeKey } from './revoke-key'
import { rollKey } from './roll-key'
import {
  ApiKeySchema,
  type CreateApiKey,
  CreateApiKeySchema,
  CreatedApiKeySchema,
  RollApiKeySchema,
} from './schemas'

const tag = 'API keys'
/** Keys are shown once: nothing on the way is to keep them. */
const secretAnswer = { 'cache-control': 'no-store' }

export const apiKeys = [
  listEndpoint(
    {
      path: '/v1/api_keys',
      operation_id: 'listApiKeys',
      summary: 'List API keys, the revoked ones included',
      tag,
      access: { key: 'secret', scope: 'keys:read' },
      query: z.object(pageQuery),
      responses: { 200: page(ApiKeySchema) },
    },
    {
      rows: ({ services, merchant_id, limit }, after: string | undefined) =>
        listApiKeys(services.directory, merchant_id, after ?? '', limit),
      key: ({ id }) => id,
      wire: toApiKey,
    },
  ),

  endpoint(
    {
      method: 'post',
      path: '/v1/api_keys',
      operation_id: 'createApiKey',
      summary: 'Create an API key',
      description:
        'The key is shown only now. It can do at most what the key it is created with can.',
      tag,
      access: { key: 'secret', scope: 'keys:write' },
      body: CreateApiKeySchema,
      responses: { 201: CreatedApiKeySchema.describe('The key.') },
      problems: ['rate_class_not_allowed'],
    },
    async ({ services, principal, actor, body }) => {
      const own = keyholder(principal)
      refusePastExpiry(services.now(), body)
      const { key, row } = await createKey(services, own.merchant.id, body, own, actor)
      return { status: 201, body: { ...toApiKey(row), key }, headers: secretAnswer }
    },
  ),

  endpoint(
    {
      method: 'post',
      path: '/v1/api_keys/{id}/roll',
      operation_id: 'rollApiKey',
      summary: 'Replace an API key',
      description:
        'Answers a new key with the same scopes, origins and rate class, shown only now. The old one works on for `expires_in_seconds`, then ends.',
      tag,
      access: { key: 'secret', scope: 'keys:write' },
      params: z.object({ id: z.string() }),
      body: RollApiKeySchema,
      responses: { 201: CreatedApiKeySchema.describe('The new key.') },
      problems: ['key_ended', 'rate_class_not_allowed'],
    },
    async ({ services, principal, actor, params: { id }, body }) => {
      const own = keyholder(principal)
      const wanted = { id, overlap_ms: body.expires_in_seconds * MS_PER_SECOND }
      const { key, row } = orThrow(await rollKey(services, own.merchant.id, wanted, own, actor))
      return { status: 201, body: { ...toApiKey(row), key }, headers: secretAnswer }
    },
  ),

  endpoint(
    {
      method: 'delete',
      path: '/v1/api_keys/{id}',
      operation_id: 'revokeApiKey',
      summary: 'Revoke an API key',
      description:
        'Effective everywhere within 60 seconds. Any key can be revoked, the last one too: create the next one first.',
      tag,
      access: { key: 'secret', scope: 'keys:write' },
      params: z.object({ id: z.string() }),
      responses: { 200: ApiKeySchema.describe('The key, revoked.') },
    },
    async ({ services, principal, actor, params: { id } }) => {
      const { merchant } = keyholder(principal)
      const revoked = orThrow(await revokeKey(services, merchant.id, id, actor))
      return { status: 200, body: toApiKey(revoked) }
    },
  ),

  endpoint(
    {
      method: 'post',
      path: '/v1/merchants/{id}/api_keys',
      operation_id: 'createApiKeyForMerchant',
      summary: 'Create an API key for a merchant that has lost its own',
      tag,
      access: { key: 'operator' },
      params: z.object({ id: z.string() }),
      body: CreateApiKeySchema,
      responses: { 201: CreatedApiKeySchema.describe('The key.') },
    },
    async ({ services, actor, params: { id }, body }) => {
      const merchant = await findMerchant(services.directory, id as MerchantId)
      if (!merchant) throw new Problem('not_found')
      refusePastExpiry(services.now(), body)
      const everything = { scopes, rate_class: 'raised' } as const
      const { key, row } = await createKey(services, merchant.id, body, everything, actor)
      return { status: 201, body: { ...toApiKey(row), key }, headers: secretAnswer }
    },
  ),
]

function refusePastExpiry(now: Instant, { expires_at }: CreateApiKey): void {
  if (expires_at === undefined || expires_at > now) return
  const errors = [{ pointer: '/expires_at', detail: 'Has to be in the future.' }]
  throw new Problem('invalid_request', { errors })
}
