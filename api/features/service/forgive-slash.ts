import type { OpenAPIHono } from '@hono/zod-openapi'
import { frame } from '../../http/context'
import { patternOf } from '../../http/mount'
import { Problem } from '../../http/problem'
import type { Endpoint, HonoEnv } from '../../http/router'

/**
 * Leads people who write a slash behind the address of a page to the page. To the path alone: what
 * begins with two slashes is none of these addresses, and would be another host.
 */
export function forgiveSlash(app: OpenAPIHono<HonoEnv>, pages: readonly Endpoint[]): void {
  for (const page of pages) {
    if (page.path === '/') continue
    const pattern = `${patternOf(page)}/`
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
