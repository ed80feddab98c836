// Finding an order, and the links that open it.
import { beforeAll, expect, it } from 'vitest'
import { openTab, type Placed, type Shop } from './shop.ts'

export function findOrder(open: () => Shop): void {
  let shop: Shop
  let order: Placed
  beforeAll(async () => {
    shop = open()
    order = await shop.placeOrder([
      { sku: 'MUG-BLUE', quantity: 2, unit_price: 1800 },
      { sku: 'TENT', quantity: 1, unit_price: 34900 },
    ])
  })

  it('finds an order by number and e-mail, and by no wrong e-mail', async () => {
    const { page, context, complaints } = await openTab(shop)
    await page.goto(shop.portal)
    await page.getByLabel('Order number').fill(order.number.toLowerCase())
    await page.getByRole('button', { name: 'Find my order' }).click()
    await page.getByText('Enter your e-mail address.').waitFor()
    expect(
      await page.getByLabel('E-mail address').evaluate((each) => each === document.activeElement),
    ).toBe(true)

    await page.getByLabel('E-mail address').fill('eve@example.com')
    await page.getByRole('button', { name: 'Find my order' }).click()
    await page.getByText('We found no such order').waitFor()
    expect(await page.getByLabel('Order number').inputValue()).toBe(order.number.toLowerCase())

    await page.getByLabel('E-mail address').fill(order.email)
    await page.getByRole('button', { name: 'Find my order' }).click()
    await page.getByRole('heading', { name: 'We have your order' }).waitFor()
    const shown = await page.getByRole('main').innerText()
    expect(shown).toContain('Enamel mug, blue')
    expect(shown).toContain('Your order comes in 2 parcels.')
    expect(shown).not.toMatch(/€|Torstraße|Ada/)

    await page.reload()
    await page.getByRole('heading', { name: 'We have your order' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('opens the order with the mailed link, once; the order needs no number then', async () => {
    const { page, context, complaints } = await openTab(shop)
    await page.goto(`${shop.portal}#number=${order.number}`)
    expect(await page.getByLabel('Order number').inputValue()).toBe(order.number)
    await page.getByLabel('E-mail address').fill(order.email)
    await page.getByRole('button', { name: 'Find my order' }).click()
    await page.getByRole('button', { name: 'Mail me a link' }).click()
    await page.getByText('Check your inbox').waitFor()

    const link = await shop.nextLink(order)
    await page.goto(link)
    await page.getByRole('button', { name: 'Open my order' }).click()
    await page.getByText('€385.00').waitFor()
    expect(page.url()).toBe(`${shop.portal}/order`)
    expect(await page.getByRole('main').innerText()).toContain('Torstraße 1')

    await page.getByRole('button', { name: 'Hide prices' }).click()
    expect(await page.getByRole('main').innerText()).not.toContain('€')
    await page.reload()
    await page.getByText('€385.00').waitFor()

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Find my order' }).waitFor()
    await page.goto(`${shop.portal}/order`)
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    await page.goto(link)
    await page.getByRole('button', { name: 'Open my order' }).click()
    await page.getByRole('heading', { name: 'This link was used already' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it.each([
    ['order/cancel', /\/order\/cancel$/],
    ['//example.com', /\/order$/],
    ['order/../../../docs', /\/order$/],
  ])('a mailed link that names the page %s leads nowhere but into the order', async (to, where) => {
    const { page, context } = await openTab(shop)
    await page.goto(`${await shop.mailLink(order)}&page=${to}`)
    await page.getByRole('button', { name: 'Open my order' }).click()
    await page.waitForURL(where)
    expect(page.url()).toMatch(new RegExp(`^${shop.portal}/order`))
    await context.close()
  })

  it('helps with links that are expired, unknown or cut off, and with addresses that lead nowhere', async () => {
    const { page, context, complaints } = await openTab(shop)
    const link = await shop.mailLink(order)
    // Just now: what has expired for long is forgotten by the minute.
    await shop.sql(
      'UPDATE portal_links SET created_at = 0, expires_at = ? WHERE session_hash IS NULL',
      Date.now(),
    )
    await page.goto(link)
    await page.getByRole('button', { name: 'Open my order' }).click()
    await page.getByRole('heading', { name: 'This link has expired' }).waitFor()
    await page.getByRole('link', { name: 'Get a new link' }).click()
    await page.getByRole('heading', { name: 'Find my order' }).waitFor()

    await page.goto(`${shop.portal}/sign-in#token=${'x'.repeat(43)}`)
    await page.getByRole('button', { name: 'Open my order' }).click()
    await page.getByRole('heading', { name: 'We do not know this link' }).waitFor()

    await page.goto(`${shop.portal}/sign-in`)
    await page.getByRole('heading', { name: 'We do not know this link' }).waitFor()
    await page.goto(`${shop.portal}/some/page`)
    await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor()
    await page.goto(shop.portal.replace(shop.merchant.slug, 'no-such-shop'))
    await page.getByRole('heading', { name: 'There is no shop at this address' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('can be read before its script is there', async () => {
    const { page, context } = await openTab(shop)
    await page.goto(await shop.mailLink(order))
    await page.getByRole('button', { name: 'Open my order' }).click()
    await page.waitForURL(/\/order$/)
    await page.route('**/*.js', (route) => route.abort())
    await page.goto(`${shop.portal}/order`)

    expect(await page.getByRole('heading', { name: 'We have your order' }).isVisible()).toBe(true)
    const shown = await page.getByRole('main').innerText()
    for (const words of [
      'Nordlicht Outfitters gets them ready',
      'Enamel mug, blue',
      '€36.00',
      order.number,
    ]) {
      expect(shown).toContain(words)
    }
    await context.close()
  })
}
