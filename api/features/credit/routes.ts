import { z } from '@hono/zod-openapi'
import { auditOf } from '../../../db/append-audit'
import type { NewEvent } from '../../../db/append-event'
import type { Actor } from '../../domain/access/audit'
import type { MerchantId } from '../../domain/shared/ids'
import { actorOf } from '../../http/actor'
import { keyholder } from '../../http/auth'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { listEndpoint } from '../../http/list-endpoint'
import { etag } from '../../http/preconditions'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { page, pageQuery } from '../../http/schemas'
import type { Services } from '../../services'
import { issueGiftCard, issueStoreCredit } from './issue-credit'
import { type CreditKind, findCredit, listCredit, listEntries } from './repository'
import {
  CreditEntrySchema,
  GiftCardSchema,
  IssuedGiftCardSchema,
  IssueGiftCardSchema,
  IssueStoreCreditSchema,
  StoreCreditSchema,
} from './schemas'
import { toEntry, toGiftCard, toStoreCredit } from './wire'
import { disableAccount } from './write'

const params = z.object({ id: z.string().max(100) })
const tag = 'Money'
const read = { key: 'secret', scope: 'payments:read' } as const
const write = { key: 'secret', scope: 'payments:write' } as const

export const credit = [
  endpoint(
    {
      method: 'post',
      path: '/v1/store_credit',
      operation_id: 'issueStoreCredit',
      summary: 'Give a customer store credit',
      description:
        'Into the customer’s account of that currency, which is opened if there is none.',
      tag,
      access: write,
      idempotent: true,
      body: IssueStoreCreditSchema,
      responses: { 201: StoreCreditSchema },
      problems: ['idempotency_key_reused'],
    },
    async ({ c, services, principal, idempotency_key, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'issueStoreCredit', idempotency_key, body)
      const done = await issueStoreCredit(
        services,
        { request, actor: actorOf(c, principal, 'issueStoreCredit') },
        body,
      )
      return { status: 201, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
  listEndpoint(
    {
      path: '/v1/store_credit',
      operation_id: 'listStoreCredit',
      summary: 'List store credit, newest account first',
      tag,
      access: read,
      query: z.strictObject({ ...pageQuery, email: z.string().min(1).max(254).optional() }),
      responses: { 200: page(StoreCreditSchema) },
    },
    {
      rows: ({ db, merchant_id, query, limit }, before: string | undefined) =>
        listCredit(db, merchant_id, 'store_credit', {
          email: query.email?.toLowerCase(),
          before,
          limit,
        }),
      key: ({ id }) => id,
      wire: toStoreCredit,
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/store_credit/{id}',
      operation_id: 'getStoreCredit',
      summary: 'Read a customer’s store credit',
      tag,
      access: read,
      params,
      responses: { 200: StoreCreditSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const row = await load(services, merchant_id, 'store_credit', id)
      return { status: 200, body: toStoreCredit(row), headers: { etag: etag(row.version) } }
    },
  ),
  listEndpoint(
    {
      path: '/v1/store_credit/{id}/entries',
      operation_id: 'listStoreCreditEntries',
      summary: 'List what moved a customer’s store credit, newest first',
      tag,
      access: read,
      params,
      query: z.strictObject(pageQuery),
      responses: { 200: page(CreditEntrySchema) },
    },
    {
      async rows({ services, db, merchant_id, params, limit }, before: number | undefined) {
        const { id } = await load(services, merchant_id, 'store_credit', params.id)
        return listEntries(db, merchant_id, id, before, limit)
      },
      key: ({ sequence }) => sequence,
      wire: toEntry,
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/gift_cards',
      operation_id: 'issueGiftCard',
      summary: 'Issue a gift card',
      description: 'Its code is shown only now; whoever has it may spend it.',
      tag,
      access: write,
      idempotent: true,
      body: IssueGiftCardSchema,
      responses: { 201: IssuedGiftCardSchema },
      problems: ['idempotency_key_reused', 'gift_card_code_taken'],
    },
    async ({ c, services, principal, idempotency_key, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'issueGiftCard', idempotency_key, body)
      const done = await issueGiftCard(
        services,
        { request, actor: actorOf(c, principal, 'issueGiftCard') },
        body,
      )
      const headers = { 'cache-control': 'no-store', ...replayedHeaders(done.replayed) }
      return { status: 201, body: done.body, headers }
    },
  ),
  listEndpoint(
    {
      path: '/v1/gift_cards',
      operation_id: 'listGiftCards',
      summary: 'List gift cards, newest first',
      tag,
      access: read,
      query: z.strictObject(pageQuery),
      responses: { 200: page(GiftCardSchema) },
    },
    {
      rows: ({ db, merchant_id, limit }, before: string | undefined) =>
        listCredit(db, merchant_id, 'gift_card', { before, limit }),
      key: ({ id }) => id,
      wire: toGiftCard,
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/gift_cards/{id}',
      operation_id: 'getGiftCard',
      summary: 'Read a gift card',
      tag,
      access: read,
      params,
      responses: { 200: GiftCardSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const row = await load(services, merchant_id, 'gift_card', id)
      return { status: 200, body: toGiftCard(row), headers: { etag: etag(row.version) } }
    },
  ),
  endpoint(
    {
      method: 'delete',
      path: '/v1/gift_cards/{id}',
      operation_id: 'disableGiftCard',
      summary: 'Disable a gift card',
      description: 'It pays for nothing any more; refunds of what it paid for still reach it.',
      tag,
      access: write,
      params,
      responses: { 200: GiftCardSchema },
    },
    async ({ c, services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const row = await load(services, merchant_id, 'gift_card', id)
      if (row.active) await disable(services, row, actorOf(c, principal, 'disableGiftCard'))
      const disabled = await load(services, merchant_id, 'gift_card', id)
      return { status: 200, body: toGiftCard(disabled) }
    },
  ),
]

async function load(services: Services, merchant_id: MerchantId, kind: CreditKind, id: string) {
  const row = await findCredit(services.shardFor(merchant_id), merchant_id, kind, id)
  if (!row) throw new Problem('not_found')
  return row
}

function disable(services: Services, row: Awaited<ReturnType<typeof load>>, actor: Actor) {
  const { merchant_id, id, version } = row
  const disabled = { ...row, active: false, version: version + 1, updated_at: services.now() }
  const event: NewEvent = {
    ...{ id: services.newId('event'), merchant_id, type: 'gift_card.disabled' },
    ...{ object_type: 'gift_card', object_id: id, version: disabled.version },
    data: { account_id: id, balance: row.balance, currency: row.currency },
    created_at: disabled.updated_at,
  }
  const db = services.shardFor(merchant_id)
  return disableAccount(db, row, event, auditOf(event, actor, ['/active']))
}
