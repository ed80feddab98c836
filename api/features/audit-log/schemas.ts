import { z } from '@hono/zod-openapi'
import { actorKinds } from '../../domain/access/audit'
import { integerText, timestamp } from '../../http/schemas'

const hash = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits, lower case.')
const sequence = z.int().min(0)
const example_hash = '5f2a8c1d0e9b7a6f4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b'

export const AuditEntrySchema = z
  .object({
    sequence: z.int().min(1).openapi({ description: 'Gapless per merchant, from 1.' }),
    created_at: timestamp,
    actor: z.object({
      kind: z.enum(actorKinds),
      id: z.string().nullable().openapi({ description: 'Of a key: its id.' }),
    }),
    address: z
      .string()
      .nullable()
      .openapi({ description: 'The network the request came from: the first 24 or 48 bits.' }),
    request_id: z.string().nullable().openapi({ description: 'Null for what a job did.' }),
    operation: z.string().openapi({ description: 'As `operationId` in this document.' }),
    object_type: z.string(),
    object_id: z.string(),
    changed: z.array(z.string()).openapi({
      description:
        'JSON pointers of what changed, never its values; `/*` at the end stands for more.',
    }),
    hash: hash.nullable().openapi({
      description:
        'SHA-256 of the hash before (64 zeros before the first), a line feed, and the entry as a JSON list without spaces: merchant, sequence, created_at in milliseconds, actor kind and id, request_id, address, operation, object_type, object_id, changed. Null until it is sealed, within about a minute.',
    }),
  })
  .openapi('AuditEntry', {
    description: 'One write: by whom, from where, and what it changed.',
    example: {
      sequence: 42,
      created_at: '2026-11-23T10:15:30.000Z',
      actor: { kind: 'secret', id: 'key_01kas6y3w2m8' },
      address: '203.0.113.0/24',
      request_id: '0b8f9a3e-6c1d-4a55-9f0e-2b7f7d3c1a10',
      operation: 'putLocation',
      object_type: 'location',
      object_id: 'berlin',
      changed: ['/address', '/cutoff'],
      hash: example_hash,
    },
  })
export type AuditEntryWire = z.output<typeof AuditEntrySchema>

export const VerifyQuerySchema = z.strictObject({
  after: integerText.pipe(z.int().min(0)).default(0).openapi({
    type: 'integer',
    minimum: 0,
    default: 0,
    description: 'Begin behind this entry: `next_after` of the answer before, or one you noted.',
  }),
  hash: hash.optional().openapi({
    description: 'The hash that you noted of the entry `after`: it is checked, too.',
    example: example_hash,
  }),
})

export const AuditVerificationSchema = z
  .object({
    intact: z.boolean().openapi({ description: 'Nothing is wrong with what was looked at.' }),
    entries: z.int().openapi({ description: 'How many were looked at.' }),
    through: sequence.openapi({ description: 'The last that was looked at.' }),
    sealed: z.object({ sequence, hash }).openapi({
      description: 'The last sealed entry. Note it down: it proves what the log was today.',
    }),
    next_after: sequence.nullable().openapi({
      description: 'Where to go on; null at the end.',
    }),
    discrepancies: z.array(
      z.object({ sequence, kind: z.enum(['changed', 'missing', 'unsealed']) }),
    ),
  })
  .openapi('AuditVerification', {
    description: 'The chain, recomputed.',
    example: {
      intact: true,
      entries: 42,
      through: 42,
      sealed: { sequence: 42, hash: example_hash },
      next_after: null,
      discrepancies: [],
    },
  })
