import type { z } from '@hono/zod-openapi'
import type { Database } from '../../../db/database'
import type { Aggregate } from '../../domain/orders/aggregate'
import { refundByHand } from '../../domain/refunds/refund-by-hand'
import {
  retryRefund as decideRetry,
  quoteRefund,
  type RefundWish,
} from '../../domain/refunds/refund-order'
import type { MerchantId, OrderId, OrderLineId } from '../../domain/shared/ids'
import type { Asked, RequestKey } from '../../http/idempotency'
import { orThrow, Problem } from '../../http/problem'
import type { Services } from '../../services'
import { findLocationIds } from '../locations/repository'
import { toRefund } from '../orders/parts'
import { changeOrderWithMoney } from './money-verb'
import { findPaymentSettings } from './repository'
import type { PreviewRefundSchema, RefundOrderSchema, RefundPreviewSchema } from './schemas'
import { loadOrder } from './settle-operations'

type Body = z.output<typeof RefundOrderSchema>

function wishOf(body: z.output<typeof PreviewRefundSchema>): RefundWish {
  const { lines, shipping, amount, destination, restock, reason = '' } = body
  return {
    ...{ lines, amount, destination, reason },
    shipping: shipping === true ? 'all' : Number(shipping),
    restock: restock.map((entry) => ({ ...entry, line_id: entry.line_id as OrderLineId })),
  }
}

/** What a refund would come to: the same decision, without its effects. */
export async function previewRefund(
  services: Services,
  order: { merchant_id: RequestKey['merchant_id']; order_id: OrderId },
  body: z.output<typeof PreviewRefundSchema>,
): Promise<z.output<typeof RefundPreviewSchema>> {
  const { merchant_id } = order
  const db = services.shardFor(merchant_id)
  await checkLocations(db, merchant_id, body.restock)
  const aggregate = await loadOrder(services, order)
  const { refund_order } = await findPaymentSettings(db, merchant_id)
  const quote = orThrow(quoteRefund(aggregate, wishOf(body), refund_order))
  return {
    currency: aggregate.order.currency,
    amount: quote.amount,
    lines: [...quote.lines],
    shipping: quote.shipping.amount,
    shipping_tax: quote.shipping.tax,
    goodwill: quote.goodwill,
    already_given: quote.already_given,
    tenders: [...quote.tenders],
    refundable_after: quote.refundable_after,
  }
}

const answered = ({ refunds }: Aggregate, refund_id: string) => {
  const refund = refunds.find(({ id }) => id === refund_id)
  if (!refund) throw new Problem('not_found')
  return { status: 201, body: toRefund(refund) }
}

/** Refunds lines, shipping and goodwill to where the money came from, or to store credit. */
export async function refundOrder(
  services: Services,
  { request, actor }: Asked,
  order_id: OrderId,
  body: Body,
) {
  const { merchant_id } = request
  const db = services.shardFor(merchant_id)
  await checkLocations(db, merchant_id, body.restock)
  const { refund_order } = await findPaymentSettings(db, merchant_id)
  return changeOrderWithMoney(services, {
    ...{ merchant_id, order_id, request, actor },
    decide: (aggregate, at) => refundByHand(aggregate, wishOf(body), refund_order, at),
    subject: ({ refund }) => refund.id,
    answer: answered,
  })
}

async function checkLocations(
  db: Database,
  merchant_id: MerchantId,
  restock: Body['restock'],
): Promise<void> {
  if (restock.length === 0) return
  const ids = [...new Set(restock.map(({ location_id }) => location_id))]
  const known = await findLocationIds(db, merchant_id, ids)
  const unknown = ids.find((id) => !known.has(id))
  if (unknown) throw new Problem('unknown_location', { detail: `No location ${unknown}.` })
}

/** Sends the refused parts of a refund again. */
export const retryRefund = (
  services: Services,
  { request, actor }: Asked,
  { order_id, refund_id }: { order_id: OrderId; refund_id: string },
  { destination }: { destination?: 'original' | 'store_credit' | undefined },
) =>
  changeOrderWithMoney(services, {
    ...{ merchant_id: request.merchant_id, order_id, request, actor },
    decide: (aggregate, at) => decideRetry(aggregate, refund_id, destination, at),
    subject: ({ refund }) => refund.id,
    answer: answered,
  })
