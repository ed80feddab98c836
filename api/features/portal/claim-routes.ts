import { PHOTO_MAX_BYTES, photoTypes } from '../../domain/claims/photo'
import { acceptedLanguage } from '../../domain/notifications/language'
import { customer } from '../../http/auth'
import { documentHeaders } from '../../http/download'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { endpoint } from '../../http/router'
import { fileSchema } from '../../http/schemas'
import { openClaim } from '../claims/change-claim'
import { addClaimPhoto } from '../claims/claim-photos'
import { ClaimWishSchema } from '../claims/schemas'
import { pokeStock } from '../orders/change-order'
import { WithdrawalSchema, WithdrawalWishSchema } from '../withdrawals/schemas'
import { acknowledgementPdf, withdraw } from '../withdrawals/withdraw'
import { CustomerClaimSchema } from './order-schemas'
import { signedIn as access, idParams, params, personal, tag } from './wire'

const claimExample = {
  type: 'damaged',
  lines: [{ line_id: 'lin_01k7x2m8r4v6n0q3t5w9y1z2b5', quantity: 1 }],
  description: 'The seam is torn.',
}

/** What goes wrong, and what consumers have a right to. */
export const claimRoutes = [
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/claims',
      operation_id: 'openCustomerClaim',
      summary: 'Say that something is wrong with what arrived',
      description: 'Photos are added to it afterwards.',
      tag,
      access,
      idempotent: true,
      params,
      body: ClaimWishSchema.openapi('CustomerClaimWish', { example: claimExample }),
      responses: { 201: CustomerClaimSchema },
      problems: ['unknown_line', 'not_claimable', 'claim_window_closed', 'idempotency_key_reused'],
    },
    async ({ services, principal, actor, idempotency_key, body }) => {
      const { merchant, order_id } = customer(principal)
      const content = { order_id, ...body }
      const request = requestKey(merchant.id, 'openCustomerClaim', idempotency_key, content)
      const asked = { merchant_id: merchant.id, order_id, request, actor, wish: body }
      const opened = await openClaim(services, asked)
      const headers = { ...personal, ...replayedHeaders(opened.replayed) }
      return { status: 201, body: withoutFiles(opened.body), headers }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/claims/{id}/photos',
      operation_id: 'addCustomerClaimPhoto',
      summary: 'Add a photo to what is wrong',
      description: 'At most 5 of 5 MiB. What it is, its content says.',
      tag,
      access,
      params: idParams,
      upload: { types: photoTypes, max_bytes: PHOTO_MAX_BYTES },
      responses: { 201: CustomerClaimSchema },
      problems: ['photo_not_an_image', 'photo_limit', 'unknown_claim'],
    },
    async ({ services, principal, actor, params: { id }, bytes }) => {
      const { merchant, order_id } = customer(principal)
      const asked = { merchant_id: merchant.id, order_id, claim_id: id, actor }
      const { body } = await addClaimPhoto(services, asked, bytes)
      return { status: 201, body: withoutFiles(body), headers: personal }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/withdrawals',
      operation_id: 'withdrawAsCustomer',
      summary: 'Withdraw from the contract, in two steps',
      description:
        'Without `confirm` it says what would be declared; with it, it is declared and acknowledged by mail.',
      tag,
      access,
      idempotent: true,
      params,
      body: WithdrawalWishSchema.openapi('CustomerWithdrawal', {
        example: { name: 'Ada Lovelace', contact: 'ada@example.com' },
      }),
      responses: { 200: WithdrawalSchema, 201: WithdrawalSchema },
      problems: [
        ...(['unknown_line', 'not_returnable', 'withdrawal_not_applicable'] as const),
        ...(['withdrawal_closed', 'withdrawal_exempt', 'withdrawal_nothing_left'] as const),
        ...(['exceeds_refundable', 'idempotency_key_reused'] as const),
      ],
    },
    async ({ c, services, principal, actor, idempotency_key, body: wish }) => {
      const { merchant, order_id } = customer(principal)
      const content = { order_id, ...wish }
      const request = requestKey(merchant.id, 'withdrawAsCustomer', idempotency_key, content)
      const language = acceptedLanguage(c.req.raw.headers.get('accept-language'))
      const asked = { merchant_id: merchant.id, order_id, request, actor, wish, language }
      const done = await withdraw(services, asked)
      pokeStock(services, c.executionCtx, merchant.id, done.skus)
      const { acknowledgement, ...rest } = done.body
      const here = acknowledgement?.replace('/v1/', `/portal/${merchant.slug}/api/`) ?? null
      return {
        status: done.status === 201 ? 201 : 200,
        body: { ...rest, acknowledgement: here },
        headers: { ...personal, ...replayedHeaders(done.replayed) },
      }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/portal/{merchant_slug}/api/withdrawals/{id}/acknowledgement.pdf',
      operation_id: 'getCustomerAcknowledgement',
      summary: 'Read the acknowledgement of a withdrawal as a PDF',
      tag,
      access,
      params: idParams,
      responses: { 200: fileSchema },
      produces: 'application/pdf',
    },
    async ({ services, principal, params: { id } }) => {
      const { merchant, order_id } = customer(principal)
      const wanted = { merchant_id: merchant.id, order_id, withdrawal_id: id }
      const { bytes, filename } = await acknowledgementPdf(services, wanted)
      return { status: 200, body: bytes, headers: { ...documentHeaders(filename), ...personal } }
    },
  ),
]

/** Photos are the shop's to look at; customers are told how many arrived. */
const withoutFiles = <
  Claim extends { photos: readonly unknown[]; refund_id: unknown; line_ids: unknown },
>({
  photos,
  refund_id: _,
  line_ids: __,
  ...rest
}: Claim) => ({ ...rest, photos: photos.length })
