import { z } from '@hono/zod-openapi'
import { amount, instant, timestamp } from '../../http/schemas'
import { filters, rules } from './schemas'

export const SimulateRoutingSchema = z
  .strictObject({
    rules,
    ...filters,
    placed_after: instant,
    placed_before: instant,
  })
  .refine(
    ({ placed_after, placed_before }) => Date.parse(placed_after) < Date.parse(placed_before),
    {
      path: ['placed_before'],
      message: 'After `placed_after`.',
    },
  )
  .openapi('SimulateRouting', {
    example: {
      rules: [{ type: 'cheapest' }, { type: 'closest' }],
      placed_after: '2026-01-01T00:00:00Z',
      placed_before: '2026-02-01T00:00:00Z',
    },
  })

const FiguresSchema = z
  .object({
    orders: z.int().openapi({ description: 'Orders served.' }),
    unfillable: z.int().openapi({ description: 'Orders that were not.' }),
    parcels: z.int(),
    cost: amount,
    distance_km: z.number(),
    in_market_share: z.number().nullable().openapi({ description: 'Of the parcels, 0 to 1.' }),
  })
  .openapi('RoutingFigures')

const figures = {
  orders: 40,
  unfillable: 0,
  parcels: 52,
  cost: 31_200,
  distance_km: 9_120.5,
  in_market_share: 0.9423,
}

export const RoutingSimulationSchema = z
  .object({
    id: z.string(),
    settings: z.object({ rules, ...filters }),
    placed_after: timestamp,
    placed_before: timestamp,
    actual: FiguresSchema,
    simulated: FiguresSchema,
    changed: z.int().openapi({ description: 'Orders that would have been served differently.' }),
    skipped: z.int().openapi({ description: 'Orders of the period beyond the first 1,000.' }),
    created_at: timestamp,
  })
  .openapi('RoutingSimulation', {
    description: 'Past orders, replayed under other rules, measured by what locations cost now.',
    example: {
      id: 'sim_01k7x2m8r4v6n0q3t5w9y1z2b4',
      settings: { rules: [{ type: 'cheapest' }] },
      placed_after: '2026-01-01T00:00:00.000Z',
      placed_before: '2026-02-01T00:00:00.000Z',
      actual: figures,
      simulated: { ...figures, parcels: 61, cost: 28_900 },
      changed: 17,
      skipped: 0,
      created_at: '2026-11-23T10:15:30.000Z',
    },
  })
