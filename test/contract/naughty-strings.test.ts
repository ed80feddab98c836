import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nextKey, openShop, type Shop, stock } from './shop.ts'

const strings = JSON.parse(
  readFileSync(new URL('../fixtures/blns/blns.json', import.meta.url), 'utf8'),
) as string[]

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await stock(shop)
})
afterAll(() => shop?.server.stop())

const send = async (method: string, path: string, body: object) => {
  const answer = await shop.ask(method, path, {
    key: shop.merchant.secret_key,
    headers: { 'idempotency-key': nextKey() },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, never> }
}
const read = async (path: string) => {
  const answer = await shop.ask('GET', path, { key: shop.merchant.secret_key })
  return (await answer.json()) as Record<string, never>
}

it('there are hundreds of them', () => {
  expect(strings.length).toBeGreaterThan(400)
})

it('a SKU keeps them to the letter, in its title and its metadata', async () => {
  for (const text of strings) {
    const path = '/v1/skus/NAUGHTY'
    const put = await send('PUT', path, { title: text, metadata: { text } })
    if (text === '') {
      expect(put.status).toBe(422)
      continue
    }
    expect([text, put.status]).toEqual([text, text.length > 500 ? 422 : expect.any(Number)])
    if (put.status === 422) continue
    const { title, metadata } = await read(path)
    expect({ title, metadata }).toEqual({ title: text, metadata: { text } })
  }
})

it('an order keeps them to the letter, in every text it has', async () => {
  const line = { sku: 'TSHIRT-M', quantity: 1, unit_price: 1 }
  await send('POST', '/v1/inventory/adjustments', {
    reason: 'received',
    lines: [{ sku: 'TSHIRT-M', location_id: 'berlin', delta: 1_000 }],
  })
  const kept = strings.filter((text) => text.length > 0 && text.length <= 100)
  expect(kept.length).toBeGreaterThan(350)
  for (const text of kept) {
    const address = { name: text, line1: text, city: text, postal_code: '1', country: 'DE' }
    const order = {
      currency: 'EUR',
      customer: { email: 'ada@example.com', name: text },
      shipping_address: address,
      lines: [{ ...line, title: text, properties: { engraving: text } }],
      metadata: { note: text },
    }
    const placed = await send('POST', '/v1/orders', order)
    expect([text, placed.status]).toEqual([text, 201])
    expect(await read(`/v1/orders/${placed.body.id}`)).toMatchObject({
      customer: { name: text },
      shipping_address: address,
      lines: [{ title: text, properties: { engraving: text } }],
      metadata: { note: text },
    })
  }
})

it('an adjustment keeps them to the letter, in the ledger and in the feed', async () => {
  const kept = strings.filter((text) => text.length > 0 && text.length <= 200)
  // A SKU nobody buys: the ledger's latest entry is always the adjustment.
  await send('PUT', '/v1/skus/NAUGHTY-STOCK', { title: 'Counted, never sold' })
  for (const text of kept) {
    const lines = [{ sku: 'NAUGHTY-STOCK', location_id: 'berlin', delta: 1 }]
    const { status } = await send('POST', '/v1/inventory/adjustments', {
      ...{ reason: text, reference: text },
      lines,
    })
    expect([text, status]).toEqual([text, 201])
    const { data } = await read('/v1/inventory/NAUGHTY-STOCK/movements?limit=1')
    expect(data).toEqual([expect.objectContaining({ reason: text, reference: text })])
  }
})

it('half a surrogate pair is refused, not mended', async () => {
  const { status, body } = await send('PUT', '/v1/skus/NAUGHTY', { title: 'half \ud83d' })

  expect([status, body.code]).toEqual([422, 'invalid_request'])
})
