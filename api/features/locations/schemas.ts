import { z } from '@hono/zod-openapi'
import {
  amount,
  country,
  dates,
  locationId,
  metadata,
  text,
  timestamp,
  timeZone,
  version,
} from '../../http/schemas'

const AddressSchema = z
  .strictObject({
    line1: text(200),
    line2: text(200).optional(),
    city: text(100),
    region: text(100).optional(),
    postal_code: text(20),
    country,
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
  })
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
    message: 'Give latitude and longitude together, or neither.',
  })
  .openapi('LocationAddress')

const cost = (what: string) =>
  amount
    .max(1_000_000_000)
    .default(0)
    .openapi({ description: `${what} Integer minor units of the merchant’s currency.` })

const fields = {
  name: text(200),
  kind: z.enum(['warehouse', 'store', 'third_party', 'dropship']),
  address: AddressSchema,
  ships: z.boolean().default(true),
  pickup: z.boolean().default(false),
  priority: z.int().default(0).openapi({ description: 'Lower is preferred.' }),
  active: z.boolean().default(true),
  time_zone: timeZone.optional(),
  cutoff: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')
    .optional()
    .openapi({
      description: 'Local time before which orders leave the same day.',
      example: '14:00',
    }),
  handling_days: z.int().min(0).max(30).default(0),
  parcel_cost: cost('Of each parcel that leaves.'),
  cost_per_kg: cost('Of each kilogram in it.'),
  capacity_per_day: z
    .int()
    .min(0)
    .optional()
    .openapi({ description: 'Orders it is given per local day at most; absent: any number.' }),
  holidays: dates.default([]).openapi({ description: 'Days on which nobody works there.' }),
  metadata: metadata.default({}),
}

const example = {
  name: 'Berlin',
  kind: 'warehouse',
  address: { line1: 'Westhafenstraße 1', city: 'Berlin', postal_code: '13353', country: 'DE' },
  priority: 1,
  cutoff: '14:00',
} as const

export const PutLocationSchema = z.strictObject(fields).openapi('PutLocation', { example })
export type PutLocation = z.output<typeof PutLocationSchema>

export const LocationSchema = z
  .object({
    location_id: locationId,
    ...fields,
    version,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('Location', {
    description: 'A place that holds stock.',
    example: {
      location_id: 'berlin',
      ...example,
      ships: true,
      pickup: false,
      active: true,
      handling_days: 0,
      parcel_cost: 0,
      cost_per_kg: 0,
      holidays: [],
      metadata: {},
      version: 1,
      created_at: '2026-11-23T10:15:30.000Z',
      updated_at: '2026-11-23T10:15:30.000Z',
    },
  })
export type Location = z.output<typeof LocationSchema>
