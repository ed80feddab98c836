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
  'magic_link',
] as const
export type MailTemplate = (typeof mailTemplates)[number]

/** By the type of the event; the trigger `events_to_mail_noted` lists the same types. */
export const mailedEvents: Readonly<Record<string, MailTemplate>> = {
  'order.placed': 'order_placed',
  'fulfillment.shipped': 'shipped',
  'fulfillment.out_for_delivery': 'out_for_delivery',
  'fulfillment.delayed': 'delayed',
  'fulfillment.delivered': 'delivered',
  'return.approved': 'return_approved',
  'return.received': 'return_received',
  'refund.succeeded': 'refunded',
}
