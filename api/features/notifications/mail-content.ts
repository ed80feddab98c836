import type { events } from '../../../db/schema'
import type { MailTemplate } from '../../domain/notifications/template'
import type { Aggregate } from '../../domain/orders/aggregate'
import type { MailContent } from './compose-mail'

type EventRow = typeof events.$inferSelect

/** What a mail lists: of the whole order, or of what the event is about. */
export function contentOf(
  template: MailTemplate,
  { order, lines }: Aggregate,
  _event: EventRow,
): Pick<MailContent, 'lines' | 'money' | 'parcel'> {
  const all = lines.map(({ title, quantity }) => ({ title, quantity }))
  switch (template) {
    case 'order_placed':
      return {
        lines: all,
        money: { label: 'total', amount: order.total, currency: order.currency },
      }
    default:
      return { lines: [] }
  }
}
