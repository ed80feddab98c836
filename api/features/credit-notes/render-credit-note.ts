import type { z } from '@hono/zod-openapi'
import { type CreditNote, creditNoteNumber } from '../../domain/credit-notes/credit-note'
import { type PaperKey, paperText } from '../../domain/papers/text/text'
import { amountText } from '../../domain/shared/amount-text'
import { countryName } from '../../domain/shared/country'
import { instantToWire } from '../../http/schemas'
import type { CreditNoteSchema } from './schemas'

export function toCreditNote(note: CreditNote): z.output<typeof CreditNoteSchema> {
  const { content } = note
  return {
    ...{ id: note.id, number: creditNoteNumber(note.sequence), order_id: note.order_id },
    ...{ order_number: content.order_number, refund_id: note.refund_id },
    ...{ currency: note.currency, amount: note.amount, reason: content.reason },
    customer: content.customer,
    lines: [...content.lines],
    ...{ shipping: content.shipping, goodwill: content.goodwill, deduction: content.deduction },
    issued_at: instantToWire(note.created_at),
  }
}

/** The PDF: made of what was frozen, so it never differs. */
export async function creditNotePdf(note: CreditNote, merchant: { name: string }) {
  const { drawStatement } = await import('../../adapters/documents/statement')
  const { content, currency } = note
  const money = (amount: number) => amountText(amount, currency)
  const { address, customer, language = 'en' } = content
  const say = (key: PaperKey) => paperText(language, key)
  const number = creditNoteNumber(note.sequence)
  const extras: [string, number][] = [
    [say('shipping'), content.shipping],
    [say('goodwill'), content.goodwill],
    [say('deduction'), -content.deduction],
  ]
  const bytes = await drawStatement({
    title: say('credit_note'),
    facts: [
      [say('number'), number],
      [say('date'), instantToWire(note.created_at).slice(0, 10)],
      [say('order'), content.order_number],
      [say('issued_by'), merchant.name],
      [say('reason'), content.reason],
    ],
    blocks: [
      {
        heading: say('to'),
        lines: address
          ? [
              ...[customer.name, address.line1, address.line2 ?? ''].filter(Boolean),
              `${address.postal_code} ${address.city}`,
              countryName(address.country),
            ]
          : [customer.name],
      },
    ],
    table: {
      columns: [say('item'), say('quantity'), say('net'), say('tax'), say('amount')],
      rows: content.lines.map(({ title, sku, quantity, net, tax, amount }) => [
        `${title} (${sku})`,
        ...[String(quantity), money(net), money(tax), money(amount)],
      ]),
      totals: [
        ...extras
          .filter(([, amount]) => amount !== 0)
          .map(([name, amount]) => [name, money(amount)] as const),
        [say('credited'), money(note.amount)] as const,
      ],
    },
    created_at: note.created_at,
  })
  return { bytes, filename: `${number}.pdf` }
}
