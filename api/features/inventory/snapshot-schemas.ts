import { z } from '@hono/zod-openapi'
import { instant, locationId, skuCode, text, timestamp } from '../../http/schemas'
import { counters } from './schemas'

export const SNAPSHOT_LEVELS_MAX = 1_000

const source = text(100).openapi({
  description: 'The system that counts: snapshots of different sources are not compared.',
  example: 'erp',
})
const sourceVersion = z.int().min(1).openapi({
  description: 'Grows with every snapshot of the source for the location.',
  example: 41,
})
const units = z.int().openapi({ description: 'Units.', example: 8 })

export const SnapshotInputSchema = z
  .strictObject({
    source,
    source_version: sourceVersion,
    as_of: instant.openapi({
      description: 'When it was counted: what happened since is kept. Not in the future.',
      example: '2026-11-23T10:15:30.000Z',
    }),
    location_id: locationId,
    levels: z
      .array(z.strictObject({ sku: skuCode, on_hand: z.int().min(0) }))
      .min(1)
      .max(SNAPSHOT_LEVELS_MAX),
  })
  .openapi('InventorySnapshotInput', {
    example: {
      source: 'erp',
      source_version: 41,
      as_of: '2026-11-23T10:15:30.000Z',
      location_id: 'berlin',
      levels: [{ sku: 'TSHIRT-M', on_hand: 1_000 }],
    },
  })

const LineSchema = z
  .object({
    sku: skuCode,
    status: z
      .enum(['applied', 'stale', 'refused'])
      .openapi({ description: '`stale`: a newer snapshot of the source stands.' }),
    code: z.string().optional().openapi({ description: 'Why it was not applied.' }),
    moved_since: units.optional().openapi({
      description:
        'Units that came in or, below zero, left since `as_of`: on_hand = count + these.',
    }),
    newest: z
      .object({ source_version: sourceVersion, as_of: timestamp })
      .optional()
      .openapi({ description: 'Of a stale one: the snapshot that stands.' }),
    ...counters,
  })
  .partial()
  .required({ sku: true, status: true })
export type SnapshotLine = z.output<typeof LineSchema>

export const SnapshotSchema = z
  .object({
    id: z.string(),
    source,
    source_version: sourceVersion,
    as_of: timestamp,
    location_id: locationId,
    lines: z.array(LineSchema),
  })
  .openapi('InventorySnapshot', { description: 'What became of each line.' })
