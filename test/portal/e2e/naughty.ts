// What people write is text, whatever it looks like to a browser.
import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { openTab, type Shop, signIn } from './shop.ts'

const strings = (
  JSON.parse(
    readFileSync(new URL('../../fixtures/blns/blns.json', import.meta.url), 'utf8'),
  ) as string[]
).filter((text) => text.length > 0 && text.length <= 100)
const PER_LINE = 6
const EVENTS_MAX = 100

export function showText(open: () => Shop): void {
  let shop: Shop
  beforeAll(() => {
    shop = open()
  })

  it('shows every naughty string as text: in titles, notes, names and what carriers say', async () => {
    const lines = []
    for (let at = 0; at < strings.length; at += PER_LINE) {
      const [title = '', ...notes] = strings.slice(at, at + PER_LINE)
      const properties = Object.fromEntries(notes.map((note, index) => [`Note ${index}`, note]))
      lines.push({ sku: 'MUG-BLUE', quantity: 1, unit_price: 1, title, properties })
    }
    const carriers_say = strings.slice(-EVENTS_MAX)
    const scripts = strings.filter((text) => text.includes('<script'))
    const order = await shop.placeOrder(lines)
    const path = `/v1/fulfillments/${order.fulfillments[0]?.id}`
    await shop.api('POST', `${path}/ship`, { carrier: scripts[0], tracking_number: scripts[1] })
    const occurred_at = new Date().toISOString()
    const events = carriers_say.map((description) => ({
      ...{ status: 'in_transit', occurred_at, description },
    }))
    await shop.api('POST', `${path}/tracking_events`, { events })

    const { page, context, complaints } = await openTab(shop)
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`))
    await signIn(page, shop, order)
    const shown = String(await page.evaluate("document.querySelector('main').textContent"))
    expect(strings.filter((text) => !shown.includes(text))).toEqual([])
    expect(complaints).toEqual([])
    expect(
      Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth')),
    ).toBeLessThanOrEqual(0)
    await context.close()
  })
}
