import type { Context } from 'hono'
import type { Principal } from './auth'
import { Problem } from './problem'
import type { HonoEnv } from './router'

/** As configured for the platform's binding in wrangler.toml. */
const limit = { quota: 600, window_seconds: 60 }

export const ratesLimited = (env: Env) => env.RATE_LIMITS === 'on'

/** Counts the request against its key, or its network address, at this location of the network. */
export async function limitRate(c: Context<HonoEnv>, principal: Principal): Promise<void> {
  const key = countedAgainst(c, principal)
  if (!ratesLimited(c.env) || key === undefined) return
  const { success } = await c.env.RATE_LIMITER.limit({ key })
  const policy = `"key";q=${limit.quota};w=${limit.window_seconds}`
  if (!success) {
    throw new Problem('rate_limited', {
      headers: {
        'retry-after': String(limit.window_seconds),
        'ratelimit-policy': policy,
        ratelimit: `"key";r=0;t=${limit.window_seconds}`,
      },
    })
  }
  c.set('headers', { ...c.get('headers'), 'ratelimit-policy': policy })
}

/** What anybody may read costs nothing to repeat; what anybody may ask could be guessed at. */
function countedAgainst(c: Context<HonoEnv>, principal: Principal): string | undefined {
  if (principal.kind === 'operator') return 'operator'
  if (principal.kind === 'customer') return `customer:${principal.session_hash}`
  if (principal.kind !== 'public') return principal.key_id
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return undefined
  return `address:${c.req.raw.headers.get('cf-connecting-ip') ?? ''}`
}
