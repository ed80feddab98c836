/**
 * What storefronts read again and again: a request that was checked once, and is sent again by the
 * same key from the same origin, is answered without being routed and checked anew. Only the checks
 * are remembered, never an answer; whatever is unusual about a request goes the whole way.
 */
import type { z } from '@hono/zod-openapi'
import type { Instant } from '../domain/shared/time'
import type { Services } from '../services'
import { heldBy, type Keyholder, keyholder } from './auth'
import { servicesOf } from './context'
import { observeRequest } from './observe'
import { countRequest, ratesLimited } from './rate-limit'
import { type Definition, type Endpoint, endpoint, type Input } from './router'
import { whenThere } from './when-there'

interface Repeatable {
  readonly route: string
  /** Who was allowed to ask; another, or the same read anew, is checked again. */
  readonly holder: Keyholder
  readonly headers: Readonly<Record<string, string>>
  readonly read: (services: Services) => unknown
}

/** A page shows a few dozen SKUs; a cart asks for a few at once. */
const READS_MAX = 20_000
/** Longer ones are rare, and would fill the memory. */
const URL_MAX = 500
const reads = new Map<string, Repeatable>()

const keyOf = ({ url, headers }: Request, authorization: string) =>
  `${authorization}\n${headers.get('origin') ?? ''}\n${url}`

/** Of the input of an endpoint, what remains valid when its request is gone. */
type Asked<Query extends z.ZodType> = Pick<
  Input<z.ZodUndefined, Query, z.ZodUndefined>,
  'services' | 'query'
> & { principal: Keyholder }

/**
 * An endpoint that answers 200 to its query, by nothing but the query and the keyholder. Asked the
 * same again, it is spared the way through framework and schemas: only `read` runs.
 */
export function repeatableRead<Query extends z.ZodType, Answer extends z.ZodType>(
  definition: Definition<z.ZodUndefined, Query, z.ZodUndefined, { 200: Answer }>,
  read: (asked: Asked<Query>) => z.output<Answer> | Promise<z.output<Answer>>,
): Endpoint {
  return endpoint(definition, async ({ c, services, query, principal }) => {
    const holder = keyholder(principal)
    const body = await read({ services, query, principal: holder })
    remember(c.req.raw, {
      route: definition.path,
      holder,
      headers: { 'content-type': 'application/json', ...c.get('headers') },
      read: (later) => read({ services: later, query, principal: holder }),
    })
    return { status: 200, body }
  })
}

function remember(request: Request, repeatable: Repeatable): void {
  if (request.method !== 'GET' || request.url.length > URL_MAX) return
  if (reads.size >= READS_MAX) reads.clear()
  reads.set(keyOf(request, request.headers.get('authorization') ?? ''), repeatable)
}

/** The answer to a question that was checked before; undefined when it has to go the whole way. */
export function answerRepeated(
  request: Request,
  env: Env,
): Response | Promise<Response> | undefined {
  if (request.method !== 'GET') return undefined
  const authorization = request.headers.get('authorization')
  if (authorization === null) return undefined
  const known = reads.get(keyOf(request, authorization))
  if (!known) return undefined
  const services = servicesOf(env)
  const started_at = services.now()
  if (heldBy(authorization, started_at) !== known.holder) return undefined
  if (ratesLimited(env)) return answerCounted(request, env, known, started_at)
  return whenThere(known.read(services), (body) => write(env, known, body, started_at))
}

async function answerCounted(request: Request, env: Env, known: Repeatable, started_at: Instant) {
  const policy = await countRequest(env, request, known.holder)
  const headers = { ...known.headers, ...policy }
  return write(env, { ...known, headers }, await known.read(servicesOf(env)), started_at)
}

function write(
  env: Env,
  { route, holder, headers }: Repeatable,
  body: unknown,
  started_at: Instant,
): Response {
  const request_id = crypto.randomUUID()
  const response = new Response(JSON.stringify(body), {
    headers: { ...headers, 'request-id': request_id },
  })
  observeRequest(env, {
    method: 'GET',
    route,
    status: 200,
    started_at,
    request_id,
    principal: holder,
  })
  return response
}
