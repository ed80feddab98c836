import type { events } from '../../../db/schema'
import type { Fulfillment } from '../../domain/fulfillments/fulfillment'
import type { MailTemplate } from '../../domain/notifications/template'
import type { Aggregate } from '../../domain/orders/aggregate'
import type { MailContent } from './compose-mail'

type EventRow = typeof events.$inferSelect
type Content = Pick<MailContent, 'lines' | 'money' | 'parcel' | 'statement'>

/** What a mail lists: of the whole order, or of what the event is about. */
export function contentOf(template: MailTemplate, aggregate: Aggregate, event: EventRow): Content {
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
    case 'return_approved':
    case 'return_received':
      return { lines: titlesOf(aggregate, returns.find(isObject)?.lines ?? []) }
    case 'refunded': {
      const amount = refunds.find(isObject)?.amount
      if (amount === undefined) return { lines: [] }
      return { lines: [], money: { label: 'amount', amount, currency: order.currency } }
    }
    case 'withdrawal_received': {
      const statement = withdrawals.find(isObject)?.statement
      return { lines: [], ...(statement !== undefined && { statement }) }
    }
    case 'magic_link':
      return { lines: [] }
  }
}

function parcelOf(aggregate: Aggregate, fulfillment: Fulfillment | undefined): Content {
  if (!fulfillment) return { lines: [] }
  const lines = titlesOf(aggregate, fulfillment.lines)
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

interface Units {
  line_id: string
  sku: string
  quantity: number
}

/** By the titles of their lines; of a kit, its parts stand for whole kits. */
function titlesOf({ lines }: Aggregate, units: readonly Units[]): Content['lines'] {
  const by_line = Map.groupBy(units, ({ line_id }) => line_id)
  return [...by_line].map(([line_id, parts]) => {
    const line = lines.find(({ id }) => id === line_id)
    const per_unit = new Map(line?.components.map(({ sku, quantity }) => [sku, quantity]))
    const counts = parts.map(({ sku, quantity }) => Math.floor(quantity / (per_unit.get(sku) ?? 1)))
    return { title: line?.title ?? '', quantity: Math.max(1, Math.min(...counts)) }
  })
}
