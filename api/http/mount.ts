import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, Handler } from 'hono'
import { begin, complete } from './context'
import { allowOrigin } from './cors'
import { exactRouter } from './exact-router'
import { observe, UNMATCHED } from './observe'
import { Problem, renderError, renderProblem } from './problem'
import type { Endpoint, HonoEnv } from './router'

/** An app that answers what nobody serves, and what breaks, as problems. */
export function router(): OpenAPIHono<HonoEnv> {
  const app = new OpenAPIHono<HonoEnv>({ router: exactRouter() })
  app.onError((error, c) => renderError(error, c))
  app.notFound((c) => {
    const response = renderProblem(new Problem('path_not_found'), c)
    observe(c, UNMATCHED, response)
    return response
  })
  return app
}

/**
 * Serves the endpoints, with one handler per path, so that Hono calls it directly: no middleware
 * is composed for the requests that come thousands of times a second.
 */
export function mount(app: OpenAPIHono<HonoEnv>, endpoints: readonly Endpoint[]): void {
  const paths = new Map<string, Endpoint[]>()
  for (const each of endpoints) {
    app.openAPIRegistry.registerPath(each.openapi)
    const path = patternOf(each)
    paths.set(path, [...(paths.get(path) ?? []), each])
  }
  // `/v1/inventory/adjustments` comes before `/v1/inventory/:sku`, whose GET serves it, too.
  const exact_first = [...paths].sort(([a], [b]) => parameters(a) - parameters(b))
  for (const [path, served] of exact_first) {
    const elsewhere = exact_first
      .filter(([pattern]) => pattern !== path && covers(pattern, path))
      .flatMap(([, others]) => others)
    app.all(path, dispatch(served, elsewhere))
  }
}

/** The path as Hono writes it. */
export const patternOf = ({ path }: Endpoint): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

const parameters = (path: string) => path.split('/:').length

const covers = (pattern: string, path: string) => {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment.startsWith(':') || segment === given[index])
  )
}

function dispatch(served: readonly Endpoint[], elsewhere: readonly Endpoint[]): Handler<HonoEnv> {
  const own = byMethod(served)
  const others = byMethod(elsewhere)
  const allow = [...new Set([...own.keys(), ...others.keys()])].join(', ')

  async function answer(c: Context<HonoEnv>, endpoint: Endpoint | undefined): Promise<Response> {
    try {
      if (!endpoint) return complete(c, allowOrigin(c, served) ?? refuse(allow))
      const response = await endpoint.handle(c)
      return endpoint.complete ? response : complete(c, response)
    } catch (error) {
      return renderError(error, c)
    }
  }

  return async (c, next) => {
    const { method } = c.req
    const endpoint = own.get(method)
    if (!endpoint && others.has(method)) return next()
    begin(c)
    const response = await answer(c, endpoint)
    observe(c, endpoint?.path ?? UNMATCHED, response)
    return response
  }
}

const refuse = (allow: string): never => {
  throw new Problem('method_not_allowed', { headers: { allow } })
}

/** HEAD is GET, whose body the framework leaves out. */
function byMethod(served: readonly Endpoint[]): Map<string, Endpoint> {
  const endpoints = new Map(served.map((each) => [each.method.toUpperCase(), each]))
  const get = endpoints.get('GET')
  if (get) endpoints.set('HEAD', get)
  return endpoints
}
