import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { problemResponses } from '../../http/openapi'
import { Problem } from '../../http/problem'
import type { Endpoint, HonoEnv } from '../../http/router'
import { article } from './html'

/** Guides are files of the build: written as Markdown, rendered there, framed here. */
async function asset(c: Context<HonoEnv>, path: string): Promise<Response> {
  const file = await c.env.ASSETS.fetch(new URL(`/docs-assets/${path}`, c.req.url))
  const html = file.headers.get('content-type')?.startsWith('text/html')
  // Where a file is missing, the assets answer with the portal's page.
  if (!file.ok || (html && !path.endsWith('.html'))) throw new Problem('not_found')
  return file
}

async function page(c: Context<HonoEnv>, name: string): Promise<Response> {
  const body = await (await asset(c, `guides/${name}.html`)).text()
  const title = /<h1[^>]*>([^<]*)<\/h1>/.exec(body)?.[1]
  if (title === undefined) throw new Problem('not_found')
  return article(`Holdfast: ${title}`, body)
}

async function file(c: Context<HonoEnv>, path: string, type: string): Promise<Response> {
  const { body } = await asset(c, path)
  const headers = { 'content-type': `${type}; charset=utf-8`, 'x-content-type-options': 'nosniff' }
  return new Response(body, { headers })
}

const namePattern = /^[a-z0-9-]+(?:\.md)?$/

/** A guide by its name: a page for people, or with `.md` as it was written. */
function guide(c: Context<HonoEnv>): Promise<Response> {
  const name = c.req.param('name') ?? ''
  if (!namePattern.test(name)) throw new Problem('not_found')
  return name.endsWith('.md') ? file(c, `guides/${name}`, 'text/markdown') : page(c, name)
}

const text = { schema: z.string(), example: '# Holdfast' }
const html = { schema: z.string(), example: '<!doctype html>…' }

export const guides: Endpoint[] = [
  operation('/docs/guides', 'listGuides', 'Find a guide', { 'text/html': html }, (c) =>
    page(c, 'index'),
  ),
  operation(
    '/docs/guides/{name}',
    'getGuide',
    'Read a guide',
    { 'text/html': html, 'text/markdown': text },
    guide,
    z.object({ name: z.string().openapi({ example: 'quick-start' }) }),
  ),
  operation('/llms.txt', 'getLlmsText', 'Read what there is to read', { 'text/plain': text }, (c) =>
    file(c, 'llms.txt', 'text/plain'),
  ),
]

function operation(
  path: string,
  operationId: string,
  summary: string,
  content: Record<string, { schema: z.ZodType; example: string }>,
  handle: (c: Context<HonoEnv>) => Promise<Response>,
  params?: z.ZodObject,
): Endpoint {
  return {
    method: 'get',
    path,
    access: { key: 'none' },
    handle,
    openapi: {
      ...{ method: 'get', path, operationId, summary, tags: ['Service'], security: [] },
      ...(params && { request: { params } }),
      responses: {
        200: { description: 'A document.', content },
        ...(params && problemResponses(['not_found'])),
      },
    },
  }
}
