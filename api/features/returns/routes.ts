import { z } from '@hono/zod-openapi'
import { labelFormats } from '../../adapters/carriers/carrier'
import { returnStates } from '../../domain/returns/return'
import type { OrderId } from '../../domain/shared/ids'
import { keyholder } from '../../http/auth'
import { documentHeaders } from '../../http/download'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { listEndpoint } from '../../http/list-endpoint'
import { etag } from '../../http/preconditions'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { fileSchema, page, pageQuery } from '../../http/schemas'
import { pokeStock } from '../orders/change-order'
import { readReturn } from './change-return'
import { labelPdf } from './label-pdf'
import { openReturn } from './open-return'
import { quoteReturn } from './quote-return'
import { listExceptions, listReturns, resolveException } from './repository'
import {
  OpenReturnSchema,
  QuotedReturnSchema,
  QuoteReturnSchema,
  ResolveExceptionSchema,
  ReturnExceptionSchema,
  ReturnSchema,
} from './schemas'
import { toException, toReturn } from './wire'

const params = z.object({ id: z.string().max(100) })
const tag = 'Returns'
const read = { key: 'secret', scope: 'orders:read' } as const
const write = { key: 'secret', scope: 'orders:write' } as const

export const returns = [
  endpoint(
    {
      method: 'post',
      path: '/v1/returns/quote',
      operation_id: 'quoteReturn',
      summary: 'Quote a return without opening it',
      description:
        'Says line by line what may be returned, until when, and what the return that is asked for would come to: the same decision as opening it.',
      tag,
      access: read,
      body: QuoteReturnSchema,
      responses: { 200: QuotedReturnSchema },
      problems: [
        'not_found',
        'unknown_line',
        'not_returnable',
        'resolution_not_offered',
        'amount_too_large',
      ],
    },
    async ({ services, principal, body: { order_id, ...wish } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const asked = { merchant_id, order_id: order_id as OrderId, wish }
      return { status: 200, body: await quoteReturn(services, asked) }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/returns',
      operation_id: 'openReturn',
      summary: 'Open a return',
      description:
        'Under the policy that was in force when the order was placed. It waits for approval, unless the policy approves it by itself.',
      tag,
      access: write,
      idempotent: true,
      body: OpenReturnSchema,
      responses: { 201: ReturnSchema },
      problems: [
        ...(['not_found', 'unknown_line', 'not_returnable', 'resolution_not_offered'] as const),
        ...([
          'unknown_sku',
          'amount_too_large',
          'insufficient_stock',
          'unroutable',
          'exceeds_refundable',
        ] as const),
        ...(['idempotency_key_reused', 'unavailable'] as const),
      ],
    },
    async ({ c, services, principal, actor, idempotency_key, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'openReturn', idempotency_key, body)
      const { order_id, ...wish } = body
      const opened = await openReturn(services, {
        ...{ merchant_id: merchant.id, order_id: order_id as OrderId, request, actor, wish },
      })
      pokeStock(services, c.executionCtx, merchant.id, opened.skus)
      const headers = { etag: etag(opened.body.version), ...replayedHeaders(opened.replayed) }
      return { status: 201, body: opened.body, headers }
    },
  ),
  listEndpoint(
    {
      path: '/v1/returns',
      operation_id: 'listReturns',
      summary: 'List returns, newest first',
      tag,
      access: read,
      query: z.strictObject({
        ...pageQuery,
        status: z.enum(returnStates).optional(),
        order_id: z.string().max(100).optional(),
      }),
      responses: { 200: page(ReturnSchema) },
    },
    {
      rows: ({ db, merchant_id, query, limit }, before: string | undefined) =>
        listReturns(db, merchant_id, query, before, limit),
      key: ({ id }) => id,
      wire: toReturn,
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/returns/{id}',
      operation_id: 'getReturn',
      summary: 'Read a return',
      tag,
      access: read,
      params,
      responses: { 200: ReturnSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const body = await readReturn(services, { merchant_id, return_id: id })
      return { status: 200, body, headers: { etag: etag(body.version) } }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/returns/{id}/label.pdf',
      operation_id: 'getReturnLabel',
      summary: 'Read a return’s label as a PDF',
      description: 'Of the first parcel, or of the one that is named; with instructions to print.',
      tag,
      access: read,
      params,
      query: z.strictObject({
        parcel_id: z.string().max(100).optional(),
        format: z.enum(labelFormats).default('4x6'),
      }),
      responses: { 200: fileSchema },
      produces: 'application/pdf',
    },
    async ({ services, principal, params: { id }, query }) => {
      const merchant_id = keyholder(principal).merchant.id
      const { bytes, filename } = await labelPdf(services, { merchant_id, return_id: id, ...query })
      return { status: 200, body: bytes, headers: documentHeaders(filename) }
    },
  ),
  listEndpoint(
    {
      path: '/v1/return_exceptions',
      operation_id: 'listReturnExceptions',
      summary: 'List units that arrived and nobody had authorized, newest first',
      tag,
      access: read,
      query: z.strictObject({ ...pageQuery, status: z.enum(['open', 'resolved']).default('open') }),
      responses: { 200: page(ReturnExceptionSchema) },
    },
    {
      rows: ({ db, merchant_id, query, limit }, before: string | undefined) =>
        listExceptions(db, merchant_id, query.status, before, limit),
      key: ({ id }) => id,
      wire: toException,
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/return_exceptions/{id}/resolve',
      operation_id: 'resolveReturnException',
      summary: 'Resolve a return exception',
      description: 'Says what was done with the units. Resolved again it stays as it was.',
      tag,
      access: write,
      params,
      body: ResolveExceptionSchema,
      responses: { 200: ReturnExceptionSchema },
    },
    async ({ services, principal, actor, params: { id }, body: { note } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const db = services.shardFor(merchant_id)
      const resolved = await resolveException(db, merchant_id, id, {
        note,
        now: services.now(),
        actor,
      })
      if (!resolved) throw new Problem('not_found')
      return { status: 200, body: toException(resolved) }
    },
  ),
]
