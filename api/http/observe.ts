/** What is told of every request: a line of log, and a point in Analytics Engine. Never a value of it. */
import type { Context } from 'hono'
import type { Instant } from '../domain/shared/time'
import type { Principal } from './auth'
import type { HonoEnv } from './router'

/** The share of requests that are logged, from `REQUEST_LOG`: `off`, or 0 to 1. */
function sampleRate({ REQUEST_LOG }: Env): number {
  const rate = Number(REQUEST_LOG)
  return Number.isFinite(rate) ? rate : 0
}

/**
 * Tells of an answered request, once. The path is told as its pattern, for a path, a query or a body can hold
 * anything. Nobody waits for either; failures of the server are logged whatever the share.
 *
 * `duration_ms` is by the clock of the runtime, which stands still while no input or output is
 * awaited: it is time spent waiting for D1 and stock objects, not computing.
 */
export function observe(c: Context<HonoEnv>, route: string, { status }: Response): void {
  if (c.get('observed')) return
  c.set('observed', true)
  const { method } = c.req
  const { request_id, started_at, principal } = c.var
  observeRequest(c.env, { method, route, status, started_at, request_id, principal })
}

export interface Observed {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly started_at: Instant
  readonly request_id: string
  readonly principal: Principal | undefined
}

/** The same of a request that never met the framework. */
export function observeRequest(env: Env, told: Observed): void {
  const { METRICS } = env
  const { method, route, status, request_id, principal } = told
  const rate = sampleRate(env)
  const logged = rate > 0 && (status >= 500 || Math.random() < rate)
  if (!METRICS && !logged) return

  const [merchant_id, key_id] =
    principal && 'key_id' in principal ? [principal.merchant.id, principal.key_id] : [null, null]
  const duration_ms = Date.now() - told.started_at
  METRICS?.writeDataPoint({
    indexes: [merchant_id ?? 'none'],
    blobs: ['request', method, route, key_id ?? ''],
    doubles: [status, duration_ms],
  })
  if (!logged) return
  console.log(
    JSON.stringify({ method, route, status, duration_ms, request_id, merchant_id, key_id }),
  )
}

/** Stands for the route of requests that none serves. */
export const UNMATCHED = 'unmatched'
/** Stands for those of files and of the portal's pages. */
export const FILES = 'files'
