import { z } from '@hono/zod-openapi'
import type { OrderId } from '../../domain/shared/ids'
import { keyholder } from '../../http/auth'
import { documentHeaders } from '../../http/download'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { listEndpoint } from '../../http/list-endpoint'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { fileSchema, page, pageQuery } from '../../http/schemas'
import { pokeStock } from '../orders/change-order'
import { findWithdrawal, listWithdrawals } from './repository'
import { WithdrawalSchema, WithdrawSchema } from './schemas'
import { acknowledgementPdf, toWithdrawal, withdraw } from './withdraw'

const params = z.object({ id: z.string().max(100) })
const tag = 'Withdrawals'
const read = { key: 'secret', scope: 'orders:read' } as const
const write = { key: 'secret', scope: 'orders:write' } as const

export const withdrawals = [
  endpoint(
    {
      method: 'post',
      path: '/v1/withdrawals',
      operation_id: 'withdraw',
      summary: 'Withdraw a consumer from a contract, in two steps',
      description:
        'Without `confirm`: what would be declared. With it: declared, kept to the letter and acknowledged; what left gets a return without fee, what has not left is not sent any more. Final-sale marks do not stand in its way.',
      tag,
      access: write,
      idempotent: true,
      body: WithdrawSchema,
      responses: { 200: WithdrawalSchema, 201: WithdrawalSchema },
      problems: [
        ...(['not_found', 'unknown_line', 'not_returnable', 'withdrawal_not_applicable'] as const),
        ...(['withdrawal_closed', 'withdrawal_exempt', 'withdrawal_nothing_left'] as const),
        ...(['exceeds_refundable', 'idempotency_key_reused'] as const),
      ],
    },
    async ({ c, services, principal, actor, idempotency_key, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'withdraw', idempotency_key, body)
      const { order_id, ...wish } = body
      const asked = {
        merchant_id: merchant.id,
        order_id: order_id as OrderId,
        request,
        actor,
        wish,
      }
      const done = await withdraw(services, asked)
      pokeStock(services, c.executionCtx, merchant.id, done.skus)
      const status = done.status === 201 ? 201 : 200
      return { status, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
  listEndpoint(
    {
      path: '/v1/withdrawals',
      operation_id: 'listWithdrawals',
      summary: 'List withdrawals, newest first',
      tag,
      access: read,
      query: z.strictObject(pageQuery),
      responses: { 200: page(WithdrawalSchema) },
    },
    {
      rows: ({ db, merchant_id, limit }, before: string | undefined) =>
        listWithdrawals(db, merchant_id, before, limit),
      key: ({ id }) => id,
      wire: toWithdrawal,
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/withdrawals/{id}',
      operation_id: 'getWithdrawal',
      summary: 'Read a withdrawal',
      tag,
      access: read,
      params,
      responses: { 200: WithdrawalSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const found = await findWithdrawal(services.shardFor(merchant_id), merchant_id, id)
      if (!found) throw new Problem('not_found')
      return { status: 200, body: toWithdrawal(found) }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/withdrawals/{id}/acknowledgement.pdf',
      operation_id: 'getWithdrawalAcknowledgement',
      summary: 'Read the acknowledgement of a withdrawal as a PDF',
      tag,
      access: read,
      params,
      responses: { 200: fileSchema },
      produces: 'application/pdf',
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const wanted = { merchant_id, withdrawal_id: id }
      const { bytes, filename } = await acknowledgementPdf(services, wanted)
      return { status: 200, body: bytes, headers: documentHeaders(filename) }
    },
  ),
]
