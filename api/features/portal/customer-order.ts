import type { Claim } from '../../domain/claims/claim'
import type { Fulfillment } from '../../domain/fulfillments/fulfillment'
import { titlesOf } from '../../domain/fulfillments/lines'
import type { Aggregate } from '../../domain/orders/aggregate'
import type { OrderLine } from '../../domain/orders/order'
import { isAddressChangeable, isCancelable } from '../../domain/portal/customer-changes'
import { eligibility, type ReturnTerms } from '../../domain/returns/open-return'
import type { Instant } from '../../domain/shared/time'
import { draftWithdrawal } from '../../domain/withdrawals/withdraw'
import { instantToWire } from '../../http/schemas'
import { webAddress } from '../../http/web-address'
import { toClaim } from '../claims/wire'
import { toReturn, type WireReturn } from '../returns/wire'
import type { CustomerOrder, OrderView, OwnReturn } from './order-schemas'

/** The order as whoever knows number and e-mail sees it. */
export function toOrderView(aggregate: Aggregate): OrderView {
  const lines = aggregate.lines.map(({ title, quantity }) => ({ title, quantity }))
  return { ...statusesOf(aggregate), lines }
}

/** What a customer's view needs beside the order. */
export interface Viewing {
  slug: string
  terms: ReturnTerms
  now: Instant
}

/** The order as its customer sees it. */
export function toCustomerOrder(aggregate: Aggregate, viewing: Viewing): CustomerOrder {
  const { order, lines, payments, returns, claims } = aggregate
  const { shipping_service: service, shipping_amount: amount, shipping_tax: tax } = order
  return {
    id: order.id,
    ...statusesOf(aggregate),
    payment_status: order.payment_status,
    currency: order.currency,
    subtotal: order.subtotal,
    discount: order.discount,
    tax: order.tax,
    shipping: { service, amount, tax },
    total: order.total,
    refunded: payments.reduce((sum, { refunded }) => sum + refunded, 0),
    customer: order.customer,
    shipping_address: order.shipping_address,
    lines: lines.map(toCustomerLine),
    actions: actionsOf(aggregate, viewing),
    returns: returns.map((each) => toCustomerReturn(toReturn(each), viewing.slug)),
    claims: claims.map(toCustomerClaim),
    version: order.version,
    updated_at: instantToWire(order.updated_at),
  }
}

function actionsOf(aggregate: Aggregate, { terms, now }: Viewing): CustomerOrder['actions'] {
  const allowed = terms.frozen.policy.customer_changes
  const anybody = { name: '', contact: '', lines: [] }
  return {
    cancel: isCancelable(aggregate, allowed),
    address: isAddressChangeable(aggregate, allowed),
    return: eligibility(aggregate, terms, now).some(({ returnable }) => returnable > 0),
    claim: aggregate.lines.some(({ quantity_fulfilled }) => quantity_fulfilled > 0),
    withdraw: draftWithdrawal(aggregate, anybody, terms, now).ok,
  }
}

/** Labels lead to where the customer's session is good. */
export function toCustomerReturn(ret: WireReturn, slug: string): OwnReturn {
  const here = (label: WireReturn['label']) =>
    label && { ...label, url: label.url.replace('/v1/', `/portal/${slug}/api/`) }
  const parcels = ret.parcels.map((parcel) => ({ ...parcel, label: here(parcel.label) }))
  return { ...ret, parcels, label: here(ret.label), photos: ret.photos.length }
}

export function toCustomerClaim(claim: Claim): CustomerOrder['claims'][number] {
  const { photos, refund_id: _, line_ids: __, ...rest } = toClaim(claim)
  return { ...rest, photos: photos.length }
}

function statusesOf({ order, lines, fulfillments }: Aggregate) {
  const { number, status, fulfillment_status, created_at, promise } = order
  const ended = (each: Fulfillment) => each.status === 'canceled' || each.status === 'rejected'
  return {
    ...{ number, status, fulfillment_status, placed_at: instantToWire(created_at) },
    parcels: fulfillments.filter((each) => !ended(each)).map((each) => toParcel(each, lines)),
    expected: promise?.deliver_max
      ? { from: wireOrNull(promise.deliver_min), to: instantToWire(promise.deliver_max) }
      : null,
  }
}

function toParcel(each: Fulfillment, lines: readonly OrderLine[]): OrderView['parcels'][number] {
  const { id, method, status, tracking, milestones } = each
  return {
    ...{ id, method, status },
    carrier: tracking?.carrier ?? null,
    tracking_number: tracking?.tracking_number ?? null,
    tracking_url: webAddress(tracking?.tracking_url),
    tracking_status: tracking?.status ?? null,
    lines: titlesOf(lines, each.lines),
    events: (tracking?.events ?? []).map(({ occurred_at, ...event }) => ({
      ...event,
      occurred_at: instantToWire(occurred_at),
    })),
    shipped_at: wireOrNull(milestones.shipped ?? null),
    delivered_at: wireOrNull(milestones.delivered ?? milestones.picked_up ?? null),
  }
}

const toCustomerLine = (line: OrderLine): CustomerOrder['lines'][number] => ({
  id: line.id,
  sku: line.sku,
  title: line.title,
  quantity: line.quantity,
  quantity_canceled: line.quantity_canceled,
  quantity_fulfilled: line.quantity_fulfilled,
  quantity_returned: line.quantity_returned,
  unit_price: line.unit_price,
  discount: line.discount,
  tax: line.tax,
  total: line.total,
  properties: line.properties,
})

const wireOrNull = (instant: Instant | null) => (instant === null ? null : instantToWire(instant))
