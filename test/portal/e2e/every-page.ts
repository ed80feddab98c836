// What holds of every page: for eyes, hands and readers of all kinds, in every language.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { type ContextOptions, openOrder, openTab, type Shop, signIn } from './shop.ts'
import { limited, ofDelivered, ofPlaced, type Stop, signedOut, usedLink } from './stops.ts'

const screenshots = new URL('../screenshots/', import.meta.url).pathname
const dist = new URL('../../../portal/dist/', import.meta.url)
const GZIP_BUDGET = 60 * 1024

interface Look {
  name: string
  options: ContextOptions
  /** Whether axe looks, too: what it finds does not depend on language and width. */
  inspected?: boolean
}

const phone = { width: 390, height: 844 }
const desk = { width: 1280, height: 900 }
const looks: readonly Look[] = [
  // Without motion: a color that is on its way to another is neither.
  { name: '390-light', options: { viewport: phone, reducedMotion: 'reduce' }, inspected: true },
  { name: '390-dark-ar', options: { viewport: phone, colorScheme: 'dark', locale: 'ar' } },
]
/** On demand: `SCREENSHOTS=1 npm test -- test/portal/e2e`. */
const pictures: readonly Look[] = [
  { name: '1280-light', options: { viewport: desk } },
  { name: '1280-dark', options: { viewport: desk, colorScheme: 'dark' } },
  { name: '390-light-ja', options: { viewport: phone, locale: 'ja' } },
]
const wanted = process.env.SCREENSHOTS ? [...looks, ...pictures] : looks
const PATIENCE_MS = 300_000

export function everyPage(open: () => Shop): void {
  let shop: Shop
  beforeAll(() => {
    shop = open()
  })

  const place = () =>
    shop.placeOrder([
      { sku: 'MUG-BLUE', quantity: 3, unit_price: 1800 },
      { sku: 'HAT', quantity: 1, unit_price: 2490 },
    ])
  const delivered = async () => {
    const order = await place()
    await shop.deliver(order)
    return order
  }

  it.each(wanted)('can be used by everybody: $name', { timeout: PATIENCE_MS }, async (of) => {
    const { options } = of
    const { page, context, complaints } = await openTab(shop, options)
    const found: unknown[] = []
    const look = async (stops: readonly Stop[]) => {
      for (const stop of stops) found.push(...(await visit(page, stop, of)))
    }
    await look(signedOut)
    const order = await place()
    await look(limited(order))
    const link = await shop.nextLink(order)
    await openOrder(page, link, order)
    await look(ofPlaced)
    await look([usedLink(link.slice(shop.portal.length))])
    await context.clearCookies()
    await signIn(page, shop, await delivered())
    await look(ofDelivered)

    expect(found).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  /** Goes there, and says what is wrong with it. */
  async function visit(page: Page, { name, path, act, ready }: Stop, of: Look) {
    // A change of what stands behind the # loads nothing.
    if (path !== undefined) {
      await page.goto('about:blank')
      await page.goto(shop.portal + path)
      await page.locator('#content').waitFor()
    }
    await act?.(page)
    await page.locator(ready).first().waitFor()
    if (process.env.SCREENSHOTS) {
      mkdirSync(screenshots, { recursive: true })
      await page.screenshot({ path: `${screenshots}${name}-${of.name}.png`, fullPage: true })
    }
    const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    return [
      ...(of.inspected ? await inspect(page) : []),
      ...(Number(wide) > 0 ? [`${wide} pixels too wide`] : []),
    ].map((fault) => `${name} ${of.name}: ${fault}`)
  }

  it('is written from right to left in Arabic, and in the customer’s own language elsewhere', async () => {
    const { page, context } = await openTab(shop, { locale: 'ar-EG' })
    await page.goto(shop.portal)
    await page.getByRole('heading', { name: 'ابحث عن طلبي' }).waitFor()
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    const label = await page.locator('.field-label').first().boundingBox()
    expect((label?.x ?? 0) + (label?.width ?? 0)).toBeGreaterThan(195)

    await page.getByRole('link', { name: 'Deutsch' }).click()
    await page.getByRole('heading', { name: 'Bestellung finden' }).waitFor()
    await page.goto(shop.portal)
    await page.getByRole('heading', { name: 'Bestellung finden' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await context.close()
  })

  it('needs no mouse, from the form to the return that is sent', async () => {
    const { page, context } = await openTab(shop)
    const order = await delivered()
    await page.goto(shop.portal)
    await page.locator('form').waitFor()
    await press(page, '[name=number]')
    await page.keyboard.type(order.number)
    await page.keyboard.press('Tab')
    await page.keyboard.type(order.email)
    await page.keyboard.press('Enter')
    await page.locator('.send-link').waitFor()
    await press(page, '.send-link button', 'Enter')
    await page.locator('[role=status]').waitFor()
    await page.goto(await shop.nextLink(order))
    await page.locator('main button').waitFor()
    await press(page, 'main button', 'Enter')
    await page.waitForURL(/\/order$/)
    await press(page, 'a[href$="/order/return"]', 'Enter')
    await page.locator('.return-line').first().waitFor()
    await press(page, '.quantity-picker')
    await page.keyboard.type('2')
    await press(page, 'main .button', 'Enter')
    await page.locator('.choice').waitFor()
    await press(page, '.option-input')
    await page.keyboard.press('Space')
    await press(page, 'main .button', 'Enter')
    await page.locator('.quote').waitFor()
    await press(page, 'main .button', 'Enter')
    await page.locator('.label-card').waitFor()
    await context.close()
  })

  it('moves nothing for those who do not want it, and takes the focus along', async () => {
    const { page, context } = await openTab(shop, { reducedMotion: 'reduce' })
    await signIn(page, shop, await place())
    await page.locator('a[href$=cancel]').click()
    await page.getByRole('heading', { name: 'Cancel the order?' }).waitFor()

    expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1')
    expect(await page.title()).toBe('Cancel the order? · Nordlicht Outfitters')
    expect(await page.evaluate('document.getAnimations().length')).toBe(0)
    await context.close()
  })

  it('loads no more than 60 kB of script at first', () => {
    const html = readFileSync(new URL('index.html', dist), 'utf8')
    const entry = [...html.matchAll(/<script[^>]*src="\/([^"]+)"/g)].map(([, path = '']) => path)
    const texts = readdirSync(new URL('assets/', dist)).filter((name) =>
      /^[a-z]{2}-.*\.js$/.test(name),
    )
    const size = (path: string) => gzipSync(readFileSync(new URL(path, dist))).length
    const largest = Math.max(...texts.map((name) => size(`assets/${name}`)))

    expect([entry.length, texts.length]).toEqual([1, 8])
    expect(size(entry[0] ?? '') + largest).toBeLessThan(GZIP_BUDGET)
  })
}

/** Everything axe knows of in the light; in the dark, what the colors change. */
async function inspect(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  // Pages have no frames: nothing has to be put together in a page of its own.
  const axe = () => new AxeBuilder({ page }).setLegacyMode()
  const light = await axe().withTags(tags).analyze()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await axe().withRules(['color-contrast']).analyze()
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light.violations, ...dark.violations].map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
}

/** Walks there with the Tab key alone, as far as a page is long; then presses what is given. */
async function press(page: Page, selector: string, key?: string): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    const is_there = await page.evaluate(
      `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`,
    )
    if (is_there) {
      if (key) await page.keyboard.press(key)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`The Tab key leads to no ${selector}`)
}
