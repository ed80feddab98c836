import { z } from '@hono/zod-openapi'
import { keyholder } from '../../http/auth'
import { listEndpoint } from '../../http/list-endpoint'
import { checkIfMatch, etag } from '../../http/preconditions'
import { orThrow, Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { channelId, page, pageQuery } from '../../http/schemas'
import { putChannel } from './put-channel'
import { findChannel, listChannels, toChannel } from './repository'
import { ChannelSchema, PutChannelSchema } from './schemas'

const tag = 'Channels'
const params = z.object({ channel_id: channelId })

export const channels = [
  endpoint(
    {
      method: 'put',
      path: '/v1/channels/{channel_id}',
      operation_id: 'putChannel',
      summary: 'Create or replace a channel',
      description:
        'Replaces the channel wholly: what is absent is cleared. The channel `web` exists from the start.',
      tag,
      access: { key: 'secret', scope: 'catalog:write' },
      params,
      body: PutChannelSchema,
      responses: {
        200: ChannelSchema.describe('The channel, replaced.'),
        201: ChannelSchema.describe('The channel, created.'),
      },
      problems: ['unknown_location', 'version_stale', 'limit_reached'],
    },
    async ({ c, services, principal, actor, params: { channel_id }, body }) => {
      const { merchant } = keyholder(principal)
      const check = (row: { version: number } | undefined) => checkIfMatch(c, row?.version)
      const put = await putChannel(services, merchant.id, channel_id, body, check, actor)
      const { created, row } = orThrow(put)
      const headers = { etag: etag(row.version) }
      return { status: created ? 201 : 200, body: toChannel(row), headers }
    },
  ),

  listEndpoint(
    {
      path: '/v1/channels',
      operation_id: 'listChannels',
      summary: 'List channels by id',
      tag,
      access: { key: 'secret', scope: 'catalog:read' },
      query: z.object(pageQuery),
      responses: { 200: page(ChannelSchema) },
    },
    {
      rows: ({ db, merchant_id, limit }, after: string | undefined) =>
        listChannels(db, merchant_id, after ?? '', limit),
      key: ({ channel_id }) => channel_id,
      wire: toChannel,
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/v1/channels/{channel_id}',
      operation_id: 'getChannel',
      summary: 'Read a channel',
      tag,
      access: { key: 'secret', scope: 'catalog:read' },
      params,
      responses: { 200: ChannelSchema },
    },
    async ({ services, principal, params: { channel_id } }) => {
      const { merchant } = keyholder(principal)
      const key = { merchant_id: merchant.id, channel_id }
      const row = await findChannel(services.shardFor(merchant.id), key)
      if (!row) throw new Problem('not_found')
      return { status: 200, body: toChannel(row), headers: { etag: etag(row.version) } }
    },
  ),
]
