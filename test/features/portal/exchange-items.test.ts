import { beforeAll, expect, it } from 'vitest'
import { adjustStock, putSku } from '../../support/worker/merchant'
import { signInto } from './customers'
import { openShop } from './shop-with-order'

let shop: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  shop = await openShop()
  const price = { currency: 'EUR', price: 1999 }
  for (const [sku, fields, units] of [
    ['APRON', { title: 'Apron', ...price }, 1],
    ['SHIRT-L', { title: 'Shirt, L', ...price, price: 2199 }, 1],
    ['SHIRT-M', { title: 'Shirt, M', ...price }, 1],
    ['SHIRT-S', { title: 'Shirt, S', ...price }, 0],
    ['SHIRT-FREE', { title: 'Without a price' }, 1],
    ['SHIRT-US', { title: 'In dollars', ...price, currency: 'USD' }, 1],
    ['SHIRTS', { title: 'Ten shirts', ...price }, 1],
    ['TROUSERS-M', { title: 'Trousers 100%', ...price }, 1],
  ] as const) {
    await putSku(shop, sku, fields)
    if (units > 0) await adjustStock(shop, sku, 'berlin', 10)
  }
})

const returning = async () => {
  const ada = await signInto(shop, { lines: [['SHIRT-M', 1]], paid: true })
  const order = await ada.order()
  await ada.act(`/v1/fulfillments/${order.fulfillments[0].id}/ship`, { carrier: 'DHL' })
  const line_id = String(order.lines[0].id)
  const ask = async (query: string) => (await ada.get(`exchange_items?${query}`)).body.data
  return { ada, line_id, ask }
}

it('offers other sizes first, at the catalog’s price, and says what there is', async () => {
  const { line_id, ask } = await returning()
  const item = (sku: string, title: string, unit_price: number, more: object) => ({
    ...{ sku, title, unit_price, in_stock: true, variant: false },
    ...more,
  })
  const alike = { variant: true }
  expect(await ask(`line_id=${line_id}`)).toEqual([
    item('SHIRT-L', 'Shirt, L', 2199, alike),
    item('SHIRT-M', 'Shirt, M', 1999, alike),
    item('SHIRT-S', 'Shirt, S', 1999, { ...alike, in_stock: false }),
    item('APRON', 'Apron', 1999, {}),
    item('SHIRTS', 'Ten shirts', 1999, {}),
    item('TROUSERS-M', 'Trousers 100%', 1999, {}),
  ])
  const plain = (await ask('')) as { variant: boolean }[]
  expect(plain.some(({ variant }) => variant)).toBe(false)
})

it('finds by a part of the title, which is text and no pattern', async () => {
  const { line_id, ask } = await returning()
  const skus = async (search: string) => {
    const found = await ask(`line_id=${line_id}&search=${encodeURIComponent(search)}`)
    return (found as { sku: string }[]).map(({ sku }) => sku)
  }
  expect(await skus('TROUSERS')).toEqual(['TROUSERS-M'])
  expect(await skus(' shirt, s ')).toEqual(['SHIRT-S'])
  expect(await skus('%')).toEqual(['TROUSERS-M'])
  expect(await skus("'; DROP TABLE skus; --")).toEqual([])
})

it('opens an exchange at the price that was shown, or not at all', async () => {
  const { ada, line_id } = await returning()
  const wish = (unit_price: number) => ({
    lines: [{ line_id, quantity: 1, reason: 'too_small' }],
    resolution: 'exchange',
    exchange_lines: [{ sku: 'SHIRT-L', quantity: 1, unit_price }],
  })
  const stale = await ada.post('returns', wish(1))
  expect([stale.status, stale.code, stale.body.unit_price]).toEqual([409, 'price_changed', 2199])
  const opened = await ada.post('returns', wish(2199))
  expect([opened.status, opened.body.exchange]).toMatchObject([201, { new_total: 2199 }])
})
