import { z } from '@hono/zod-openapi'
import { channelId, locationId, metadata, text, timestamp, version } from '../../http/schemas'

const LOCATIONS_MAX = 10_000

const fields = {
  name: text(200),
  kind: z.enum(['web', 'pos', 'marketplace', 'social', 'b2b', 'api']),
  location_ids: z
    .array(locationId)
    .max(LOCATIONS_MAX)
    .optional()
    .openapi({ description: 'Where it sells from; every location if absent, none if empty.' }),
  buffer: z.int().min(0).default(0).openapi({
    description: 'Units it is not told of, per SKU: it may sell max(0, available − buffer).',
  }),
  cap: z.int().min(0).optional().openapi({ description: 'Units it is told of at most, per SKU.' }),
  metadata: metadata.default({}),
}

const example = { name: 'Web shop', kind: 'web', location_ids: ['berlin'], buffer: 2 } as const

export const PutChannelSchema = z.strictObject(fields).openapi('PutChannel', { example })
export type PutChannel = z.output<typeof PutChannelSchema>

export const ChannelSchema = z
  .object({
    channel_id: channelId,
    ...fields,
    version,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('Channel', {
    description: 'Where orders come from, and what each is told and sold of the stock.',
    example: {
      channel_id: 'web',
      ...example,
      location_ids: ['berlin'],
      metadata: {},
      version: 1,
      created_at: '2026-11-23T10:15:30.000Z',
      updated_at: '2026-11-23T10:15:30.000Z',
    },
  })
export type Channel = z.output<typeof ChannelSchema>
