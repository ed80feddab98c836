import { z } from '@hono/zod-openapi'
import type { FulfillmentId } from '../../domain/fulfillments/work'
import { keyholder } from '../../http/auth'
import { type Asked, replayedHeaders, requestKey } from '../../http/idempotency'
import { etag } from '../../http/preconditions'
import type { ProblemCode } from '../../http/problem-codes'
import { endpoint } from '../../http/router'
import type { Services } from '../../services'
import { type Changed, pokeStock } from '../orders/change-order'
import { FulfillmentSchema } from '../orders/part-schemas'
import type { WireFulfillment } from './change-fulfillment'

export const tag = 'Fulfillments'
export const read = { key: 'secret', scope: 'orders:read' } as const
export const write = { key: 'secret', scope: 'orders:write' } as const
export const params = z.object({ id: z.string().max(100) })

interface Verb<Body extends z.ZodType> {
  /** The last segment of the path. */
  action: string
  operation_id: string
  summary: string
  description?: string
  body: Body
  problems?: readonly ProblemCode[]
}

interface VerbRequest<Body extends z.ZodType> {
  services: Services
  by: Asked
  id: FulfillmentId
  body: z.output<Body>
  secret: string
}

/** An endpoint for a step of a fulfillment: it answers the fulfillment as it is then. */
export const verb = <Body extends z.ZodType>(
  { action, problems = [], ...definition }: Verb<Body>,
  run: (asked: VerbRequest<Body>) => Promise<Changed<WireFulfillment>>,
) => verbAnswering(FulfillmentSchema, { action, problems, ...definition }, run)

export const verbAnswering = <Answer extends z.ZodType<WireFulfillment>, Body extends z.ZodType>(
  answer: Answer,
  { action, problems = [], ...definition }: Verb<Body>,
  run: (asked: VerbRequest<Body>) => Promise<Changed<z.output<Answer>>>,
) =>
  endpoint(
    {
      ...definition,
      method: 'post',
      path: `/v1/fulfillments/{id}/${action}`,
      tag,
      access: write,
      idempotent: true,
      body_optional: definition.body.safeParse({}).success,
      params,
      responses: { 200: answer },
      problems: ['idempotency_key_reused', 'illegal_transition', ...problems],
    },
    async ({ c, services, principal, actor, idempotency_key, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, definition.operation_id, idempotency_key, {
        id,
        ...(body as object),
      })
      const secret = c.env.SIGNING_SECRET
      const by = { request, actor }
      const asked = { services, by, id: id as FulfillmentId, body, secret }
      const { skus, replayed, body: told } = await run(asked as VerbRequest<Body>)
      pokeStock(services, c.executionCtx, merchant.id, skus)
      const headers = { etag: etag(told.version), ...replayedHeaders(replayed) }
      return { status: 200, body: told, headers }
    },
  )

export const nothing = z.strictObject({}).openapi({ example: {} })
