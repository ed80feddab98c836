// From an order to a return, and what becomes of it.
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { png } from './png.ts'
import { keptPhotos, openTab, type Placed, type Shop, signIn } from './shop.ts'

export function returnItems(open: () => Shop): void {
  let shop: Shop
  beforeAll(() => {
    shop = open()
  })

  const delivered = async (...lines: Parameters<Shop['placeOrder']>[0]): Promise<Placed> => {
    const order = await shop.placeOrder(lines)
    await shop.deliver(order)
    return order
  }
  const mugs = (quantity: number) => ({ sku: 'MUG-BLUE', quantity, unit_price: 1800 })
  const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click()

  async function pick(page: Page, title: string, quantity: string, reason: string) {
    await page.getByRole('link', { name: 'Return items' }).click()
    await page.getByLabel(`How many of ${title}`).selectOption(quantity)
    await next(page)
    await page.getByRole('radio', { name: reason }).check()
    await next(page)
    await page.getByText('What it comes to').waitFor()
  }

  it('returns 2 of 3 units for money back, to the cent that was said before', async () => {
    const { page, context, complaints } = await openTab(shop)
    const order = await delivered(mugs(3), { sku: 'HAT', quantity: 1, unit_price: 2490 })
    await signIn(page, shop, order)
    await page.getByRole('link', { name: 'Return items' }).click()
    const hat = page.getByRole('listitem').filter({ hasText: 'Wool hat, green' })
    expect(await hat.innerText()).toContain('Final sale: cannot be returned')
    expect(await hat.getByRole('combobox').count()).toBe(0)

    await next(page)
    await page.getByText('Choose at least one item.').waitFor()
    await page.getByLabel('How many of Enamel mug, blue').selectOption('2')
    await next(page)
    await next(page)
    await page.getByText('Choose a reason.').waitFor()
    await page.getByRole('radio', { name: 'It is too small' }).check()
    await next(page)
    await page.getByText('€31.10').waitFor()
    expect(
      (await page.getByText('What it comes to').locator('..').innerText()).split('\n'),
    ).toEqual([
      ...['What it comes to', 'Your items', '€36.00', 'Return shipping', '-€4.90'],
      ...['You get back', '€31.10'],
    ])
    await page.getByRole('button', { name: 'Send the return' }).click()
    await page.getByRole('heading', { name: 'Send the items back' }).waitFor()
    expect(await page.getByRole('img', { name: /^Or show this code/ }).isVisible()).toBe(true)

    const { data } = await shop.api('GET', `/v1/returns?order_id=${order.id}`)
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({
      status: 'approved',
      resolution: 'refund',
      quote: { goods: 3600, fee: 490, refund: 3110 },
      lines: [{ sku: 'MUG-BLUE', quantity: 2, reason: 'too_small' }],
    })
    const pdf = await page.request.get(await link(page, 'Open the label as a PDF'))
    expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    expect(complaints).toEqual([])
    await context.close()
  })

  const link = async (page: Page, name: string) =>
    new URL((await page.getByRole('link', { name }).getAttribute('href')) ?? '', page.url()).href

  it('prints the label on A4 and on Letter', async () => {
    const { page, context } = await openTab(shop)
    await signIn(page, shop, await delivered(mugs(1)))
    await pick(page, 'Enamel mug, blue', '1', 'I do not want it any more')
    await page.getByRole('button', { name: 'Send the return' }).click()
    await page.getByRole('link', { name: 'Print the label' }).click()
    const sizeOf = async (paper: string) => {
      await page.getByRole('radio', { name: paper }).check()
      const pdf = await page.pdf({ preferCSSPageSize: true })
      return /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/
        .exec(pdf.toString('latin1'))
        ?.slice(1)
        .map(Number)
        .map(Math.round)
    }

    expect(await sizeOf('A4')).toEqual([595, 842])
    expect(await sizeOf('Letter')).toEqual([612, 792])
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
    expect(await page.getByText('Ada Lovelace').first().isVisible()).toBe(true)
    await context.close()
  })

  it('exchanges for something that costs more, and says what is owed', async () => {
    const { page, context, complaints } = await openTab(shop)
    const order = await delivered(mugs(1))
    await signIn(page, shop, order)
    await pick(page, 'Enamel mug, blue', '1', 'It is too small')
    await page.getByRole('radio', { name: 'Exchange For another' }).check()
    await page.getByRole('button', { name: 'Send the return' }).click()
    await page.getByText('Choose what you would like instead.').waitFor()
    // Of the mug there is another color; the tent is found by its name.
    await page.getByRole('radio', { name: 'Enamel mug, red' }).waitFor()
    const values = "[...document.querySelectorAll('[name=exchange]')].map(({ value }) => value)"
    expect(await page.evaluate(values)).toEqual(['MUG-BLUE', 'MUG-RED', 'HAT', 'TENT'])
    await page.getByLabel('Search for an item').fill('polar')
    await page.getByRole('radio', { name: /^Tent/ }).check()
    // 18.00 less 4.90 for the way back stand against 349.00.
    await page.getByText('€335.90').waitFor()
    expect(await page.getByText('You pay on top').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Send the return' }).click()
    await page.getByRole('heading', { name: 'Send the items back' }).waitFor()

    const { data } = await shop.api('GET', `/v1/returns?order_id=${order.id}`)
    expect(data[0]).toMatchObject({
      resolution: 'exchange',
      exchange: { new_total: 34900, credit: 1310, balance: 33590 },
    })
    expect(complaints).toEqual([])
    await context.close()
  })

  it('keeps what was chosen on the way back, on the way forward and over a reload', async () => {
    const { page, context } = await openTab(shop)
    const order = await delivered(mugs(3))
    await signIn(page, shop, order)
    await pick(page, 'Enamel mug, blue', '3', 'It is the wrong item')
    await page.goBack()
    await page.locator('[value=wrong_item]:checked').waitFor()
    const photo = { mimeType: 'image/png', buffer: png() }
    await page.getByLabel('Photos').setInputFiles([
      { name: 'mug.png', ...photo },
      { name: 'box.png', ...photo },
    ])
    await page.getByRole('button', { name: 'Remove box.png' }).click()
    await keptPhotos(page, ['mug.png'])
    await page.goBack()
    await page.locator('.quantity-picker').waitFor()
    expect(await page.getByLabel('How many of Enamel mug, blue').inputValue()).toBe('3')
    await page.goForward()
    await page.reload()
    await page.locator('[value=wrong_item]:checked').waitFor()
    await page.getByRole('button', { name: 'Remove mug.png' }).waitFor()
    await next(page)
    await page.getByText('€54.00').last().waitFor()

    await page.getByRole('button', { name: 'Send the return' }).click()
    await page.getByRole('heading', { name: /your request|back/ }).waitFor()
    const { data } = await shop.api('GET', `/v1/returns?order_id=${order.id}`)
    expect(data[0].photos).toMatchObject([{ content_type: 'image/jpeg' }])
    await keptPhotos(page, [])
    await page.goBack()
    await page.goForward()
    await page.goto(`${shop.portal}/order/return/resolution`)
    // What is sent is sent: the way to it begins anew, and nothing is left to send.
    await page.getByText('Nothing of this order can be sent back.').waitFor()
    expect(await page.getByText('Returned already').isVisible()).toBe(true)
    await context.close()
  })

  it('shows a return that waits for a person, and why it was declined', async () => {
    const { page, context } = await openTab(shop)
    // A browser that keeps nothing: photos stay for the way back, and are sent.
    await page.addInitScript('Object.defineProperty(window, "indexedDB", { value: undefined })')
    const order = await delivered(mugs(1))
    await signIn(page, shop, order)
    await page.getByRole('link', { name: 'Return items' }).click()
    await page.getByLabel('How many of Enamel mug, blue').selectOption('1')
    await next(page)
    expect(await page.getByLabel('Photos').count()).toBe(0)
    await page.getByRole('radio', { name: 'It is not as described' }).check()
    const photo = { mimeType: 'image/png', buffer: png() }
    await page.getByLabel('Photos').setInputFiles([{ name: 'mug.png', ...photo }])
    await page.getByLabel('Photos').setInputFiles([{ name: 'wrong.png', ...photo }])
    await page.getByRole('button', { name: 'Remove wrong.png' }).click()
    await next(page)
    await page.getByText('What it comes to').waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Remove mug.png' }).waitFor()
    await next(page)
    await page.getByText('What it comes to').waitFor()
    await page.getByRole('button', { name: 'Send the return' }).click()
    await page.getByRole('heading', { name: 'We have your request' }).waitFor()
    const { data } = await shop.api('GET', `/v1/returns?order_id=${order.id}`)
    expect(data[0].photos).toMatchObject([{ content_type: 'image/jpeg' }])
    await shop.api('POST', `/v1/returns/${data[0].id}/decline`, {
      reason: 'It was worn <b>often</b>.',
    })
    await page.reload()

    await page.getByRole('heading', { name: 'Your return was declined' }).waitFor()
    expect(await page.getByText('It was worn <b>often</b>.').isVisible()).toBe(true)
    await context.close()
  })

  it('sees no return of another customer', async () => {
    const [mine, theirs] = [await delivered(mugs(1)), await delivered(mugs(1))]
    const other = await openTab(shop)
    await signIn(other.page, shop, theirs)
    await pick(other.page, 'Enamel mug, blue', '1', 'It is too small')
    await other.page.getByRole('button', { name: 'Send the return' }).click()
    await other.page.getByRole('heading', { name: 'Send the items back' }).waitFor()
    const id = other.page.url().split('/').at(-1)

    const { page, context } = await openTab(shop)
    await signIn(page, shop, mine)
    const answers = [
      await page.request.get(`${shop.portal}/api/returns/${id}`),
      await page.request.get(`${shop.portal}/api/returns/${id}/label.pdf`),
      await page.request.post(`${shop.portal}/api/returns/${id}/cancel`, {
        ...{ data: {}, headers: { 'idempotency-key': 'not-mine' } },
      }),
    ]
    expect(answers.map((answer) => answer.status())).toEqual([404, 404, 404])
    await page.goto(`${shop.portal}/order/returns/${id}`)
    await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor()
    await context.close()
    await other.context.close()
  })
}
