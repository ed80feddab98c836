/** What is served beside the API: is it up, how is it used, what do its problems mean. */
import { type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { describeWebhooks } from '../../http/event-webhooks'
import { mount } from '../../http/mount'
import { generateDocument, problemResponses, securitySchemes } from '../../http/openapi'
import { Problem } from '../../http/problem'
import type { ProblemCode } from '../../http/problem-codes'
import { type Endpoint, endpoint, type HonoEnv } from '../../http/router'
import { checkReadiness } from './check-readiness'
import { forgiveSlash } from './forgive-slash'
import { guides } from './guides'
import { docsPage, eventsPage, homePage, problemPage, problemsPage } from './pages'
import { HealthSchema, ReadinessSchema } from './schemas'

const tag = 'Service'
const access = { key: 'none' } as const

/** Serves them, and the document of everything that was mounted before. */
export function service(app: OpenAPIHono<HonoEnv>): void {
  for (const [name, scheme] of Object.entries(securitySchemes)) {
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme)
  }
  describeWebhooks(app)
  mount(app, [health, readiness, openApiDocument(app), ...pages])
  forgiveSlash(app, pages)
}

const pages: readonly Endpoint[] = [
  ...guides,
  html({ path: '/', operationId: 'getHome', summary: 'Find the documentation' }, homePage),
  html({ path: '/docs', operationId: 'getDocs', summary: 'Browse the documentation' }, docsPage),
  html(
    { path: '/docs/events', operationId: 'listEventTypes', summary: 'List types of events' },
    eventsPage,
  ),
  html(
    { path: '/problems', operationId: 'listProblems', summary: 'List problem codes' },
    problemsPage,
  ),
  html(
    {
      path: '/problems/{code}',
      operationId: 'getProblem',
      summary: 'Explain a problem code',
      request: {
        params: z.object({ code: z.string().openapi({ example: 'insufficient_stock' }) }),
      },
      problems: ['not_found'],
    },
    (c) => problemPage(c.req.param('code') ?? ''),
  ),
]

const health = endpoint(
  {
    method: 'get',
    path: '/healthz',
    operation_id: 'getHealth',
    summary: 'Whether the Worker is up',
    tag,
    access,
    responses: { 200: HealthSchema },
  },
  async () => ({ status: 200, body: { status: 'ok' as const } }),
)

const readiness = endpoint(
  {
    method: 'get',
    path: '/readyz',
    operation_id: 'getReadiness',
    summary: 'Whether everything it needs is there',
    description: 'Secrets, migrations, the demo shop where one is expected, D1 and a stock object.',
    tag,
    access,
    responses: { 200: ReadinessSchema },
    problems: ['not_ready'],
  },
  async ({ c, services }) => {
    const { DEMO_SEED, ADMIN_TOKEN, SIGNING_SECRET } = c.env
    const checks = await checkReadiness(services, {
      demo_seed_expected: DEMO_SEED === 'on',
      secrets: Boolean(ADMIN_TOKEN && SIGNING_SECRET),
    })
    if (Object.values(checks).includes(false)) throw new Problem('not_ready', { extra: { checks } })
    return { status: 200, body: { status: 'ready' as const, checks } }
  },
)

/** Generated once per isolate and address: it names the server it was read from. */
function openApiDocument(app: OpenAPIHono<HonoEnv>): Endpoint {
  let cached = { origin: '', text: '' }
  return {
    method: 'get',
    path: '/openapi.json',
    access,
    openapi: {
      method: 'get',
      path: '/openapi.json',
      operationId: 'getOpenApiDocument',
      summary: 'Read this document',
      tags: [tag],
      security: [],
      responses: {
        200: {
          description: 'OpenAPI 3.1.',
          content: {
            'application/json': {
              schema: z.record(z.string(), z.unknown()),
              example: {
                openapi: '3.1.0',
                info: { title: 'Holdfast', version: '1.0.0' },
                paths: {},
              },
            },
          },
        },
      },
    },
    handle(c) {
      const { origin } = new URL(c.req.url)
      if (cached.origin !== origin) {
        cached = { origin, text: JSON.stringify(generateDocument(app, origin)) }
      }
      return new Response(cached.text, {
        headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
      })
    },
  }
}

interface HtmlOperation extends Pick<RouteConfig, 'path' | 'operationId' | 'summary' | 'request'> {
  problems?: readonly ProblemCode[]
}

/** A page for people. */
function html(
  { problems = [], ...operation }: HtmlOperation,
  handle: (c: Context<HonoEnv>) => Response,
): Endpoint {
  return {
    method: 'get',
    path: operation.path,
    access,
    handle,
    openapi: {
      ...operation,
      method: 'get',
      tags: [tag],
      security: [],
      responses: {
        200: {
          description: 'A page.',
          content: { 'text/html': { schema: z.string(), example: '<!doctype html>…' } },
        },
        ...problemResponses(problems),
      },
    },
  }
}
