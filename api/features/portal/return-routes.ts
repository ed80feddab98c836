import { z } from '@hono/zod-openapi'
import { labelFormats } from '../../adapters/carriers/carrier'
import { PHOTO_MAX_BYTES, photoTypes } from '../../domain/claims/photo'
import { customer } from '../../http/auth'
import { documentHeaders } from '../../http/download'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { endpoint } from '../../http/router'
import { fileSchema } from '../../http/schemas'
import { pokeStock } from '../orders/change-order'
import { cancelReturn, readReturn } from '../returns/change-return'
import { labelPdf } from '../returns/label-pdf'
import { openReturn } from '../returns/open-return'
import { quoteReturn } from '../returns/quote-return'
import { addReturnPhoto } from '../returns/return-photos'
import { NothingSchema, QuotedReturnSchema } from '../returns/schemas'
import { toCustomerReturn } from './customer-order'
import { listExchangeItems, withPrices } from './exchange-items'
import { OwnReturnSchema } from './order-schemas'
import {
  CustomerQuoteSchema,
  CustomerReturnSchema,
  ExchangeItemsSchema,
  ExchangeQuerySchema,
} from './return-schemas'
import { signedIn as access, idParams, params, personal, tag } from './wire'

const refusals = [
  ...(['unknown_line', 'not_returnable', 'resolution_not_offered', 'amount_too_large'] as const),
  ...(['unknown_sku', 'price_changed'] as const),
] as const

export const returnRoutes = [
  endpoint(
    {
      method: 'get',
      path: '/portal/{merchant_slug}/api/exchange_items',
      operation_id: 'listExchangeItems',
      summary: 'List what a return may be exchanged for',
      description:
        'Variants of the named lines’ items first: SKUs whose codes are alike up to their last `-`, `.` or `_`, as `TSHIRT-M` and `TSHIRT-L` are. At most 24; a search finds the others by their titles.',
      tag,
      access,
      params,
      query: ExchangeQuerySchema,
      responses: { 200: ExchangeItemsSchema },
    },
    async ({ services, principal, query }) => {
      const body = await listExchangeItems(services, customer(principal), query)
      return { status: 200, body, headers: personal }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/returns/quote',
      operation_id: 'quoteCustomerReturn',
      summary: 'Quote a return of the order one is signed in for',
      description:
        'Says line by line what may be returned and why not, and to the cent what the return that is asked for would come to.',
      tag,
      access,
      params,
      body: CustomerQuoteSchema,
      responses: { 200: QuotedReturnSchema },
      problems: refusals,
    },
    async ({ services, principal, body }) => {
      const who = customer(principal)
      const wish = await withPrices(services, who, body)
      const asked = { merchant_id: who.merchant.id, order_id: who.order_id, wish }
      return { status: 200, body: await quoteReturn(services, asked), headers: personal }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/returns',
      operation_id: 'openCustomerReturn',
      summary: 'Return items of the order one is signed in for',
      tag,
      access,
      idempotent: true,
      params,
      body: CustomerReturnSchema,
      responses: { 201: OwnReturnSchema },
      problems: [
        ...refusals,
        ...(['insufficient_stock', 'unroutable', 'exceeds_refundable', 'unavailable'] as const),
        'idempotency_key_reused',
      ],
    },
    async ({ c, services, principal, actor, idempotency_key, body }) => {
      const who = customer(principal)
      const { merchant, order_id } = who
      const content = { order_id, ...body }
      const request = requestKey(merchant.id, 'openCustomerReturn', idempotency_key, content)
      const wish = await withPrices(services, who, body)
      const opened = await openReturn(services, {
        ...{ merchant_id: merchant.id, order_id, request, actor, wish },
      })
      pokeStock(services, c.executionCtx, merchant.id, opened.skus)
      return {
        status: 201,
        body: toCustomerReturn(opened.body, merchant.slug),
        headers: { ...personal, ...replayedHeaders(opened.replayed) },
      }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/portal/{merchant_slug}/api/returns/{id}',
      operation_id: 'getCustomerReturn',
      summary: 'Read a return of the order one is signed in for',
      tag,
      access,
      params: idParams,
      responses: { 200: OwnReturnSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const { merchant, order_id } = customer(principal)
      const asked = { merchant_id: merchant.id, order_id, return_id: id }
      const body = toCustomerReturn(await readReturn(services, asked), merchant.slug)
      return { status: 200, body, headers: personal }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/returns/{id}/cancel',
      operation_id: 'cancelCustomerReturn',
      summary: 'Give up a return before anything arrived',
      tag,
      access,
      idempotent: true,
      params: idParams,
      body: NothingSchema,
      responses: { 200: OwnReturnSchema },
      problems: ['illegal_transition', 'payment_in_progress', 'idempotency_key_reused'],
    },
    async ({ c, services, principal, params: { id }, actor, idempotency_key }) => {
      const { merchant, order_id } = customer(principal)
      const content = { order_id, id }
      const request = requestKey(merchant.id, 'cancelCustomerReturn', idempotency_key, content)
      const asked = { merchant_id: merchant.id, order_id, return_id: id, request, actor }
      const changed = await cancelReturn(services, asked)
      pokeStock(services, c.executionCtx, merchant.id, changed.skus)
      return {
        status: 200,
        body: toCustomerReturn(changed.body, merchant.slug),
        headers: { ...personal, ...replayedHeaders(changed.replayed) },
      }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/returns/{id}/photos',
      operation_id: 'addCustomerReturnPhoto',
      summary: 'Add a photo to a return',
      description: 'At most 5 of 5 MiB. What it is, its content says.',
      tag,
      access,
      params: idParams,
      upload: { types: photoTypes, max_bytes: PHOTO_MAX_BYTES },
      responses: { 201: OwnReturnSchema },
      problems: ['photo_not_an_image', 'photo_limit', 'unknown_return'],
    },
    async ({ services, principal, actor, params: { id }, bytes }) => {
      const { merchant, order_id } = customer(principal)
      const asked = { merchant_id: merchant.id, order_id, return_id: id, actor }
      const { body } = await addReturnPhoto(services, asked, bytes)
      return { status: 201, body: toCustomerReturn(body, merchant.slug), headers: personal }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/portal/{merchant_slug}/api/returns/{id}/label.pdf',
      operation_id: 'getCustomerLabel',
      summary: 'Read the label of a return as a PDF',
      tag,
      access,
      params: idParams,
      query: z.object({
        parcel_id: z.string().max(100).optional(),
        format: z.enum(labelFormats).default('4x6'),
      }),
      responses: { 200: fileSchema },
      produces: 'application/pdf',
    },
    async ({ services, principal, params: { id }, query: { parcel_id, format } }) => {
      const { merchant, order_id } = customer(principal)
      const wanted = { merchant_id: merchant.id, order_id, return_id: id, parcel_id, format }
      const { bytes, filename } = await labelPdf(services, wanted)
      return { status: 200, body: bytes, headers: { ...documentHeaders(filename), ...personal } }
    },
  ),
]
