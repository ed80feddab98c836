import { directionOf, type Language } from '../../domain/notifications/language'
import type { MailTemplate } from '../../domain/notifications/template'
import { formatMoney } from '../../domain/shared/format-money'
import type { Instant } from '../../domain/shared/time'
import { escapeHtml } from '../../http/escape-html'
import { webAddress } from '../../http/web-address'
import type { MailKey } from './text/en'
import { mailText } from './text/text'

/** Everything a mail says; all of it is text, whoever wrote it. */
export interface MailContent {
  template: MailTemplate
  language: Language
  shop: { name: string; accent_color: string; on_accent_color: string }
  order: { number: string; name: string }
  lines: readonly { title: string; quantity: number }[]
  money?: { label: 'total' | 'amount'; amount: number; currency: string }
  parcel?: { carrier: string; tracking_number?: string; tracking_url?: string }
  /** What a customer declared, to the letter. */
  statement?: string
  /** When that was received, in the merchant's time zone. */
  received?: { at: Instant; time_zone: string }
  /** For what the template's own words would not be true of. */
  wording?: { title?: MailKey; body?: MailKey }
  /** Where its button leads. */
  link: string
  /** How long a link that signs in works. */
  minutes?: number
}

export interface ComposedMail {
  subject: string
  text: string
  html: string
}

/** A mail as plain text and as HTML: the same words, no image, no script, nothing from elsewhere. */
export function composeMail(content: MailContent): ComposedMail {
  const parts = partsOf(content)
  return { subject: oneLine(parts.subject), text: asText(parts), html: asHtml(content, parts) }
}

type Parts = ReturnType<typeof partsOf>

function partsOf(content: MailContent) {
  const { template, language, shop, order, lines, money, parcel, minutes, received } = content
  const { wording } = content
  const values = { number: order.number, shop: shop.name, minutes: String(minutes ?? '') }
  const say = (key: MailKey, more: Record<string, string> = {}) =>
    mailText(language, key, { ...values, ...more })
  const track = parcel && webAddress(parcel.tracking_url)
  return {
    subject: say(`${template}_subject`),
    hello: say('hello', { name: order.name }),
    title: say(wording?.title ?? `${template}_title`),
    statement: content.statement ?? '',
    body: say(wording?.body ?? `${template}_body`),
    items_label: say('items'),
    items: lines.map(({ title, quantity }) => ({ title, count: `${quantity} × ` })),
    facts: [
      ...(received ? [[say('received'), moment(received, language)] as const] : []),
      ...(money
        ? [[say(money.label), formatMoney(money.amount, money.currency, language)] as const]
        : []),
      ...(parcel
        ? [
            [
              say('parcel'),
              [parcel.carrier, parcel.tracking_number].filter(Boolean).join(' '),
            ] as const,
          ]
        : []),
    ],
    links: [
      { label: say(template === 'magic_link' ? 'open' : 'view'), url: content.link },
      ...(track ? [{ label: say('track'), url: track }] : []),
    ],
    footer: say('footer'),
  }
}

const moment = ({ at, time_zone }: { at: Instant; time_zone: string }, language: Language) =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: time_zone,
  }).format(at)

/** A subject is a header: no line may begin in it. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

function asText(parts: Parts): string {
  const { hello, title, body, statement, items_label, items, facts, links, footer } = parts
  const blocks = [
    hello,
    `${title}\n${body}`,
    statement,
    items.length > 0 &&
      [`${items_label}:`, ...items.map(({ title, count }) => `- ${count}${title}`)].join('\n'),
    facts.length > 0 && facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    ...links.map(({ label, url }) => `${label}:\n${url}`),
    `--\n${footer}`,
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

const styles = {
  page: 'margin:0;padding:24px 12px;background:#f4f4f2;color:#1b1f1d;font:16px/1.5 system-ui,-apple-system,sans-serif',
  card: 'max-width:560px;margin:0 auto;padding:28px;background:#ffffff;border-radius:12px',
  shop: 'margin:0 0 20px;font-weight:600',
  title: 'margin:0 0 12px;font-size:24px;line-height:1.25',
  text: 'margin:0 0 16px',
  items:
    'margin:0 0 16px;padding:12px 0;border-top:1px solid #dddddd;border-bottom:1px solid #dddddd;list-style:none',
  statement:
    'margin:0 0 16px;padding:12px 16px;border:1px solid #dddddd;border-radius:8px;white-space:pre-wrap',
  button:
    'display:inline-block;padding:12px 20px;border-radius:8px;font-weight:600;text-decoration:none',
  footer: 'max-width:560px;margin:16px auto 0;color:#565e5a;font-size:13px',
} as const

function asHtml({ language, shop }: MailContent, parts: Parts): string {
  const { hello, title, body, statement, items, facts, links, footer, subject } = parts
  const button = `${styles.button};background:${shop.accent_color};color:${shop.on_accent_color}`
  const list = items
    .map((item) => `<li>${item.count}<span dir="auto">${escapeHtml(item.title)}</span></li>`)
    .join('')
  const fact = ([label, value]: readonly [string, string]) =>
    `<p style="${styles.text}">${escapeHtml(label)}: <strong dir="auto">${escapeHtml(value)}</strong></p>`
  const link = ({ label, url }: { label: string; url: string }, style: string) =>
    `<p style="${styles.text}"><a style="${style}" href="${escapeHtml(url)}">${escapeHtml(label)}</a></p>`
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="${styles.page}">
<div style="${styles.card}">
<p style="${styles.shop}" dir="auto">${escapeHtml(shop.name)}</p>
<h1 style="${styles.title}">${escapeHtml(title)}</h1>
<p style="${styles.text}">${escapeHtml(hello)}</p>
<p style="${styles.text}">${escapeHtml(body)}</p>
${statement && `<p style="${styles.statement}" dir="auto">${escapeHtml(statement)}</p>`}
${list && `<ul style="${styles.items}">${list}</ul>`}
${facts.map(fact).join('')}
${links.map((each, index) => link(each, index === 0 ? button : '')).join('\n')}
</div>
<p style="${styles.footer}">${escapeHtml(footer)}</p>
</body>
</html>
`
}
