import type { OpenAPIHono } from '@hono/zod-openapi'
import { frame } from '../../http/context'
import { Problem } from '../../http/problem'
import type { Endpoint, HonoEnv } from '../../http/router'

/**
 * Leads people who write a slash behind the address of a page to the page. To the path alone: what
 * begins with two slashes is none of these addresses, and would be another host.
 */
export function forgiveSlash(app: OpenAPIHono<HonoEnv>, pages: readonly Endpoint[]): void {
  for (const { path } of pages) {
    if (path === '/') continue
    const pattern = `${path.replaceAll(/\{(\w+)\}/g, ':$1')}/`
    app.use(pattern, frame)
    app.get(pattern, (c) => {
      const { pathname, search } = new URL(c.req.url)
      return c.redirect(pathname.slice(0, -1) + search, 308)
    })
    app.all(pattern, () => {
      throw new Problem('method_not_allowed', { headers: { allow: 'GET, HEAD' } })
    })
  }
}
