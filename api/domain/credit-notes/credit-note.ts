import type { Language } from '../notifications/language'
import type { Aggregate, EventDraft } from '../orders/aggregate'
import type { Customer, OrderAddress } from '../orders/order'
import type { Refund } from '../refunds/refund'
import type { ReturnEvent } from '../returns/events'
import type { Id, MerchantId, OrderId } from '../shared/ids'
import type { Instant } from '../shared/time'

export interface CreditNoteLine {
  sku: string
  title: string
  quantity: number
  net: number
  tax: number
  amount: number
}

/** Everything that is printed on a credit note: frozen when it is issued. */
export interface CreditNoteContent {
  /** Older ones are in English. */
  language?: Language
  order_number: string
  order_placed_at: Instant
  reason: string
  customer: Customer
  address: OrderAddress | null
  lines: readonly CreditNoteLine[]
  shipping: number
  goodwill: number
  deduction: number
}

/** Says that a merchant owes less. Numbered without gaps per merchant, and never changed. */
export interface CreditNote {
  merchant_id: MerchantId
  id: Id<'credit_note'>
  /** From 1; the number is made of it. */
  sequence: number
  order_id: OrderId
  refund_id: Id<'refund'>
  currency: string
  amount: number
  content: CreditNoteContent
  created_at: Instant
}

/** As it is before the batch that issues it gives it its number. */
export type CreditNoteDraft = Omit<CreditNote, 'sequence'>

export const creditNoteNumber = (sequence: number): string =>
  `CN-${String(sequence).padStart(6, '0')}`

const succeeded = ({ status }: Refund) => status === 'succeeded'

/** Refunds that have reached the customer with this change: each is credited once, then. */
export function creditNotesDue(
  before: Pick<Aggregate, 'refunds'>,
  after: Aggregate,
  newId: (kind: 'credit_note') => Id<'credit_note'>,
  now: Instant,
): CreditNoteDraft[] {
  const known = new Set(before.refunds.filter(succeeded).map(({ id }) => id))
  return after.refunds
    .filter((refund) => succeeded(refund) && !known.has(refund.id))
    .map((refund) => ({
      merchant_id: refund.merchant_id,
      id: newId('credit_note'),
      order_id: refund.order_id,
      refund_id: refund.id,
      currency: refund.currency,
      amount: refund.amount,
      content: contentOf(after, refund),
      created_at: now,
    }))
}

function contentOf({ order, lines }: Aggregate, refund: Refund): CreditNoteContent {
  return {
    order_number: order.number,
    order_placed_at: order.created_at,
    reason: refund.reason,
    customer: order.customer,
    address: order.billing_address ?? order.shipping_address,
    lines: refund.lines.flatMap(({ line_id, quantity, net, tax, amount }) => {
      const line = lines.find(({ id }) => id === line_id)
      return line ? [{ sku: line.sku, title: line.title, quantity, net, tax, amount }] : []
    }),
    shipping: refund.shipping,
    goodwill: refund.goodwill,
    deduction: refund.deduction,
  }
}

export const creditNoteEvent = ({
  id,
  order_id,
  refund_id,
  amount,
  currency,
}: CreditNoteDraft): EventDraft => ({
  type: 'credit_note.issued' satisfies ReturnEvent,
  object_type: 'credit_note',
  object_id: id,
  data: { credit_note_id: id, order_id, refund_id, amount, currency },
})
