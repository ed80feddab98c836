import { z } from '@hono/zod-openapi'
import { locationId, quantity, skuCode, timestamp } from '../../http/schemas'

export const LINES_MAX = 100
export const TTL_SECONDS_MAX = 3_600
const TTL_SECONDS_DEFAULT = 900

const ttl = z.int().min(1).max(TTL_SECONDS_MAX)

export const AllocationSchema = z
  .object({ location_id: locationId, quantity })
  .openapi('Allocation', { example: { location_id: 'berlin', quantity: 2 } })

/** Of a kit line: what each component takes from where. */
export const ComponentAllocationSchema = z
  .object({ sku: skuCode, allocations: z.array(AllocationSchema) })
  .openapi('ComponentAllocation')

export const ReserveCartSchema = z
  .strictObject({
    lines: z
      .array(z.strictObject({ sku: skuCode, quantity, location_id: locationId.optional() }))
      .min(1)
      .max(LINES_MAX),
    ttl_seconds: ttl
      .default(TTL_SECONDS_DEFAULT)
      .openapi({ description: 'How long the units are held, in seconds.' }),
  })
  .openapi('ReserveCart', {
    example: { lines: [{ sku: 'TSHIRT-M', quantity: 2 }], ttl_seconds: 900 },
  })

export const ExtendReservationSchema = z
  .strictObject({ ttl_seconds: ttl.openapi({ description: 'From now, in seconds.' }) })
  .openapi('ExtendReservation', { example: { ttl_seconds: 900 } })

export const ReservationSchema = z
  .object({
    id: z.string().max(2_048).openapi({ description: 'Opaque; up to 2,048 characters.' }),
    status: z.enum(['held', 'placing', 'placed', 'expired', 'released']).openapi({
      description:
        '`placing`: an order is being placed with it. Only `held` and `placing` count for units.',
    }),
    expires_at: timestamp,
    lines: z.array(
      z.object({
        sku: skuCode,
        quantity,
        allocations: z
          .array(AllocationSchema)
          .openapi({ description: 'One entry per location; of a kit, units of its components.' }),
        components: z.array(ComponentAllocationSchema).optional(),
      }),
    ),
  })
  .openapi('Reservation', {
    description: 'Units held for a checkout.',
    example: {
      id: 'rsv_c2x1bTRoWnQ0.kq7dN0x5o2uQ1b8v3mZ4wA',
      status: 'held',
      expires_at: '2026-11-23T10:30:30.000Z',
      lines: [
        { sku: 'TSHIRT-M', quantity: 2, allocations: [{ location_id: 'berlin', quantity: 2 }] },
      ],
    },
  })
