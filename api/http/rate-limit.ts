import type { Context } from 'hono'
import { type RateClass, rateClasses } from '../domain/access/api-key'
import { MS_PER_MINUTE, MS_PER_SECOND } from '../domain/shared/time'
import { addressOf } from './actor'
import type { Principal } from './auth'
import { Problem } from './problem'
import type { HonoEnv } from './router'

const WINDOW_SECONDS = MS_PER_MINUTE / MS_PER_SECOND
/** New holds per minute from one network address, as in wrangler.toml. */
const HOLDS_PER_MINUTE = 60

/** The platform's counter for each class: quotas stand in wrangler.toml and in `rateClasses`. */
const counterOf = (env: Env): Record<RateClass, RateLimit> => ({
  reduced: env.RATE_REDUCED,
  standard: env.RATE_STANDARD,
  raised: env.RATE_RAISED,
})

export const ratesLimited = (env: Env) => env.RATE_LIMITS === 'on'

/** Counts the request against its key, or its network address, at this location of the network. */
export async function limitRate(c: Context<HonoEnv>, principal: Principal): Promise<void> {
  const policy = await countRequest(c.env, c.req.raw, principal)
  c.set('headers', { ...c.get('headers'), ...policy })
}

/** The same of a request by itself: the headers for its answer, or the 429. */
export async function countRequest(
  env: Env,
  request: Request,
  principal: Principal,
): Promise<Record<string, string>> {
  const counted = countedAgainst(request, principal)
  if (!ratesLimited(env) || !counted) return {}
  const { rate_class, key } = counted
  const { success } = await counterOf(env)[rate_class].limit({ key })
  return policyUnless(!success, {}, { name: 'key', quota: rateClasses[rate_class] })
}

/**
 * Counts a new hold against the network address it comes from, whatever it holds. A shop's own
 * server holds for all its shoppers, with a secret key: it is not counted.
 */
export async function limitHolds(c: Context<HonoEnv>, principal: Principal): Promise<void> {
  if (!ratesLimited(c.env) || principal.kind !== 'publishable') return
  const key = `${principal.merchant.id}~${addressOf(c.req.raw)}`
  const { success } = await c.env.HOLD_RATE.limit({ key })
  const headers = c.get('headers')
  const policy = policyUnless(!success, headers, { name: 'holds', quota: HOLDS_PER_MINUTE })
  c.set('headers', { ...headers, ...policy })
}

function policyUnless(
  exceeded: boolean,
  headers: Record<string, string>,
  { name, quota }: { name: string; quota: number },
): Record<string, string> {
  const earlier = headers['ratelimit-policy']
  const own = `"${name}";q=${quota};w=${WINDOW_SECONDS}`
  const policy = earlier === undefined ? own : `${earlier}, ${own}`
  if (exceeded) {
    throw new Problem('rate_limited', {
      headers: {
        'retry-after': String(WINDOW_SECONDS),
        'ratelimit-policy': policy,
        ratelimit: `"${name}";r=0;t=${WINDOW_SECONDS}`,
      },
    })
  }
  return { 'ratelimit-policy': policy }
}

/**
 * A publishable key is in the hands of all a shop's shoppers: each network address has a count of
 * its own. What anybody may read costs nothing to repeat; what anybody may ask could be guessed at.
 */
function countedAgainst(
  request: Request,
  principal: Principal,
): { rate_class: RateClass; key: string } | undefined {
  switch (principal.kind) {
    case 'operator':
      return { rate_class: 'standard', key: 'operator' }
    case 'secret':
      return { rate_class: principal.rate_class, key: principal.key_id }
    case 'publishable':
      return { rate_class: principal.rate_class, key: `${principal.key_id}~${addressOf(request)}` }
    case 'customer':
      return { rate_class: 'standard', key: `customer:${principal.session_hash}` }
    case 'public':
      if (request.method === 'GET' || request.method === 'HEAD') return undefined
      return { rate_class: 'standard', key: `address:${addressOf(request)}` }
  }
}
