import { z } from '@hono/zod-openapi'
import type { events } from '../../../db/schema'
import type { Fulfillment } from '../../domain/fulfillments/fulfillment'
import { titlesOf } from '../../domain/fulfillments/lines'
import { arrivedIn } from '../../domain/notifications/arrived'
import type { MailTemplate } from '../../domain/notifications/template'
import type { Aggregate } from '../../domain/orders/aggregate'
import type { Return } from '../../domain/returns/return'
import type { MailContent } from './compose-mail'

type EventRow = typeof events.$inferSelect
type Content = Pick<
  MailContent,
  'lines' | 'money' | 'parcel' | 'statement' | 'received' | 'wording'
>

/** Who withdraws says where the acknowledgement is to go; all else goes to who ordered. */
export function recipientOf(
  template: MailTemplate,
  { order, withdrawals }: Aggregate,
  event: EventRow,
): string {
  if (template !== 'withdrawal_received') return order.email
  const contact = withdrawals.find(({ id }) => id === event.object_id)?.contact.trim() ?? ''
  return isMailAddress(contact) ? contact.toLowerCase() : order.email
}

const isMailAddress = (contact: string) => z.email().safeParse(contact).success

/** What a mail lists: of the whole order, or of what the event is about. */
export function contentOf(
  template: MailTemplate,
  aggregate: Aggregate,
  event: EventRow,
  time_zone: string,
): Content {
  const { order, fulfillments, returns, refunds, withdrawals } = aggregate
  const isObject = ({ id }: { id: string }) => id === event.object_id
  switch (template) {
    case 'order_placed':
      return {
        lines: aggregate.lines.map(({ title, quantity }) => ({ title, quantity })),
        money: { label: 'total', amount: order.total, currency: order.currency },
      }
    case 'shipped':
    case 'out_for_delivery':
    case 'delayed':
    case 'delivered':
      return parcelOf(aggregate, fulfillments.find(isObject))
    case 'return_approved': {
      const ret = returns.find(isObject)
      return { lines: titlesOf(aggregate.lines, ret?.lines ?? []), ...(ret && howItComesBack(ret)) }
    }
    case 'return_received':
      return {
        lines: titlesOf(aggregate.lines, arrivedIn(event) ?? returns.find(isObject)?.lines ?? []),
      }
    case 'refunded': {
      const refund = refunds.find(isObject)
      if (!refund) return { lines: [] }
      const { amount, tenders } = refund
      const money = { label: 'amount', amount, currency: order.currency } as const
      const credited = tenders.every(({ destination }) => destination === 'store_credit')
      return { lines: [], money, ...(credited && { wording: creditWords }) }
    }
    case 'withdrawal_received': {
      const withdrawal = withdrawals.find(isObject)
      if (!withdrawal) return { lines: [] }
      const { statement, created_at } = withdrawal
      return { lines: [], statement, received: { at: created_at, time_zone } }
    }
    case 'magic_link':
      return { lines: [] }
  }
}

const creditWords = { title: 'credited_title', body: 'credited_body' } as const

/** Some items may be kept, and some leave without a label: to a store, or from nowhere to swap. */
function howItComesBack({ quote, parcels }: Return): Pick<Content, 'wording'> | undefined {
  if (quote.keep_items) return { wording: { title: 'return_kept_title', body: 'return_kept_body' } }
  if (parcels.every(({ label }) => label === null)) {
    return { wording: { body: 'return_unlabeled_body' } }
  }
  return undefined
}

function parcelOf(aggregate: Aggregate, fulfillment: Fulfillment | undefined): Content {
  if (!fulfillment) return { lines: [] }
  const lines = titlesOf(aggregate.lines, fulfillment.lines)
  const { tracking } = fulfillment
  if (!tracking) return { lines }
  const { carrier, tracking_number, tracking_url } = tracking
  return {
    lines,
    parcel: {
      carrier,
      ...(tracking_number !== null && { tracking_number }),
      ...(tracking_url !== null && { tracking_url }),
    },
  }
}
