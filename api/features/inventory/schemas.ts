import { z } from '@hono/zod-openapi'
import { buckets } from '../../domain/inventory/accounts'
import { locationId, skuCode, text, timestamp } from '../../http/schemas'

export const ADJUSTMENT_LINES_MAX = 1_000
export const ADJUSTMENT_SKUS_MAX = 100
export const AVAILABILITY_SKUS_MAX = 100

const units = z.int().openapi({ description: 'Units.', example: 8 })

export const counters = {
  on_hand: units.openapi({ description: 'Every unit physically there.' }),
  reserved: units.openapi({ description: 'Held for a checkout.' }),
  committed: units.openapi({ description: 'Promised to placed orders.' }),
  damaged: units,
  quality_control: units,
  safety_stock: units.openapi({ description: 'Withheld on purpose.' }),
  incoming: units.openapi({ description: 'Expected; not part of on_hand.' }),
  available: units.openapi({
    description:
      'on_hand − reserved − committed − damaged − quality_control − safety_stock. Below zero is a shortage.',
  }),
}
const exampleCounters = {
  on_hand: 10,
  reserved: 1,
  committed: 1,
  damaged: 0,
  quality_control: 0,
  safety_stock: 0,
  incoming: 0,
  available: 8,
}

const place = { sku: skuCode, location_id: locationId }
const bucket = z.enum(buckets).default('on_hand')
const quantity = z.int()

/** `set` without `expected` is refused by hand, so that the answer can say what is missing. */
export const AdjustInventorySchema = z
  .strictObject({
    reason: text(200),
    reference: text(200).optional(),
    lines: z
      .array(
        z.strictObject({
          ...place,
          bucket,
          delta: quantity.optional().openapi({ description: 'Units to add, or to take away.' }),
          set: quantity.min(0).optional().openapi({ description: 'Units there shall be.' }),
          expected: quantity
            .nullable()
            .optional()
            .openapi({ description: 'With `set`: units you believe there are; null overwrites.' }),
        }),
      )
      .min(1)
      .max(ADJUSTMENT_LINES_MAX),
  })
  .openapi('AdjustInventory', {
    example: {
      reason: 'received',
      reference: 'PO-1041',
      lines: [{ sku: 'TSHIRT-M', location_id: 'berlin', delta: 10 }],
    },
  })

const AdjustedLineSchema = z
  .object({
    ...place,
    status: z.enum(['applied', 'refused']),
    code: z.string().optional().openapi({ description: 'Why the SKU was refused.' }),
    current: units.optional().openapi({ description: 'What stood in the way.' }),
    ...counters,
  })
  .partial()
  .required({ sku: true, location_id: true, status: true })

export const AdjustmentSchema = z
  .object({ id: z.string(), lines: z.array(AdjustedLineSchema) })
  .openapi('Adjustment', {
    description: 'What became of each line. All lines of one SKU were applied, or none.',
    example: {
      id: 'adj_01k7x2m8r4v6n0q3t5w9y1z2b3',
      lines: [{ sku: 'TSHIRT-M', location_id: 'berlin', status: 'applied', ...exampleCounters }],
    },
  })

export const LevelSchema = z
  .object({ location_id: locationId, ...counters })
  .openapi('Level', { example: { location_id: 'berlin', ...exampleCounters } })

export const InventorySchema = z
  .object({
    sku: skuCode,
    ...counters,
    levels: z.array(LevelSchema),
    version: z.int().min(0).openapi({ description: 'Counts ledger entries.' }),
    as_of: timestamp,
  })
  .openapi('Inventory', {
    description: 'A SKU at all its locations, from the object that decides.',
    example: {
      sku: 'TSHIRT-M',
      ...exampleCounters,
      levels: [{ location_id: 'berlin', ...exampleCounters }],
      version: 3,
      as_of: '2026-11-23T10:15:30.000Z',
    },
  })

export const ProjectedLevelSchema = z
  .object({ ...place, ...counters, version: z.int(), as_of: timestamp })
  .openapi('ProjectedLevel', {
    description: 'One SKU at one location, as of about a second ago.',
    example: {
      sku: 'TSHIRT-M',
      location_id: 'berlin',
      ...exampleCounters,
      version: 3,
      as_of: '2026-11-23T10:15:30.000Z',
    },
  })

export const MovementSchema = z
  .object({
    sequence: z.int().min(1),
    operation: z.string(),
    location_id: locationId,
    from_account: z.string(),
    to_account: z.string(),
    quantity: z.int().min(1),
    subject_id: z.string().openapi({ description: 'What it was done for.' }),
    reason: z.string().optional(),
    reference: z.string().optional(),
    created_at: timestamp,
  })
  .openapi('Movement', {
    description: 'Units that went from one account to another: double entry.',
    example: {
      sequence: 1,
      operation: 'adjust',
      location_id: 'berlin',
      from_account: 'supplier',
      to_account: 'available',
      quantity: 10,
      subject_id: 'adj_01k7x2m8r4v6n0q3t5w9y1z2b3',
      reason: 'received',
      reference: 'PO-1041',
      created_at: '2026-11-23T10:15:30.000Z',
    },
  })

export const AuditSchema = z
  .object({
    sku: skuCode,
    balanced: z.boolean(),
    entries: z.int().min(0).openapi({ description: 'Ledger entries that were folded.' }),
    discrepancies: z.array(
      z.object({
        location_id: z.string(),
        account: z.string(),
        witness: z.enum(['stored', 'memory', 'claims', 'archive']),
        ledger: z.int(),
        counter: z.int(),
      }),
    ),
  })
  .openapi('Audit', {
    description: 'Every counter recomputed from the ledger.',
    example: { sku: 'TSHIRT-M', balanced: true, entries: 3, discrepancies: [] },
  })

export const AvailabilitySchema = z
  .object({
    data: z.array(z.object({ sku: z.string(), available: z.int().min(0), in_stock: z.boolean() })),
    as_of: timestamp.openapi({ description: 'When the answer was true.' }),
    consistency: z.enum(['cached', 'strong']),
  })
  .openapi('Availability', {
    description: 'What may be promised, in the order asked.',
    example: {
      data: [{ sku: 'TSHIRT-M', available: 8, in_stock: true }],
      as_of: '2026-11-23T10:15:30.000Z',
      consistency: 'cached',
    },
  })
