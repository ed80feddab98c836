import { z } from '@hono/zod-openapi'
import { authenticate } from '../../http/auth'
import { openMetricsType, renderOpenMetrics } from '../../http/open-metrics'
import { problemResponses } from '../../http/openapi'
import { limitRate } from '../../http/rate-limit'
import type { Endpoint } from '../../http/router'
import { readMetrics } from './read-metrics'

const access = { key: 'operator' } as const
const mediaType = 'application/openmetrics-text'

const example = `# TYPE holdfast_stock_tasks_waiting gauge
# HELP holdfast_stock_tasks_waiting What D1 decided about stock and no object has carried out yet.
holdfast_stock_tasks_waiting 3
# EOF
`

/** Text instead of JSON, so by hand; access and limits are as everywhere. */
export const metrics: Endpoint[] = [
  {
    method: 'get',
    path: '/metrics',
    access,
    openapi: {
      method: 'get',
      path: '/metrics',
      operationId: 'getMetrics',
      summary: 'Read the deployment’s metrics',
      description: 'OpenMetrics, from the database: the same whichever isolate is asked.',
      tags: ['Service'],
      security: [{ operator: [] }],
      responses: {
        200: {
          description: 'OpenMetrics 1.0.',
          content: { [mediaType]: { schema: z.string(), example } },
        },
        ...problemResponses([
          'key_missing',
          'key_invalid',
          'wrong_key_kind',
          'rate_limited',
          'internal_error',
        ]),
      },
    },
    async handle(c) {
      const principal = await authenticate(c, access)
      await limitRate(c, principal)
      const text = renderOpenMetrics(await readMetrics(c.get('services')))
      return new Response(text, {
        headers: { 'content-type': openMetricsType, 'cache-control': 'no-store' },
      })
    },
  },
]
