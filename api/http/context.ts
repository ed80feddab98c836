/** What every request starts with, and what every answer carries. */
import type { Context, MiddlewareHandler } from 'hono'
import { createServices, type Services } from '../services'
import { FILES, observe } from './observe'
import type { HonoEnv } from './router'

const worlds = new WeakMap<Env, Services>()

/** What an isolate makes of its environment, once: all of its requests are given the same one. */
export function servicesOf(env: Env): Services {
  const known = worlds.get(env)
  if (known) return known
  const services = createServices(env)
  worlds.set(env, services)
  return services
}

/** Gives the request its id and its world, unless it has them. */
export function begin(c: Context<HonoEnv>): void {
  if (c.get('request_id') !== undefined) return
  if (c.get('services') === undefined) c.set('services', servicesOf(c.env))
  c.set('request_id', crypto.randomUUID())
  c.set('headers', {})
  c.set('started_at', Date.now())
}

/** The request's id, and what was decided on the way: CORS, rate limits. */
export const answerHeaders = (c: Context<HonoEnv>): Record<string, string> => ({
  'request-id': c.get('request_id'),
  ...c.get('headers'),
})

/** The answer with these headers. */
export function complete(c: Context<HonoEnv>, response: Response): Response {
  const { headers } = response
  for (const [name, value] of Object.entries(answerHeaders(c))) headers.set(name, value)
  return response
}

/** The same for handlers that are given to Hono directly instead of being mounted. */
export const frame: MiddlewareHandler<HonoEnv> = async (c, next) => {
  begin(c)
  await next()
  observe(c, FILES, complete(c, c.res))
}
