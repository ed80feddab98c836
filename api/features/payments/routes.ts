import { z } from '@hono/zod-openapi'
import type { OrderId } from '../../domain/shared/ids'
import { actorOf } from '../../http/actor'
import { keyholder } from '../../http/auth'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import type { ProblemCode } from '../../http/problem-codes'
import { endpoint } from '../../http/router'
import { pokeStock } from '../orders/change-order'
import { PaymentSchema, RefundSchema } from '../orders/part-schemas'
import { capturePayment, payOrder, voidPayment } from './pay-order'
import { previewRefund, refundOrder, retryRefund } from './refund-order'
import {
  AddPaymentSchema,
  CapturePaymentSchema,
  PreviewRefundSchema,
  RefundOrderSchema,
  RefundPreviewSchema,
  RetryRefundSchema,
  VoidPaymentSchema,
} from './schemas'

const params = z.object({ id: z.string().max(100) })
const tag = 'Money'
const read = { key: 'secret', scope: 'payments:read' } as const
const write = { key: 'secret', scope: 'payments:write' } as const
const common: ProblemCode[] = ['idempotency_key_reused', 'idempotency_in_progress']
const refusals: ProblemCode[] = [
  'unknown_line',
  'exceeds_refundable',
  'exceeds_fulfilled',
  'nothing_to_refund',
]

export const payments = [
  endpoint(
    {
      method: 'post',
      path: '/v1/orders/{id}/payments',
      operation_id: 'payOrder',
      summary: 'Pay an order, or a part of what is due',
      description:
        'Authorized at the gateway, then captured unless `capture` is false. Through `manual` it is money that has arrived. Several payments may add up. An answer whose payment is `pending` or `requires_action` is completed by the gateway later.',
      tag,
      access: write,
      idempotent: true,
      params,
      body: AddPaymentSchema,
      responses: { 201: PaymentSchema },
      problems: [
        ...common,
        ...(['payment_declined', 'illegal_transition', 'nothing_due', 'exceeds_due'] as const),
        ...(['gateway_disabled', 'token_missing'] as const),
        ...(['gift_card_invalid', 'store_credit_missing'] as const),
      ],
    },
    async ({ c, services, principal, idempotency_key, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'payOrder', idempotency_key, { id, ...body })
      const done = await payOrder(
        services,
        { request, actor: actorOf(c, principal, 'payOrder') },
        id as OrderId,
        body,
      )
      return { status: 201, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/orders/{id}/captures',
      operation_id: 'capturePayment',
      summary: 'Capture a payment, or a part of it',
      description: 'What is captured already is answered as it stands, and never captured again.',
      tag,
      access: write,
      idempotent: true,
      params,
      body: CapturePaymentSchema,
      responses: { 201: PaymentSchema },
      problems: [
        ...common,
        'unknown_payment',
        'payment_declined',
        'payment_not_capturable',
        'exceeds_authorized',
        'nothing_due',
        'exceeds_due',
      ],
    },
    async ({ c, services, principal, idempotency_key, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'capturePayment', idempotency_key, { id, ...body })
      const done = await capturePayment(
        services,
        { request, actor: actorOf(c, principal, 'capturePayment') },
        id as OrderId,
        body,
      )
      return { status: 201, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/orders/{id}/voids',
      operation_id: 'voidPayment',
      summary: 'Give up what is not captured of a payment',
      tag,
      access: write,
      idempotent: true,
      params,
      body: VoidPaymentSchema,
      responses: { 201: PaymentSchema },
      problems: [...common, 'unknown_payment', 'payment_in_progress'],
    },
    async ({ c, services, principal, idempotency_key, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'voidPayment', idempotency_key, { id, ...body })
      const done = await voidPayment(
        services,
        { request, actor: actorOf(c, principal, 'voidPayment') },
        id as OrderId,
        body.payment_id,
      )
      return { status: 201, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/orders/{id}/refunds/preview',
      operation_id: 'previewRefund',
      summary: 'Show what a refund would come to',
      description: 'The same figures as the refund itself, without any effect.',
      tag,
      access: read,
      params,
      body: PreviewRefundSchema,
      responses: { 200: RefundPreviewSchema },
      problems: [...refusals, 'unknown_location'],
    },
    async ({ services, principal, params: { id }, body }) => {
      const merchant_id = keyholder(principal).merchant.id
      const order = { merchant_id, order_id: id as OrderId }
      return { status: 200, body: await previewRefund(services, order, body) }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/orders/{id}/refunds',
      operation_id: 'refundOrder',
      summary: 'Refund lines, shipping or goodwill',
      description:
        'Never more than what was captured and is neither refunded nor being refunded. Over several payments in the order of the settings.',
      tag,
      access: write,
      idempotent: true,
      params,
      body: RefundOrderSchema,
      responses: { 201: RefundSchema },
      problems: [...common, ...refusals, 'unknown_location'],
    },
    async ({ c, services, principal, idempotency_key, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'refundOrder', idempotency_key, { id, ...body })
      const done = await refundOrder(
        services,
        { request, actor: actorOf(c, principal, 'refundOrder') },
        id as OrderId,
        body,
      )
      pokeStock(services, c.executionCtx, merchant.id, done.skus)
      return { status: 201, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/orders/{id}/refunds/{refund_id}/retry',
      operation_id: 'retryRefund',
      summary: 'Send the refused parts of a refund again',
      description: 'To where they were refused, or to the customer’s store credit instead.',
      tag,
      access: write,
      idempotent: true,
      params: params.extend({ refund_id: z.string().max(100) }),
      body: RetryRefundSchema,
      responses: { 201: RefundSchema },
      problems: [...common, 'unknown_refund', 'exceeds_refundable'],
    },
    async ({ c, services, principal, idempotency_key, params: { id, refund_id }, body }) => {
      const { merchant } = keyholder(principal)
      const content = { id, refund_id, ...body }
      const request = requestKey(merchant.id, 'retryRefund', idempotency_key, content)
      const of = { order_id: id as OrderId, refund_id }
      const done = await retryRefund(
        services,
        { request, actor: actorOf(c, principal, 'retryRefund') },
        of,
        body,
      )
      return { status: 201, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
]
