// A shop on a whole server, customers with orders in it, and a real browser to look at them with.
import type { BrowserContext, Page } from 'playwright-core'
import { type Browser, startChromium } from '../../support/chromium.ts'
import { startTestServer } from '../../support/server.ts'

export interface Placed {
  id: string
  number: string
  email: string
  total: number
  fulfillments: { id: string }[]
}

interface Line {
  sku: string
  quantity: number
  unit_price: number
  title?: string
  properties?: Record<string, string>
}

const address = {
  name: 'Ada Lovelace',
  line1: 'Torstraße 1',
  city: 'Berlin',
  postal_code: '10119',
  country: 'DE',
}

const skus = [
  { sku: 'MUG-BLUE', title: 'Enamel mug, blue', price: 1800, location_id: 'berlin' },
  { sku: 'MUG-RED', title: 'Enamel mug, red', price: 1900, location_id: 'berlin' },
  { sku: 'TENT', title: 'Tent “Polarstern”', price: 34900, location_id: 'hamburg' },
  { sku: 'HAT', title: 'Wool hat, green', price: 2490, location_id: 'berlin', final_sale: true },
]

const PATIENCE_MS = 90_000
let keys = 0

export async function openShop() {
  const server = await startTestServer({ assets: true })
  const browser = await startChromium()
  const merchant = await server.createMerchant({
    name: 'Nordlicht Outfitters',
    time_zone: 'Europe/Berlin',
  })
  const api = async (method: string, path: string, body?: object) => {
    const response = await fetch(server.url + path, {
      method,
      headers: {
        authorization: `Bearer ${merchant.secret_key}`,
        'content-type': 'application/json',
        'idempotency-key': `e2e-${++keys}`,
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  await stock(api)
  const database = await server.miniflare.getD1Database('DB')
  const sql: Sql = (statement, ...values) =>
    database
      .prepare(statement)
      .bind(...values)
      .run()
  const portal = `${server.url}/portal/${merchant.slug}`
  const mails = mailbox(api)

  return {
    ...{ api, sql, portal, browser, merchant },
    placeOrder: (lines: Line[], more: object = {}) => placeOrder(api, lines, more),
    deliver: (order: Placed) => deliver(api, order),
    mailLink: async (order: Placed) => {
      await fetch(`${portal}/api/links`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ number: order.number, email: order.email }),
      })
      return mails.nextLink(order)
    },
    nextLink: mails.nextLink,
    close: async () => {
      await browser.close()
      await server.stop()
    },
  }
}
export type Shop = Awaited<ReturnType<typeof openShop>>
type Sql = (statement: string, ...values: unknown[]) => Promise<unknown>
type Api = (method: string, path: string, body?: object) => ReturnType<typeof JSON.parse>

async function stock(api: Api) {
  for (const city of ['berlin', 'hamburg']) {
    await api('PUT', `/v1/locations/${city}`, {
      ...{ name: city, kind: 'warehouse' },
      address: { line1: 'Hafen 1', city, postal_code: '20457', country: 'DE' },
    })
  }
  for (const { sku, location_id, ...fields } of skus) {
    await api('PUT', `/v1/skus/${sku}`, { ...fields, currency: 'EUR' })
    const lines = [{ sku, location_id, delta: 1_000 }]
    await api('POST', '/v1/inventory/adjustments', { reason: 'received', lines })
  }
  await api('PUT', '/v1/return_policies/default', {
    return_shipping: { payer: 'flat', amount: 490 },
    approval: { automatic: true, reasons: ['too_small', 'unwanted', 'wrong_item'] },
  })
}

async function placeOrder(api: Api, lines: Line[], more: object): Promise<Placed> {
  const email = `customer-${++keys}@example.com`
  const order = await api('POST', '/v1/orders', {
    currency: 'EUR',
    customer: { email, name: 'Ada Lovelace' },
    shipping_address: address,
    shipping: { service: 'standard', amount: 490 },
    payment: { gateway: 'test', token: 'tok_ok' },
    ...{ lines, ...more },
  })
  return { ...order, email }
}

/** Sends everything there is, and lets the carrier tell that it arrived. */
async function deliver(api: Api, { fulfillments }: Placed): Promise<void> {
  for (const { id } of fulfillments) {
    await api('POST', `/v1/fulfillments/${id}/ship`, {
      ...{ carrier: 'DHL', tracking_number: '00340434161094015902' },
      tracking_url: 'https://carrier.example/00340434161094015902',
    })
    const now = Date.now()
    await api('POST', `/v1/fulfillments/${id}/tracking_events`, {
      events: [
        { status: 'in_transit', occurred_at: wire(now - 2_000), location: 'Leipzig' },
        { status: 'delivered', occurred_at: wire(now), description: 'Handed to a neighbor' },
      ],
    })
  }
}
const wire = (instant: number) => new Date(instant).toISOString()

/** Mails are sent after the answer: asked for until they are there. */
function mailbox(api: Api) {
  const read = new Set<string>()
  const LINK = /https?:\S+#token=[\w-]{43}/
  return {
    async nextLink({ email }: Placed): Promise<string> {
      for (;;) {
        const { data } = await api('GET', `/v1/notifications?to=${email}`)
        const mails = data as { id: string; template: string; text: string }[]
        const mail = mails.find(({ id, template }) => template === 'magic_link' && !read.has(id))
        const link = LINK.exec(mail?.text ?? '')?.[0]
        if (mail && link) {
          read.add(mail.id)
          return link
        }
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}

export type ContextOptions = Parameters<Browser['open']>[0]

/** A tab that fails the test when the page breaks a rule: scripts, policy, requests elsewhere. */
export async function openTab(
  { browser, portal }: { browser: Browser; portal: string },
  options: ContextOptions = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.open({
    ...{ viewport: { width: 390, height: 844 }, locale: 'en-US', timezoneId: 'Europe/Berlin' },
    ...options,
  })
  // On a busy machine all of this takes its time.
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const complaints: string[] = []
  const { origin } = new URL(portal)
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !url.startsWith('blob:')) complaints.push(`elsewhere: ${url}`)
  })
  page.on('console', (message) => {
    // A refusal is an answer, and the browser says so; all else is a fault of the page.
    const is_refusal = /status of 4\d\d/.test(message.text())
    if (message.type() === 'error' && !is_refusal) complaints.push(message.text())
  })
  return { page, context, complaints }
}

/** Signs in as the order's customer, and waits for the order. */
export async function signIn(page: Page, shop: Shop, order: Placed): Promise<void> {
  await openOrder(page, await shop.mailLink(order), order)
}

export async function openOrder(page: Page, link: string, order: Placed): Promise<void> {
  // A change of what stands behind the # loads nothing.
  await page.goto('about:blank')
  await page.goto(link)
  await page.getByRole('button', { name: /\S/ }).first().click()
  await page.waitForURL(/\/order$/)
  await page.getByText(order.number).first().waitFor()
}

/** Waits until exactly these are what the browser would find again after a reload. */
export async function keptPhotos(page: Page, names: readonly string[]): Promise<void> {
  await page.waitForFunction(
    `new Promise((resolve) => {
      const opening = indexedDB.open('holdfast')
      opening.onsuccess = () => {
        const all = opening.result.transaction('photos').objectStore('photos').getAll()
        all.onsuccess = () => {
          opening.result.close()
          resolve(all.result.flatMap(({ photos }) => photos.map(({ name }) => name)).join())
        }
      }
    }).then((kept) => kept === ${JSON.stringify(names.join())})`,
  )
}
