import { z } from '@hono/zod-openapi'
import { claimStates } from '../../domain/claims/claim'
import { PHOTO_MAX_BYTES, photoTypes } from '../../domain/claims/photo'
import type { OrderId } from '../../domain/shared/ids'
import { keyholder } from '../../http/auth'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { listEndpoint } from '../../http/list-endpoint'
import { photoHeaders } from '../../http/photos'
import { etag } from '../../http/preconditions'
import { endpoint } from '../../http/router'
import { fileSchema, page, pageQuery } from '../../http/schemas'
import { pokeStock } from '../orders/change-order'
import { NothingSchema } from '../returns/schemas'
import { addressedClaim, approveClaim, closeClaimAs, openClaim } from './change-claim'
import { addClaimPhoto, readClaimPhoto } from './claim-photos'
import { listClaims } from './repository'
import { ApproveClaimSchema, ClaimSchema, DeclineClaimSchema, OpenClaimSchema } from './schemas'
import { toClaim } from './wire'

const params = z.object({ id: z.string().max(100) })
const photoParams = z.object({ id: z.string().max(100), photo_id: z.string().max(100) })
const tag = 'Claims'
const read = { key: 'secret', scope: 'orders:read' } as const
const write = { key: 'secret', scope: 'orders:write' } as const
const common = { tag, access: write, idempotent: true, params, responses: { 200: ClaimSchema } }

export const claims = [
  endpoint(
    {
      method: 'post',
      path: '/v1/claims',
      operation_id: 'openClaim',
      summary: 'Open a claim on units that were sent',
      description: 'Something is damaged, missing or wrong. Photos are added to it afterwards.',
      tag,
      access: write,
      idempotent: true,
      body: OpenClaimSchema,
      responses: { 201: ClaimSchema },
      problems: [
        'not_found',
        'unknown_line',
        'not_claimable',
        'claim_window_closed',
        'idempotency_key_reused',
      ],
    },
    async ({ services, principal, actor, idempotency_key, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'openClaim', idempotency_key, body)
      const { order_id, ...wish } = body
      const asked = {
        merchant_id: merchant.id,
        order_id: order_id as OrderId,
        request,
        actor,
        wish,
      }
      const opened = await openClaim(services, asked)
      const headers = { etag: etag(opened.body.version), ...replayedHeaders(opened.replayed) }
      return { status: 201, body: opened.body, headers }
    },
  ),
  listEndpoint(
    {
      path: '/v1/claims',
      operation_id: 'listClaims',
      summary: 'List claims, newest first',
      tag,
      access: read,
      query: z.strictObject({ ...pageQuery, status: z.enum(claimStates).optional() }),
      responses: { 200: page(ClaimSchema) },
    },
    {
      rows: ({ db, merchant_id, query, limit }, before: string | undefined) =>
        listClaims(db, merchant_id, query.status, before, limit),
      key: ({ id }) => id,
      wire: toClaim,
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/claims/{id}',
      operation_id: 'getClaim',
      summary: 'Read a claim',
      tag,
      access: read,
      params,
      responses: { 200: ClaimSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const claim = await addressedClaim(services, { merchant_id, claim_id: id })
      return { status: 200, body: toClaim(claim), headers: { etag: etag(claim.version) } }
    },
  ),
  endpoint(
    {
      ...common,
      method: 'post',
      path: '/v1/claims/{id}/approve',
      operation_id: 'approveClaim',
      summary: 'Approve a claim',
      description: 'A refund, store credit or a replacement; nothing has to come back.',
      body: ApproveClaimSchema,
      problems: [
        ...(['illegal_transition', 'unknown_claim', 'exceeds_refundable', 'unknown_sku'] as const),
        ...(['insufficient_stock', 'unroutable', 'idempotency_key_reused', 'unavailable'] as const),
      ],
    },
    async ({ c, services, principal, actor, idempotency_key, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'approveClaim', idempotency_key, { id, ...body })
      const addressed = { merchant_id: merchant.id, claim_id: id, request, actor }
      const done = await approveClaim(services, addressed, body.resolution)
      pokeStock(services, c.executionCtx, merchant.id, done.skus)
      const headers = { etag: etag(done.body.version), ...replayedHeaders(done.replayed) }
      return { status: 200, body: done.body, headers }
    },
  ),
  endpoint(
    {
      ...common,
      method: 'post',
      path: '/v1/claims/{id}/decline',
      operation_id: 'declineClaim',
      summary: 'Decline a claim',
      body: DeclineClaimSchema,
      problems: ['illegal_transition', 'unknown_claim', 'idempotency_key_reused'],
    },
    async ({ services, principal, actor, idempotency_key, params: { id }, body: { reason } }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'declineClaim', idempotency_key, { id, reason })
      const addressed = { merchant_id: merchant.id, claim_id: id, request, actor }
      const done = await closeClaimAs(services, addressed, 'declined', reason)
      return { status: 200, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
  endpoint(
    {
      ...common,
      method: 'post',
      path: '/v1/claims/{id}/cancel',
      operation_id: 'cancelClaim',
      summary: 'Cancel a claim',
      body: NothingSchema,
      body_optional: true,
      problems: ['illegal_transition', 'unknown_claim', 'idempotency_key_reused'],
    },
    async ({ services, principal, actor, idempotency_key, params: { id } }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'cancelClaim', idempotency_key, { id })
      const addressed = { merchant_id: merchant.id, claim_id: id, request, actor }
      const done = await closeClaimAs(services, addressed, 'canceled', null)
      return { status: 200, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/claims/{id}/photos',
      operation_id: 'addClaimPhoto',
      summary: 'Add a photo to a claim',
      description:
        'At most 5 of 5 MiB. What it is, its content says; the same photo again changes nothing.',
      tag,
      access: write,
      params,
      upload: { types: photoTypes, max_bytes: PHOTO_MAX_BYTES },
      responses: { 201: ClaimSchema },
      problems: ['photo_not_an_image', 'photo_limit', 'unknown_claim'],
    },
    async ({ services, principal, actor, params: { id }, bytes }) => {
      const merchant_id = keyholder(principal).merchant.id
      const { body } = await addClaimPhoto(services, { merchant_id, claim_id: id, actor }, bytes)
      return { status: 201, body, headers: { etag: etag(body.version) } }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/claims/{id}/photos/{photo_id}',
      operation_id: 'getClaimPhoto',
      summary: 'Read a photo of a claim',
      description: 'To be saved: no browser runs or shows it.',
      tag,
      access: read,
      params: photoParams,
      responses: { 200: fileSchema },
      produces: photoTypes,
    },
    async ({ services, principal, params: { id, photo_id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const addressed = { merchant_id, claim_id: id }
      const { bytes, content_type } = await readClaimPhoto(services, addressed, photo_id)
      return { status: 200, body: bytes, headers: photoHeaders(id, photo_id, content_type) }
    },
  ),
]
