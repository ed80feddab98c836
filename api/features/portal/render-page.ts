import { day, dayAndYear, money } from '../../../portal/text/format'
import { steps, stepsDone, tellParcel, tellStatus, tones } from '../../../portal/text/order-status'
import { speak, text, textAbout, textFor } from '../../../portal/text/text'
import { directionOf, type Language } from '../../domain/notifications/language'
import { accentFor, defaultAccent } from '../../domain/portal/theme'
import { escapeHtml } from '../../http/escape-html'
import type { CustomerOrder } from './order-schemas'
import type { ShopView } from './schemas'
import { texts } from './texts'

const builtIn = accentFor(defaultAccent, 'light').accent

export interface Page {
  slug: string
  language: Language
  shop: ShopView | null
  order: CustomerOrder | null
  /** The part of the address behind the shop's. */
  path: string
}

/**
 * The built page with what the server knows: language, shop, order. The words that matter stand in
 * it, so that they can be read while the script is still on its way; the script then takes over.
 */
export function renderPage(built: string, page: Page): string {
  const { language, shop, order, slug } = page
  const data = JSON.stringify({ slug, language, shop, order })
  // Everything until the end is synchronous: no other request speaks meanwhile.
  speak(language, texts[language])
  const title = [text('page_title'), shop?.name].filter(Boolean).join(' · ')
  const theme =
    shop && shop.accent.light.accent !== builtIn
      ? `<link rel="stylesheet" href="/portal/${slug}/api/theme.css?v=${shop.accent.light.accent.slice(1)}">`
      : ''
  const parts: [pattern: RegExp, part: string][] = [
    [/<html lang="en" dir="ltr">/, `<html lang="${language}" dir="${directionOf(language)}">`],
    [/<title>.*<\/title>/, `<title>${escapeHtml(title)}</title>`],
    [/<\/head>/, `${theme}</head>`],
    [
      /<div id="portal"><\/div>/,
      `<div id="portal" data-page="${escapeHtml(data)}">${frame(page)}</div>` +
        `<noscript><p class="intro">${escapeHtml(text('no_script'))}</p></noscript>`,
    ],
  ]
  const spoken = built.replace(/<link[^>]*data-language="(\w+)"[^>]*>\s*/g, (link, name: string) =>
    name === language ? link : '',
  )
  return parts.reduce((html, [pattern, part]) => html.replace(pattern, () => part), spoken)
}

/** As `portal/components` shows it, without what can be pressed. */
function frame({ shop, order, path }: Page): string {
  const name = escapeHtml(shop?.name ?? '')
  const logo = shop?.logo ? `<img class="frame-logo" src="${escapeHtml(shop.logo)}" alt="">` : ''
  return `<header class="frame-header"><span class="frame-shop" dir="auto">${logo}${name}</span></header>
<main class="frame-main">${shop ? content({ shop, order, path }) : unknownShop()}</main>`
}

const unknownShop = () => heading(text('no_shop_title')) + intro(text('no_shop_help'))

function content({ shop, order, path }: Pick<Page, 'order' | 'path'> & { shop: ShopView }): string {
  if (order && path === 'order') return status(order, shop)
  if (path === '') return heading(text('page_title')) + intro(text('intro'))
  return `<p class="intro">${escapeHtml(text('loading'))}</p>`
}

const heading = (words: string) => `<h1 class="heading">${escapeHtml(words)}</h1>`
const intro = (words: string) => `<p class="intro">${escapeHtml(words)}</p>`

/** In the shop's time zone: the customer's is not known yet. */
function status(order: CustomerOrder, { name, time_zone }: ShopView): string {
  const told = tellStatus(order)
  const done = stepsDone(order)
  const placed = text('placed_on', { date: dayAndYear(order.placed_at, time_zone) })
  const step = (key: (typeof steps)[number], index: number) =>
    `<li class="progress-step"${index < done ? ' data-done' : ''}>${escapeHtml(text(key))}</li>`
  const expected = tones[told] === 'moving' && order.expected?.to
  return `<section class="status" data-tone="${tones[told]}">
<p class="status-number">${escapeHtml(text('order_title', { number: order.number }))}<span class="status-placed">${escapeHtml(placed)}</span></p>
${heading(textAbout(told, name))}
<p class="status-next">${escapeHtml(textAbout(`${told}_next`, name))}</p>
${expected ? `<p class="status-expected">${escapeHtml(text('expected_on', { date: day(expected, time_zone) }))}</p>` : ''}
${done > 0 ? `<ol class="progress">${steps.map(step).join('')}</ol>` : ''}
</section>
${split(order.parcels.length)}
${order.parcels.map(parcel).join('')}
<section class="card"><h2 class="card-title">${escapeHtml(text('items'))}</h2>
<ul class="items">${order.lines.map((line) => item(line, order.currency)).join('')}</ul></section>`
}

/** The longest words of the page: if they came with the script, the page would be slow to paint. */
const split = (count: number) =>
  count > 1
    ? `<p class="parcels-why">${escapeHtml(`${textFor('split', count)} ${text('split_why')}`)}</p>`
    : ''

function parcel(each: CustomerOrder['parcels'][number]): string {
  const tracking = [each.carrier, each.tracking_number].filter(Boolean).join(' ')
  return `<article class="card parcel"><p class="parcel-status">${escapeHtml(text(tellParcel(each)))}</p>
${tracking ? `<p class="parcel-tracking" dir="auto">${escapeHtml(tracking)}</p>` : ''}</article>`
}

const item = ({ title, quantity, unit_price }: CustomerOrder['lines'][number], currency: string) =>
  `<li class="item"><span class="item-quantity">${escapeHtml(text('quantity', { quantity: String(quantity) }))}</span>
<span class="item-title" dir="auto">${escapeHtml(title)}</span><span class="item-amount">${escapeHtml(money(unit_price * quantity, currency))}</span></li>`
