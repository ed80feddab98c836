import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { CustomerOrder } from '../../api/features/portal/order-schemas'
import { type Page, renderPage } from '../../api/features/portal/render-page'
import type { ShopView } from '../../api/features/portal/schemas'

const strings = JSON.parse(
  readFileSync(new URL('../fixtures/blns/blns.json', import.meta.url), 'utf8'),
) as string[]
const built = readFileSync(new URL('../../portal/index.html', import.meta.url), 'utf8')

const accent = { accent: '#1d5c4d', on_accent: '#ffffff' }
const shopCalled = (name: string): ShopView => ({
  ...{ name, time_zone: 'Europe/Berlin', language: 'en', logo: null },
  accent: { light: accent, dark: accent },
})

const orderOf = (naughty: string): CustomerOrder => ({
  ...{ id: 'ord_1', number: 'HF-7K3M-9QXT', status: 'open', payment_status: 'paid' },
  ...{ fulfillment_status: 'fulfilled', placed_at: '2026-11-23T10:15:30.000Z', expected: null },
  parcels: [
    {
      ...{ id: 'ful_1', method: 'ship', status: 'shipped', carrier: naughty },
      ...{ tracking_number: naughty, tracking_url: null, tracking_status: naughty },
      lines: [{ title: naughty, quantity: 1 }],
      events: [{ status: naughty, occurred_at: '2026-11-23T10:15:30.000Z', description: naughty }],
      ...{ shipped_at: null, delivered_at: null },
    },
  ],
  ...{ currency: 'EUR', subtotal: 3600, discount: 0, tax: 0, total: 3600, refunded: 0 },
  shipping: { service: naughty, amount: 0, tax: 0 },
  customer: { email: 'ada@example.com', name: naughty },
  shipping_address: null,
  lines: [
    {
      ...{ id: 'lin_1', sku: 'MUG', title: naughty, quantity: 2, unit_price: 1800 },
      ...{ quantity_canceled: 0, quantity_fulfilled: 2, quantity_returned: 0 },
      ...{ discount: 0, tax: 0, total: 3600, properties: { note: naughty } },
    },
  ],
  actions: { cancel: false, address: false, return: true, claim: true, withdraw: true },
  ...{ returns: [], claims: [], version: 1, updated_at: '2026-11-23T10:15:30.000Z' },
})

const page = (naughty: string): Page => ({
  ...{ slug: 'bakery', language: 'en', path: 'order' },
  shop: shopCalled(naughty),
  order: orderOf(naughty),
})

const unescaped = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

it('shows every naughty string as text, and gives it to the script to the letter', () => {
  const tags = renderPage(built, page('plain')).match(/<[^>]*>/g)?.length
  for (const naughty of strings.filter((text) => text !== '')) {
    const html = renderPage(built, page(naughty))
    const data = JSON.parse(unescaped(/data-page="([^"]*)"/.exec(html)?.[1] ?? ''))

    expect([naughty, html.match(/<[^>]*>/g)?.length]).toEqual([naughty, tags])
    expect(data).toEqual({
      slug: 'bakery',
      language: 'en',
      shop: shopCalled(naughty),
      order: orderOf(naughty),
    })
    const [, shown = ''] = html.split('<main')
    expect(unescaped(shown)).toContain(naughty)
  }
})

it('says in words what stands in it, in the language of the page', () => {
  const html = renderPage(built, { ...page('Mug'), language: 'de' })

  expect(html).toContain('<html lang="de" dir="ltr">')
  for (const words of ['Ihre Bestellung ist unterwegs', '36,00', '23. November 2026', '2 ×']) {
    expect(html).toContain(words)
  }
})
