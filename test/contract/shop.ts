// A shop that has one of everything the document's examples name, and a rival that has nothing.
import { startTestServer } from '../support/server.ts'
import { createJudges, type OpenApi, type Operation, operationsOf } from './document.ts'

export interface Asked {
  key?: string | undefined
  body?: string | Uint8Array<ArrayBuffer> | undefined
  headers?: Record<string, string>
}

let keys = 0

/** In place of a key: the session of the customer who is signed in. */
export const CUSTOMER = 'customer'

export async function openShop() {
  const server = await startTestServer({ schedule: false, assets: true })
  /** Of the customer who is signed in, once somebody is. */
  const session = { cookie: '' }
  const [merchant, rival] = [await server.createMerchant(), await server.createMerchant()]
  const ask = (method: string, path: string, { key, body, headers }: Asked = {}) =>
    fetch(`${server.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(key === CUSTOMER && { cookie: session.cookie }),
        ...(key !== undefined && key !== CUSTOMER && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    })
  const document = (await (await ask('GET', '/openapi.json')).json()) as OpenApi
  const operations = operationsOf(document)
  const call = async (
    name: string,
    parameters: Record<string, string> = {},
    change = {},
    key = merchant.secret_key,
  ) => {
    const operation = operations.find((each) => each.name === name)
    if (!operation) throw new Error(`No operation ${name}`)
    const { body } = operation
    const answer = await ask(operation.method, fill(operation.path, parameters), {
      key,
      headers: { 'idempotency-key': nextKey() },
      body: body && JSON.stringify({ ...body, ...change }),
    })
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Record<string, string>
  }
  return {
    ...{ server, merchant, rival, session, ask, call, document, operations },
    ...createJudges(document),
  }
}
export type Shop = Awaited<ReturnType<typeof openShop>>

export const nextKey = () => `contract-${++keys}`

export const fill = (path: string, parameters: Record<string, string>) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''))

/** What the examples speak of, made for real; the ids that paths need. */
export async function stock(shop: Shop) {
  const { call, merchant } = shop
  const sku = { sku: 'TSHIRT-M' }
  await call('putSku', sku, { components: undefined })
  await call('putLocation', { location_id: 'berlin' })
  const lines = [{ ...sku, location_id: 'berlin', delta: 1_000 }]
  await call('adjustInventory', {}, { lines })
  const reservation = await call('reserveCart')
  const order = await call('placeOrder')
  const key = await call('createApiKey')
  shop.session.cookie = await signIn(shop, order)
  // Nothing is on its way any more: from here on only requests change the picture.
  for (let committed = 0; committed === 0; ) {
    const inventory = (await call('getInventory', sku)) as unknown as { committed: number }
    committed = inventory.committed
  }
  const names = {
    ...sku,
    location_id: 'berlin',
    channel_id: 'web',
    merchant_slug: merchant.slug,
    delivery_id: 'dlv_1',
    name: 'quick-start',
    market: 'default',
    photo_id: 'none',
    gateway: 'test',
    refund_id: 'ref_of_nothing',
    reference: 'tch_of_nothing',
    merchant_id: String(merchant.id),
  }
  /** By operation: the path parameters that name something this merchant has. */
  return ({ path }: Operation): Record<string, string> => {
    const id = /reservations/.test(path)
      ? reservation.id
      : /merchants/.test(path)
        ? merchant.id
        : /api_keys/.test(path)
          ? key.id
          : order.id
    return { ...names, id: String(id), code: 'insufficient_stock' }
  }
}

const LINK = /#token=([\w-]+)/

/** The mailed link of an order's customer; mails are sent after the answer. */
export async function mailedToken({ ask, merchant }: Shop, { number = '' }: { number?: string }) {
  const email = 'ada@example.com'
  const asked = { number, email }
  await ask('POST', `/portal/${merchant.slug}/api/links`, { body: JSON.stringify(asked) })
  for (;;) {
    const path = `/v1/notifications?to=${email}`
    const answer = await ask('GET', path, { key: merchant.secret_key })
    const { data } = (await answer.json()) as { data: { subject: string; text: string }[] }
    const own = data.find(({ subject, text }) => subject.includes(number) && LINK.test(text))
    const token = LINK.exec(own?.text ?? '')?.[1]
    if (token) return token
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The cookie of an order's customer. */
export async function signIn(shop: Shop, order: { number?: string }): Promise<string> {
  const body = JSON.stringify({ token: await mailedToken(shop, order) })
  const answer = await shop.ask('POST', `/portal/${shop.merchant.slug}/api/sessions`, { body })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** Everything a merchant can see of itself: two of these are equal when nothing changed. */
export async function picture({ ask, merchant }: Shop): Promise<string> {
  const lists = [
    ...['/v1/settings', '/v1/skus?limit=100', '/v1/locations?limit=100', '/v1/channels?limit=100'],
    ...['/v1/api_keys?limit=100', '/v1/orders?limit=100', '/v1/events?after=0&limit=100'],
    ...['/v1/inventory/TSHIRT-M', '/v1/inventory/TSHIRT-M/movements?limit=100'],
  ]
  const texts = await Promise.all(
    lists.map(async (path) => (await ask('GET', path, { key: merchant.secret_key })).text()),
  )
  return texts.join('\n').replaceAll(/"(?:as_of|last_used_at)":(?:"[^"]*"|null)/g, '')
}
