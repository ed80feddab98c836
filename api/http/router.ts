import { type RouteConfig, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Actor } from '../domain/access/audit'
import type { Instant } from '../domain/shared/time'
import type { Services } from '../services'
import { actorOf } from './actor'
import { reactSoon } from './after-change'
import { announceEvents } from './announce-events'
import { type Access, authenticate, type Principal } from './auth'
import { answerHeaders } from './context'
import { describe } from './openapi'
import { readCursor } from './pagination'
import { Problem } from './problem'
import type { ProblemCode } from './problem-codes'
import { limitRate, ratesLimited } from './rate-limit'
import {
  type RawContent,
  readIdempotencyKey,
  readJson,
  readQuery,
  readRaw,
  readUpload,
  validate,
} from './request'

export interface HonoEnv {
  Bindings: Env
  Variables: {
    request_id: string
    services: Services
    /** For the answer, whatever it will be: CORS, rate limits. */
    headers: Record<string, string>
    started_at: Instant
    /** Who asks, once that is known. */
    principal?: Principal
    /** Whether the request was told of. */
    observed?: boolean
  }
}

type Schema = z.ZodType
type Schemas = Record<number, Schema>

/** What an operation is: enough to check a request, to run it and to document it. */
export interface Definition<
  Params extends Schema = Schema,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Responses extends Schemas = Schemas,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** As in the OpenAPI document: `/v1/orders/{id}`. */
  path: string
  operation_id: string
  summary: string
  description?: string
  tag: string
  access: Access
  /** Whether it moves stock, orders or money, and therefore needs an `Idempotency-Key`. */
  idempotent?: boolean
  params?: Params
  /** Of strings; a parameter that is named more than once arrives as a list. */
  query?: Query
  body?: Body
  /** Whether a request without body stands for `{}`. */
  body_optional?: boolean
  /** In place of a JSON body: bytes, of one of these media types. */
  upload?: Upload
  /** A body that is no JSON: its media type, and how much of it. The handler reads it, as `content`. */
  consumes?: { type: string; max_bytes: number }
  responses: Responses
  /** The media type of a document, or those it may have; JSON if absent. Its schema is `fileSchema`. */
  produces?: string | readonly string[]
  /** Problems of its own, beside those its access and inputs imply. */
  problems?: readonly ProblemCode[]
}

export interface Upload {
  types: readonly string[]
  max_bytes: number
}

/** What a handler gets: everything checked, in the order the contract lists. */
export interface Input<Params extends Schema, Query extends Schema, Body extends Schema> {
  c: Context<HonoEnv>
  services: Services
  principal: Principal
  /** For the audit entry of a write; made when it is asked for. */
  readonly actor: Actor
  params: z.output<Params>
  query: z.output<Query>
  body: z.output<Body>
  /** Of an upload; else empty. */
  bytes: Uint8Array
  /** Nothing unless the operation consumes what is no JSON. */
  content: RawContent
  /** Empty unless the operation is idempotent. */
  idempotency_key: string
}

type Reply<Responses extends Schemas> = {
  [Status in keyof Responses & number]: {
    status: Status
    body: z.output<Responses[Status]>
    headers?: Record<string, string>
  }
}[keyof Responses & number]

export interface Endpoint {
  method: Definition['method']
  path: string
  access: Access
  openapi: RouteConfig
  /** Whether its answers have the headers that every answer carries; else they are added. */
  complete?: boolean
  handle: (c: Context<HonoEnv>) => Response | Promise<Response>
}

/** Joins a definition and its handler, and puts every check of the contract before the handler. */
export function endpoint<
  Params extends Schema,
  Query extends Schema,
  Body extends Schema,
  Responses extends Schemas,
>(
  definition: Definition<Params, Query, Body, Responses>,
  run: (input: Input<Params, Query, Body>) => Promise<Reply<NoInfer<Responses>>>,
): Endpoint {
  const { access, params, query, body, upload, idempotent, consumes, produces } = definition
  const paged = query instanceof z.ZodObject && 'cursor' in query.shape
  return {
    method: definition.method,
    path: definition.path,
    access,
    openapi: describe(definition),
    complete: true,
    async handle(c) {
      const found = authenticate(c, access)
      const principal = found instanceof Promise ? await found : found
      c.set('principal', principal)
      const json = body && (await readJson(c, definition.body_optional))
      const bytes = upload ? await readUpload(c, upload) : nothing
      const content = consumes && (await readRaw(c, consumes))
      const idempotency_key = idempotent ? readIdempotencyKey(c) : ''
      const parameters = query && readQuery(c)
      // A cursor from elsewhere is refused before what a schema refuses.
      if (paged) readCursor({ c, principal }, parameters?.cursor)
      const input = {
        c,
        services: c.get('services'),
        principal,
        get actor() {
          return actorOf(c, principal, definition.operation_id)
        },
        idempotency_key,
        bytes,
        content,
        params: validatePath(params, c),
        query: validate(query, parameters, 'query'),
        body: validate(body, json, 'body'),
      }
      if (ratesLimited(c.env)) await limitRate(c, principal)
      const reply = await run(input as Input<Params, Query, Body>)
      if (access.key === 'secret' && definition.method !== 'get') announceEvents(c, principal)
      if (idempotent && access.key !== 'publishable') reactSoon(c)
      const told = produces ? (reply.body as BodyInit) : JSON.stringify(reply.body)
      return new Response(told, {
        status: reply.status,
        headers: {
          'content-type': [produces ?? 'application/json'].flat()[0] ?? '',
          ...answerHeaders(c),
          ...reply.headers,
        },
      })
    },
  }
}

const nothing = new Uint8Array()

/** An id that names nothing is a 404, well formed or not; only a PUT may create what it names. */
function validatePath(schema: Schema | undefined, c: Context<HonoEnv>) {
  if (!schema) return undefined
  if (c.req.method === 'PUT') return validate(schema, c.req.param(), 'path')
  const parsed = schema.safeParse(c.req.param())
  if (parsed.success) return parsed.data
  throw new Problem('not_found')
}

export { mount, router } from './mount'
