import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Problem } from '../../http/problem'
import type { Endpoint, HonoEnv } from '../../http/router'
import { servePage } from './page'

/** A page for people: of a shop that does not exist it says so. */
export const shell: Endpoint = {
  method: 'get',
  path: '/portal/{merchant_slug}',
  access: { key: 'none' },
  openapi: {
    method: 'get',
    path: '/portal/{merchant_slug}',
    operationId: 'getPortal',
    summary: 'Open the customer portal',
    tags: ['Portal'],
    security: [],
    request: { params: z.object({ merchant_slug: z.string().openapi({ example: 'demo' }) }) },
    responses: {
      200: {
        description: 'A page.',
        content: { 'text/html': { schema: z.string(), example: '<!doctype html>…' } },
      },
    },
  },
  handle: servePage,
}

/**
 * Serves the pages below the shell's address, the portal's files and those of the API viewer. To
 * be called when the portal's API is mounted: every other path of it is then refused.
 */
export function serveAssets(app: OpenAPIHono<HonoEnv>): void {
  // Named by their content: a changed file has another name.
  serve(app, '/assets/*', { 'cache-control': 'public, max-age=31536000, immutable' })
  serve(app, '/docs-assets/*', { 'cache-control': 'no-cache' })

  for (const path of ['/portal/:merchant_slug/api', '/portal/:merchant_slug/api/*']) {
    app.all(path, () => {
      throw new Problem('path_not_found')
    })
  }
  app.get('/portal/:merchant_slug/*', shell.handle)
  app.all('/portal/:merchant_slug/*', refuseMethod)
}

function serve(app: OpenAPIHono<HonoEnv>, path: string, headers: Record<string, string>): void {
  const all = { 'x-content-type-options': 'nosniff', ...headers }
  app.get(path, (c) => serveFile(c, new URL(c.req.url).pathname, all))
  app.all(path, refuseMethod)
}

const refuseMethod = () => {
  throw new Problem('method_not_allowed', { headers: { allow: 'GET, HEAD' } })
}

async function serveFile(
  c: Context<HonoEnv>,
  path: string,
  headers: Record<string, string>,
): Promise<Response> {
  const url = new URL(path, c.req.url)
  const file = await c.env.ASSETS.fetch(new Request(url, c.req.raw))
  if (!file.ok && file.status !== 304) throw new Problem('path_not_found')
  // The answer of a binding cannot be changed; its headers are to be.
  const response = new Response(file.body, file)
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}
