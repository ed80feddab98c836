import { arrivedIn } from './arrived'

/** What customers are mailed, and which event says so. */
export const mailTemplates = [
  'order_placed',
  'shipped',
  'out_for_delivery',
  'delayed',
  'delivered',
  'return_approved',
  'return_received',
  'refunded',
  'withdrawal_received',
  'magic_link',
] as const
export type MailTemplate = (typeof mailTemplates)[number]

/** What merchants are mailed, if they say where. */
export const merchantMailTemplates = ['webhook_disabled'] as const
export type MerchantMailTemplate = (typeof merchantMailTemplates)[number]

/** By the type of the event; the trigger `events_to_mail_noted` notes the same ones, and what merchants are mailed. */
export const mailedEvents: Readonly<Record<string, MailTemplate>> = {
  'order.placed': 'order_placed',
  'fulfillment.shipped': 'shipped',
  'fulfillment.delivered': 'delivered',
  'return.approved': 'return_approved',
  'return.received': 'return_received',
  'refund.succeeded': 'refunded',
  'withdrawal.confirmed': 'withdrawal_received',
}

/** What a carrier tells that is worth a mail, once per parcel. */
export const mailedTracking: Readonly<Record<string, MailTemplate>> = {
  out_for_delivery: 'out_for_delivery',
  exception: 'delayed',
}

interface Happened {
  id: string
  type: string
  object_id: string
  data: Readonly<Record<string, unknown>>
}

/**
 * The mail an event asks for, and what makes it the same mail when it is asked for again: the
 * event, or for what carriers say time and again the parcel.
 */
export function mailFor(event: Happened): { template: MailTemplate; cause_id: string } | undefined {
  const { id, type, object_id, data } = event
  if (type === 'fulfillment.tracked') {
    const template = own(mailedTracking, String(data.tracking_status))
    return template && { template, cause_id: object_id }
  }
  // An inspection that found nothing is no arrival.
  if (type === 'return.received' && arrivedIn(event)?.length === 0) return undefined
  const template = own(mailedEvents, type)
  return template && { template, cause_id: id }
}

const own = (table: Readonly<Record<string, MailTemplate>>, key: string) =>
  Object.hasOwn(table, key) ? table[key] : undefined
