import { z } from '@hono/zod-openapi'

export const HealthSchema = z
  .object({ status: z.literal('ok') })
  .openapi({ description: 'It is.', example: { status: 'ok' } })

export const ReadinessSchema = z
  .object({
    status: z.literal('ready'),
    checks: z.object({
      secrets: z.boolean(),
      database: z.boolean(),
      migrations: z.boolean(),
      demo_seed: z.boolean(),
      stock: z.boolean(),
    }),
  })
  .openapi({
    description: 'It is.',
    example: {
      status: 'ready',
      checks: { secrets: true, database: true, migrations: true, demo_seed: true, stock: true },
    },
  })
