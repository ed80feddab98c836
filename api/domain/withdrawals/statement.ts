import type { Language } from '../notifications/language'
import type { Aggregate } from '../orders/aggregate'
import { fill } from '../shared/fill'
import { localDay } from '../shared/local-day'
import type { WithdrawalDraft, WithdrawalWish } from './withdraw'

const english = {
  to: 'To {merchant}:',
  notice:
    'I hereby give notice that I withdraw from my contract of sale of the following goods: {goods}.',
  order: 'Order {number}, ordered on {date}.',
  name: 'Name of the consumer: {name}.',
  contact: 'Contact: {contact}.',
}

/**
 * The law's model form (Directive 2011/83/EU, annex I B) in languages of the law. It has to be
 * readable on paper for good, so what is declared in another script is declared in English.
 */
const texts: Partial<Record<Language, typeof english>> = {
  de: {
    to: 'An {merchant}:',
    notice:
      'Hiermit widerrufe ich den von mir abgeschlossenen Vertrag über den Kauf der folgenden Waren: {goods}.',
    order: 'Bestellung {number}, bestellt am {date}.',
    name: 'Name des Verbrauchers: {name}.',
    contact: 'Kontakt: {contact}.',
  },
  fr: {
    to: 'À l’attention de {merchant} :',
    notice:
      'Je vous notifie par la présente ma rétractation du contrat portant sur la vente des biens ci-dessous : {goods}.',
    order: 'Commande {number}, passée le {date}.',
    name: 'Nom du consommateur : {name}.',
    contact: 'Contact : {contact}.',
  },
  es: {
    to: 'A la atención de {merchant}:',
    notice:
      'Por la presente le comunico que desisto de mi contrato de venta de los siguientes bienes: {goods}.',
    order: 'Pedido {number}, realizado el {date}.',
    name: 'Nombre del consumidor: {name}.',
    contact: 'Contacto: {contact}.',
  },
  it: {
    to: 'All’attenzione di {merchant}:',
    notice:
      'Con la presente notifico il recesso dal mio contratto di vendita dei seguenti beni: {goods}.',
    order: 'Ordine {number}, data dell’ordine: {date}.',
    name: 'Nome del consumatore: {name}.',
    contact: 'Contatto: {contact}.',
  },
  nl: {
    to: 'Aan {merchant}:',
    notice:
      'Ik deel u hierbij mede dat ik onze overeenkomst betreffende de verkoop van de volgende goederen herroep: {goods}.',
    order: 'Bestelling {number}, besteld op {date}.',
    name: 'Naam van de consument: {name}.',
    contact: 'Contact: {contact}.',
  },
}

/** What is declared, in the words of the law. */
export function withdrawalStatement(
  { order, lines }: Pick<Aggregate, 'order' | 'lines'>,
  { name, contact }: Pick<WithdrawalWish, 'name' | 'contact'>,
  draft: Pick<WithdrawalDraft, 'lines' | 'unsent'>,
  {
    merchant,
    time_zone,
    language = 'en',
  }: { merchant: string; time_zone: string; language?: Language | undefined },
): string {
  const units = new Map<string, number>()
  for (const { line_id, quantity } of [...draft.lines, ...draft.unsent]) {
    units.set(line_id, (units.get(line_id) ?? 0) + quantity)
  }
  const goods = lines
    .filter(({ id }) => units.has(id))
    .map(({ id, title, sku }) => `${units.get(id)} × ${title} (${sku})`)
    .join('; ')
  const date = localDay(order.created_at, time_zone)
  const values: Record<string, string> = {
    ...{ merchant, goods, number: order.number, date, name, contact },
  }
  const text = texts[language] ?? english
  return [text.to, text.notice, text.order, text.name, text.contact]
    .map((line) => fill(line, values))
    .join('\n')
}

/** The language that a statement is written in. */
export function languageOfStatement(statement: string): Language {
  const lines = statement.split('\n')
  const isIn = ({ notice }: typeof english) =>
    lines.some((line) => line.startsWith(notice.slice(0, notice.indexOf('{'))))
  const [language] = Object.entries(texts).find(([, text]) => isIn(text)) ?? ['en']
  return language as Language
}
