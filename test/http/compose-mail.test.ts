import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { languages } from '../../api/domain/notifications/language'
import { mailTemplates } from '../../api/domain/notifications/template'
import { composeMail, type MailContent } from '../../api/features/notifications/compose-mail'

const strings = JSON.parse(
  readFileSync(new URL('../fixtures/blns/blns.json', import.meta.url), 'utf8'),
) as string[]

const content: MailContent = {
  template: 'shipped',
  language: 'en',
  shop: { name: 'Bakery', accent_color: '#1d5c4d', on_accent_color: '#ffffff' },
  order: { number: 'HF-7K3M-9QXT', name: 'Ada' },
  lines: [{ title: 'Rye bread', quantity: 2 }],
  parcel: { carrier: 'DHL', tracking_number: '0034', tracking_url: 'https://carrier.example/0034' },
  link: 'https://portal.test/portal/bakery#number=HF-7K3M-9QXT',
  minutes: 30,
}

it.each(languages.flatMap((language) => mailTemplates.map((template) => ({ language, template }))))(
  'says everything of $template in $language',
  ({ language, template }) => {
    const { subject, text, html } = composeMail({ ...content, language, template })

    expect(subject).toContain(content.order.number)
    for (const written of [subject, text, html]) expect(written).not.toMatch(/\{\w+\}|undefined/)
    expect(text).toContain(content.link)
    expect(html).toContain(`href="${content.link}"`)
    expect(html).toContain(`lang="${language}"`)
  },
)

/** What HTML makes of text that was escaped: as a browser reads it. */
const unescaped = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

it('shows every naughty string as text, wherever it stands', () => {
  const markup = composeMail(content).html.match(/<[^>]*>/g)?.length
  for (const naughty of strings) {
    const { subject, text, html } = composeMail({
      ...content,
      shop: { ...content.shop, name: naughty },
      order: { ...content.order, name: naughty },
      lines: [{ title: naughty, quantity: 2 }],
      parcel: { carrier: naughty, tracking_number: naughty, tracking_url: naughty },
      statement: naughty,
    })

    // Two tags for the statement; none for the link, unless the string is an address of the web.
    const tags = html.match(/<[^>]*>/g) ?? []
    expect([naughty, tags.length - (markup ?? 0) + (/^https?:/i.test(naughty) ? 0 : 4)]).toEqual([
      naughty,
      naughty === '' ? 0 : 2,
    ])
    expect(unescaped(html)).toContain(naughty)
    expect(text).toContain(naughty)
    expect(subject).not.toMatch(/[\r\n]/)
  }
})

it.each([
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['//carrier.example', false],
  ['https://', false],
  ['http://carrier.example/a?b=1&c="', true],
])('makes a link of %s: %s', (tracking_url, is_link) => {
  const { html } = composeMail({ ...content, parcel: { carrier: 'DHL', tracking_url } })

  expect(html.includes('Follow the parcel')).toBe(is_link)
  expect(html).not.toMatch(/href="(?!https?:)/)
})
