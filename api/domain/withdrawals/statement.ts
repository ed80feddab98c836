import type { Aggregate } from '../orders/aggregate'
import { localDay } from '../shared/local-day'
import type { WithdrawalDraft, WithdrawalWish } from './withdraw'

/** What is declared, in the words of the law’s model form (Directive 2011/83/EU, annex I B). */
export function withdrawalStatement(
  { order, lines }: Pick<Aggregate, 'order' | 'lines'>,
  { name, contact }: Pick<WithdrawalWish, 'name' | 'contact'>,
  draft: Pick<WithdrawalDraft, 'lines' | 'unsent'>,
  { merchant, time_zone }: { merchant: string; time_zone: string },
): string {
  const units = new Map<string, number>()
  for (const { line_id, quantity } of [...draft.lines, ...draft.unsent]) {
    units.set(line_id, (units.get(line_id) ?? 0) + quantity)
  }
  const goods = lines
    .filter(({ id }) => units.has(id))
    .map(({ id, title, sku }) => `${units.get(id)} × ${title} (${sku})`)
  return [
    `To ${merchant}:`,
    `I hereby give notice that I withdraw from my contract of sale of the following goods: ${goods.join('; ')}.`,
    `Order ${order.number}, ordered on ${localDay(order.created_at, time_zone)}.`,
    `Name of the consumer: ${name}.`,
    `Contact: ${contact}.`,
  ].join('\n')
}
