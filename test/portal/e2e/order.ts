// What customers do with an order by themselves.
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { png } from './png.ts'
import { keptPhotos, openTab, type Shop, signIn } from './shop.ts'

/** What another customer of this browser, and a tab that was closed days ago, left in its store. */
const leaveBehind = (page: Page, order_id: string) =>
  page.evaluate(`new Promise((resolve) => {
    const opening = indexedDB.open('holdfast')
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('photos', 'readwrite')
      const store = transaction.objectStore('photos')
      const photos = [new File(['x'], 'other.png')]
      store.put({ photos, kept_at: Date.now() }, 'ord_other/claim/1')
      store.put({ photos, kept_at: Date.now() - 3 * 86400000 }, '${order_id}/claim/2')
      transaction.oncomplete = () => resolve(opening.result.close())
    }
  })`)

export function changeOrder(open: () => Shop): void {
  let shop: Shop
  beforeAll(() => {
    shop = open()
  })

  const mug = { sku: 'MUG-BLUE', quantity: 1, unit_price: 1800 }

  it('cancels an order that nobody has begun to pack, and sends the money back', async () => {
    const { page, context, complaints } = await openTab(shop)
    const order = await shop.placeOrder([mug])
    await signIn(page, shop, order)
    // Two pages at once: the second overtakes the first, which is no fault.
    await page.evaluate(
      `for (const end of ['address', 'cancel']) document.querySelector('a[href$=' + end + ']').click()`,
    )
    await page.getByLabel('Why?').fill('Ordered twice')
    await page.getByRole('button', { name: 'Cancel the order' }).click()
    await page.getByRole('heading', { name: 'Your order was canceled' }).waitFor()

    const canceled = await shop.api('GET', `/v1/orders/${order.id}`)
    expect(canceled).toMatchObject({ status: 'canceled', cancel_note: 'Ordered twice' })
    expect(await page.getByRole('link', { name: 'Cancel the order' }).count()).toBe(0)
    await page.goto(`${shop.portal}/order/cancel`)
    await page.getByRole('heading', { name: 'It is too late for that' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('changes the address until picking begins', async () => {
    const { page, context } = await openTab(shop)
    const order = await shop.placeOrder([mug])
    await signIn(page, shop, order)
    await page.getByRole('link', { name: 'Change the address' }).click()
    await page.getByLabel('Street and number').fill('')
    await page.getByRole('button', { name: 'Save the address' }).click()
    await page.getByText('This is needed.').waitFor()
    await page.getByLabel('Street and number').fill('Rue de Rivoli 9')
    await page.getByLabel('City').fill('Paris')
    await page.getByLabel('Country').selectOption({ label: 'France' })
    await page.getByRole('button', { name: 'Save the address' }).click()
    await page.getByText('The address was changed.').waitFor()

    const changed = await shop.api('GET', `/v1/orders/${order.id}`)
    expect(changed.shipping_address).toMatchObject({ line1: 'Rue de Rivoli 9', country: 'FR' })
    await page.getByRole('link', { name: 'Change the address' }).click()
    await shop.api('POST', `/v1/fulfillments/${order.fulfillments[0]?.id}/pick`, {})
    await page.getByRole('button', { name: 'Save the address' }).click()
    await page.getByRole('heading', { name: 'It is too late for that' }).waitFor()
    await context.close()
  })

  it('reports a problem with a photo', async () => {
    const { page, context, complaints } = await openTab(shop)
    const order = await shop.placeOrder([mug])
    await shop.deliver(order)
    await signIn(page, shop, order)
    await page.getByRole('link', { name: 'Report a problem' }).click()
    await page.getByRole('button', { name: 'Send the report' }).click()
    await page.getByText('Choose at least one item.').waitFor()
    await page.getByLabel('How many of Enamel mug, blue').selectOption('1')
    await page.getByLabel('What happened?').fill('The handle is off.')
    const photo = { name: 'mug.png', mimeType: 'image/png', buffer: png() }
    await page.getByLabel('Photos').setInputFiles([photo])
    await keptPhotos(page, ['mug.png'])
    await leaveBehind(page, order.id)
    await page.reload()
    await page.getByRole('button', { name: 'Remove mug.png' }).waitFor()
    await keptPhotos(page, ['mug.png'])
    await page.getByRole('button', { name: 'Send the report' }).click()
    await page.getByRole('heading', { name: 'We have your report' }).waitFor()

    const { data } = await shop.api('GET', '/v1/claims')
    expect(data.filter((each: { order_id: string }) => each.order_id === order.id)).toMatchObject([
      {
        type: 'damaged',
        description: 'The handle is off.',
        photos: [{ content_type: 'image/jpeg' }],
      },
    ])
    await page.getByRole('link', { name: 'Back' }).click()
    await page.getByText('Being looked at').waitFor()
    await keptPhotos(page, [])
    // What is not sent stays behind neither.
    await page.goto(`${shop.portal}/order/claim`)
    await page.getByLabel('Photos').setInputFiles([photo])
    await keptPhotos(page, ['mug.png'])
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(shop.portal)
    await keptPhotos(page, [])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('withdraws in two steps, and is given the acknowledgement', async () => {
    const { page, context } = await openTab(shop)
    const order = await shop.placeOrder([mug])
    await shop.deliver(order)
    await signIn(page, shop, order)
    await page.getByRole('link', { name: 'Withdraw from the contract' }).click()
    await page.getByRole('button', { name: 'Show what I declare' }).click()
    await page.getByText('Name of the consumer: Ada Lovelace').waitFor()
    expect((await shop.api('GET', '/v1/withdrawals')).data).toEqual([])
    await page.getByRole('button', { name: 'Confirm the withdrawal' }).click()
    await page.getByRole('heading', { name: 'Your withdrawal was received' }).waitFor()

    const { data } = await shop.api('GET', '/v1/withdrawals')
    expect(data.filter((each: { order_id: string }) => each.order_id === order.id)).toMatchObject([
      { order_id: order.id, status: 'confirmed' },
    ])
    const href = await page.getByRole('link', { name: /acknowledgement/ }).getAttribute('href')
    const pdf = await page.request.get(new URL(href ?? '', page.url()).href)
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf'])
    await context.close()
  })
}
