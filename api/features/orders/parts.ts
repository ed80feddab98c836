import type { z } from '@hono/zod-openapi'
import type { Fulfillment } from '../../domain/fulfillments/fulfillment'
import type { Aggregate } from '../../domain/orders/aggregate'
import { gateHolds } from '../../domain/orders/derive'
import type { OrderHold } from '../../domain/orders/order'
import { amountsOf, type Payment } from '../../domain/payments/payment'
import type { Refund } from '../../domain/refunds/refund'
import { instantToWire } from '../../http/schemas'
import type { FulfillmentSchema, HoldSchema, PaymentSchema, RefundSchema } from './part-schemas'

/** The parts of an order as merchants read them. */

export const instantOrNull = (instant: number | null) =>
  instant === null ? null : instantToWire(instant)

export function toFulfillment(
  each: Fulfillment,
  aggregate: Pick<Aggregate, 'order' | 'lines' | 'payments' | 'refunds' | 'returns'>,
): z.output<typeof FulfillmentSchema> {
  const { status, payment_status } = aggregate.order
  const gate = each.status === 'on_hold' ? gateHolds(aggregate, status, payment_status, each) : []
  return {
    id: each.id,
    order_id: each.order_id,
    location_id: each.location_id,
    method: each.method,
    status: each.status,
    holds: [...new Set([...gate, ...each.holds])],
    lines: [...each.lines],
    ship_after: instantOrNull(each.ship_after),
    ship_by: instantOrNull(each.ship_by),
    packages: each.packages.map(({ lines, ...size }) => ({ ...size, lines: [...lines] })),
    tracking: each.tracking && {
      carrier: each.tracking.carrier,
      service: each.tracking.service,
      tracking_number: each.tracking.tracking_number,
      tracking_url: each.tracking.tracking_url,
      status: each.tracking.status,
      events: each.tracking.events.map(({ occurred_at, ...event }) => ({
        ...event,
        occurred_at: instantToWire(occurred_at),
      })),
    },
    reason: typeof each.details.reason === 'string' ? each.details.reason : null,
    pick_list_id: each.pick_list_id,
    pickup_expires_at: instantOrNull(each.expires_at),
    version: each.version,
    created_at: instantToWire(each.created_at),
    updated_at: instantToWire(each.updated_at),
  }
}

export const toHold = ({ created_at, ...hold }: OrderHold): z.output<typeof HoldSchema> => ({
  ...hold,
  created_at: instantToWire(created_at),
})

export const toPayment = (payment: Payment): z.output<typeof PaymentSchema> => ({
  id: payment.id,
  order_id: payment.order_id,
  gateway: payment.gateway,
  status: payment.status,
  currency: payment.currency,
  amount: payment.amount,
  authorized: payment.authorized,
  captured: payment.captured,
  refunded: payment.refunded,
  voided: amountsOf(payment.operations).voided,
  reference: payment.reference,
  next_action: payment.details.next_action,
  operations: payment.operations.map((operation) => ({
    id: operation.id,
    type: operation.type,
    amount: operation.amount,
    status: operation.status,
    error: operation.error,
    created_at: instantToWire(operation.created_at),
    resolved_at: instantOrNull(operation.resolved_at),
  })),
  created_at: instantToWire(payment.created_at),
  updated_at: instantToWire(payment.updated_at),
})

export const toRefund = (refund: Refund): z.output<typeof RefundSchema> => ({
  id: refund.id,
  order_id: refund.order_id,
  status: refund.status,
  currency: refund.currency,
  amount: refund.amount,
  lines: [...refund.lines],
  shipping: refund.shipping,
  goodwill: refund.goodwill,
  deduction: refund.deduction,
  overpayment: refund.overpayment,
  reason: refund.reason,
  tenders: refund.tenders.map(({ payment_id, amount, destination, status }) => ({
    ...{ payment_id, amount, destination, status },
  })),
  restock: [...refund.restock],
  created_at: instantToWire(refund.created_at),
  updated_at: instantToWire(refund.updated_at),
})
