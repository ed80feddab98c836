import { type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import { ProblemSchema } from './problem'
import { type ProblemCode, problemCodes } from './problem-codes'
import type { Definition, HonoEnv, Upload } from './router'
import { fileSchema } from './schemas'

/** The operation as the OpenAPI document tells it. */
export function describe(definition: Definition): RouteConfig {
  const { access, params, query, body, upload, consumes, responses } = definition
  const media_types = [definition.produces ?? 'application/json'].flat()
  return {
    method: definition.method,
    path: definition.path,
    operationId: definition.operation_id,
    summary: definition.summary,
    description: [definition.description, scopeNote(definition)].filter(Boolean).join('\n\n'),
    tags: [definition.tag],
    security: access.key === 'none' ? [] : [{ [access.key]: scopesOf(access) }],
    ...('scope' in access && { 'x-scope': access.scope }),
    request: {
      ...(params instanceof z.ZodObject && { params }),
      ...(query instanceof z.ZodObject && { query }),
      ...headersOf(definition),
      ...(body && {
        body: {
          required: !definition.body_optional,
          content: { 'application/json': { schema: body } },
        },
      }),
      ...(upload && { body: { required: true, content: uploadContent(upload) } }),
      ...(consumes && {
        body: { required: true, content: { [consumes.type]: { schema: { type: 'string' } } } },
      }),
    },
    responses: {
      ...Object.fromEntries(
        Object.entries(responses).map(([status, schema]) => [
          status,
          {
            description: schema.description ?? 'Done.',
            content: Object.fromEntries(media_types.map((type) => [type, { schema }])),
          },
        ]),
      ),
      ...problemResponses(problemsOf(definition)),
    },
  }
}

/** Of schemes without scopes of their own, OpenAPI 3.1 lets the list name roles. */
const scopesOf = (access: Definition['access']) => ('scope' in access ? [access.scope] : [])
const uploadContent = ({ types }: Upload) =>
  Object.fromEntries(types.map((type) => [type, { schema: fileSchema }]))

const scopeNote = ({ access }: Definition) =>
  'scope' in access ? `Scope: \`${access.scope}\`.` : undefined

const IdempotencyKeySchema = z.string().min(1).max(255).openapi({
  description: 'New for each intent, the same for each retry. Kept at least 24 hours.',
  example: 'cart-7f3a-1',
})
const IfMatchSchema = z.string().optional().openapi({
  description: 'The `ETag` the change was made from: refused with 412 if it is no longer current.',
  example: '"3"',
})

function headersOf({ idempotent, problems }: Definition) {
  const headers = {
    ...(idempotent && { 'Idempotency-Key': IdempotencyKeySchema }),
    ...(problems?.includes('version_stale') && { 'If-Match': IfMatchSchema }),
  }
  return Object.keys(headers).length > 0 ? { headers: z.object(headers) } : {}
}

/** The problems an operation can answer: those its inputs and access imply, and its own. */
export function problemsOf(definition: Definition): ProblemCode[] {
  const { access, body, upload, consumes, query, params, idempotent, problems = [] } = definition
  const creates = definition.method === 'put'
  const codes: ProblemCode[] = []
  if (access.key === 'customer') codes.push('session_missing')
  else if (access.key !== 'none') codes.push('key_missing', 'key_invalid', 'wrong_key_kind')
  if (access.key === 'customer' && definition.method !== 'get') codes.push('cross_site_request')
  if ('scope' in access) codes.push('scope_missing')
  if (access.key === 'publishable') codes.push('origin_not_allowed')
  if (body) codes.push('body_too_large', 'unsupported_media_type', 'malformed_json')
  if (upload) codes.push('body_too_large', 'unsupported_media_type')
  if (consumes) codes.push('length_required', 'body_too_large', 'unsupported_media_type')
  if (idempotent) codes.push('idempotency_key_missing', 'idempotency_key_invalid')
  if (query instanceof z.ZodObject && 'cursor' in query.shape) codes.push('cursor_invalid')
  if (body || query || (params && creates)) codes.push('invalid_request')
  if (params && !creates) codes.push('not_found')
  if (access.key !== 'none' || body) codes.push('rate_limited', 'internal_error')
  return [...new Set([...codes, ...problems])]
}

/** A response per status, whose description lists the codes it stands for. */
export function problemResponses(codes: readonly ProblemCode[]): RouteConfig['responses'] {
  const statuses = [...new Set(codes.map((code) => problemCodes[code].status))].sort()
  return Object.fromEntries(
    statuses.map((status) => {
      const answered = codes.filter((code) => problemCodes[code].status === status)
      const examples = Object.fromEntries(
        answered.map((code) => [code, { value: exampleOf(code) }] as const),
      )
      return [
        status,
        {
          description: answered.map((code) => `\`${code}\``).join(' · '),
          content: { 'application/problem+json': { schema: ProblemSchema, examples } },
        },
      ]
    }),
  )
}

const exampleOf = (code: ProblemCode) => ({
  type: `https://holdfast.example/problems/${code}`,
  title: problemCodes[code].title,
  status: problemCodes[code].status,
  detail: problemCodes[code].remedy,
  code,
  request_id: '0b8f9a3e-6c1d-4a55-9f0e-2b7f7d3c1a10',
})

/** The whole document, OpenAPI 3.1; each server names itself. */
export const generateDocument = (app: OpenAPIHono<HonoEnv>, url: string) =>
  app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version: '1.0.0',
      description:
        'An order management system that never sells the same unit twice. Money is in integer minor units, times are RFC 3339 UTC, errors are RFC 9457 problem documents.\n\n[Guides](/docs/guides) · [Events and webhooks](/docs/events) · [Problem codes](/problems)',
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    servers: [{ url }],
  })

/** How each kind of caller shows who it is. */
export const securitySchemes = {
  secret: { type: 'http', scheme: 'bearer', description: 'A secret key, `hf_sk_…`.' },
  publishable: {
    type: 'http',
    scheme: 'bearer',
    description: 'A publishable key, `hf_pk_…`, or a secret one.',
  },
  customer: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-portal-{merchant_slug}',
    description: 'A session of the portal, for one order.',
  },
  operator: { type: 'http', scheme: 'bearer', description: 'The operator’s `ADMIN_TOKEN`.' },
} as const
