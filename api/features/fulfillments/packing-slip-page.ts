import type { PackingSlip } from '../../domain/fulfillments/packing-slip'
import { type PaperKey, paperLanguage, paperText } from '../../domain/papers/text/text'
import { escapeHtml } from '../../http/escape-html'

/** A packing slip as a page to print from a browser: no script, nothing from elsewhere. */
export function packingSlipPage(slip: PackingSlip): string {
  const { shop, number, ordered_on, from, to, by, parcels, lines } = slip
  const language = paperLanguage(slip.language)
  const say = (key: PaperKey, values: Readonly<Record<string, string | number>> = {}) =>
    escapeHtml(paperText(language, key, values))
  const order = say('order_of', { number, date: ordered_on })
  const block = (title: string, rows: readonly string[]) =>
    `<section><h2>${title}</h2><p>${rows.map(escapeHtml).join('<br>')}</p></section>`
  const rows = lines.map(
    ({ quantity, title, sku, notes }) =>
      `<tr><td>${quantity}</td><td>${escapeHtml(title)}${notes
        .map((note) => `<br><small>${escapeHtml(note)}</small>`)
        .join('')}</td><td>${escapeHtml(sku)}</td></tr>`,
  )
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('packing_slip')} ${escapeHtml(number)}</title>
<style>
body { font: 11pt/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 46em; padding: 0 1em }
.places { display: flex; gap: 2em } .places section { flex: 1 }
h1, h2 { margin: 0 } h2 { font-size: 10pt } p { margin: 0 0 1.5em }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3em .5em .3em 0 }
tr { break-inside: avoid } thead { border-bottom: 1px solid }
td, p { overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>${escapeHtml(shop)}</h1>
<p>${say('packing_slip')} · ${order}<br>
${escapeHtml(by)}${parcels > 1 ? ` · ${say('parcels', { count: parcels })}` : ''}</p>
<div class="places">${block(say('from'), from)}${block(say('to'), to)}</div>
<table>
<thead><tr><th>${say('quantity')}</th><th>${say('item')}</th><th>SKU</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`
}

/** The style is the page's own; nothing else may load or run. */
export const slipPageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}
