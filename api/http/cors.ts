import type { Context } from 'hono'
import type { Endpoint, HonoEnv } from './router'

const exposed = 'Request-Id, Idempotent-Replayed, Retry-After, ETag, RateLimit, RateLimit-Policy'

/**
 * Answers a preflight of a path that publishable keys may use. A preflight carries no key, so any
 * origin may ask; whether it may read is decided with the key, by `corsHeaders` on the answer.
 */
export function allowOrigin(
  c: Context<HonoEnv>,
  served: readonly Endpoint[],
): Response | undefined {
  const origin = c.req.header('origin')
  const wanted = c.req.header('access-control-request-method')
  if (c.req.method !== 'OPTIONS' || !origin || !wanted) return undefined
  const open = served.filter(({ access }) => access.key === 'publishable')
  if (open.length === 0) return undefined
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': open.map(({ method }) => method.toUpperCase()).join(', '),
      'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, If-Match',
      'access-control-max-age': '600',
      vary: 'Origin',
    },
  })
}

/** What lets a page of a registered origin read the answer, problems included. */
export const corsHeaders = (origin: string): Record<string, string> => ({
  'access-control-allow-origin': origin,
  'access-control-expose-headers': exposed,
  vary: 'Origin',
})
