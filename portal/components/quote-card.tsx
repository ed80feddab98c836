import { Show } from 'solid-js'
import type { Quoted } from '../client'
import { money } from '../text/format'
import { text, textAbout } from '../text/text'
import { type Amount, Amounts } from './amounts'

/** To the cent, before anything is sent: the same decision that the return is opened with. */
export function QuoteCard(props: { quoted: Quoted; shop: string }) {
  return (
    <section class="card quote" aria-live="polite">
      <h2 class="card-title">{text('quote_title')}</h2>
      <Amounts amounts={amountsOf(props.quoted)} />
      <Show when={props.quoted.quote?.keep_items}>
        <p class="quiet">{text('quote_keep')}</p>
      </Show>
      <Show when={(props.quoted.exchange?.balance ?? 0) > 0}>
        <p class="quiet">{textAbout('quote_owed_next', props.shop)}</p>
      </Show>
    </section>
  )
}

export function amountsOf({ quote, exchange }: Pick<Quoted, 'quote' | 'exchange'>): Amount[] {
  if (!quote) return []
  const row = (label: string, amount: number) => ({ label, amount: money(amount, quote.currency) })
  const unless = (label: string, amount: number) => (amount === 0 ? [] : [row(label, amount)])
  return [
    row(text('quote_goods'), quote.goods),
    ...unless(text('quote_restocking_fee'), -quote.restocking_fee),
    ...unless(text('quote_return_shipping'), -quote.return_shipping),
    ...(exchange ? [row(text('quote_new_items'), -exchange.new_total)] : []),
    ...unless(text('shipping'), quote.outbound_shipping),
    ...unless(text('quote_withheld'), -quote.withheld),
    ...unless(text('quote_bonus'), quote.bonus),
    { ...result({ quote, exchange }, row), strong: true },
  ]
}

function result(
  { quote, exchange }: Pick<Quoted, 'exchange'> & { quote: NonNullable<Quoted['quote']> },
  row: (label: string, amount: number) => Amount,
): Amount {
  if (!exchange) {
    const label = quote.bonus > 0 ? text('quote_credit') : text('quote_refund')
    return row(label, quote.refund + quote.bonus)
  }
  if (exchange.balance > 0) return row(text('quote_owed'), exchange.balance)
  if (exchange.balance < 0) return row(text('quote_refund'), -exchange.balance - quote.withheld)
  return row(text('quote_even'), 0)
}
