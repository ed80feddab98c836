import { z } from '@hono/zod-openapi'
import { keyholder } from '../../http/auth'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { etag } from '../../http/preconditions'
import type { ProblemCode } from '../../http/problem-codes'
import { endpoint } from '../../http/router'
import type { Services } from '../../services'
import { type Changed, pokeStock } from '../orders/change-order'
import {
  type Addressed,
  approveReturn,
  cancelReturn,
  completeReturn,
  declineReturn,
  receiveReturn,
  shipReturn,
} from './change-return'
import {
  DeclineSchema,
  NothingSchema,
  ReceiveReturnSchema,
  ReturnSchema,
  ShipReturnSchema,
} from './schemas'
import type { WireReturn } from './wire'

const params = z.object({ id: z.string().max(100) })

interface Verb<Body extends z.ZodType> {
  verb: string
  summary: string
  description?: string
  /** Empty bodies may be left out. */
  body: Body
  problems?: readonly ProblemCode[]
  run: (
    services: Services,
    addressed: Addressed,
    body: z.output<Body>,
  ) => Promise<Changed<WireReturn>>
}

/** `POST /v1/returns/{id}/VERB`: the return as it is afterwards, or why its state forbids it. */
const verb = <Body extends z.ZodType>({
  verb,
  summary,
  description,
  body,
  problems = [],
  run,
}: Verb<Body>) =>
  endpoint(
    {
      method: 'post',
      path: `/v1/returns/{id}/${verb}`,
      operation_id: `${verb}Return`,
      summary,
      ...(description !== undefined && { description }),
      tag: 'Returns',
      access: { key: 'secret', scope: 'orders:write' },
      idempotent: true,
      params,
      body,
      body_optional: body.safeParse({}).success,
      responses: { 200: ReturnSchema },
      problems: ['idempotency_key_reused', 'illegal_transition', 'unknown_return', ...problems],
    },
    async ({ c, services, principal, actor, idempotency_key, params: { id }, body: sent }) => {
      const { merchant } = keyholder(principal)
      const content = { id, body: sent }
      const request = requestKey(merchant.id, `${verb}Return`, idempotency_key, content)
      const addressed = { merchant_id: merchant.id, return_id: id, request, actor }
      const done = await run(services, addressed, sent)
      pokeStock(services, c.executionCtx, merchant.id, done.skus)
      const headers = { etag: etag(done.body.version), ...replayedHeaders(done.replayed) }
      return { status: 200, body: done.body, headers }
    },
  )

export const returnChanges = [
  verb({
    verb: 'approve',
    summary: 'Approve a return',
    description:
      'Its labels are there then. The new items of an exchange are promised in the same decision; an exchange that costs more waits for the payment.',
    body: NothingSchema,
    problems: [
      'insufficient_stock',
      'unroutable',
      'unknown_sku',
      'exceeds_refundable',
      'unavailable',
    ],
    run: approveReturn,
  }),
  verb({
    verb: 'decline',
    summary: 'Decline a return',
    body: DeclineSchema,
    run: (services, addressed, { reason }) => declineReturn(services, addressed, reason),
  }),
  verb({
    verb: 'cancel',
    summary: 'Cancel a return',
    description:
      'While nothing has arrived, been paid for or been sent in exchange. What was paid for new items goes back.',
    body: NothingSchema,
    problems: ['payment_in_progress'],
    run: cancelReturn,
  }),
  verb({
    verb: 'ship',
    summary: 'Tell that a return is on its way',
    description: 'All its parcels, or the one that is named.',
    body: ShipReturnSchema,
    problems: ['unknown_parcel', 'exceeds_refundable'],
    run: shipReturn,
  }),
  verb({
    verb: 'receive',
    summary: 'Receive and inspect units of a return',
    description:
      'Stock follows the disposition of each unit, money follows the units that are there. More than was authorized is listed as an exception. What comes after the return expired is received all the same, unless another return or a claim speaks for its units by then.',
    body: ReceiveReturnSchema,
    problems: ['unknown_location', 'unknown_line', 'not_returnable', 'exceeds_refundable'],
    run: receiveReturn,
  }),
  verb({
    verb: 'complete',
    summary: 'Complete a return',
    description: 'Pays for what has arrived and was not paid yet; nothing more is expected.',
    body: NothingSchema,
    problems: ['exceeds_refundable'],
    run: completeReturn,
  }),
]
