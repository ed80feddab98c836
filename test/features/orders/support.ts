/** A shop with stock, for the tests of orders. */
import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'

export async function createShop() {
  const merchant = await createMerchant()
  const { api, storefront } = merchant
  await putLocation(merchant, 'berlin', { priority: 1 })
  await putLocation(merchant, 'paris', { priority: 2, pickup: true })
  let skus = 0
  let keys = 0

  const key = (name = `key-${++keys}`) => ({ 'idempotency-key': name })
  const sku = async (units: Record<string, number>) => {
    const code = `SKU-${++skus}`
    await putSku(merchant, code, { title: `Thing ${skus}` })
    for (const [location_id, quantity] of Object.entries(units)) {
      await adjustStock(merchant, code, location_id, quantity)
    }
    return code
  }
  const order = (lines: object[], change: object = {}, headers = key()) =>
    api.post('/v1/orders', { ...orderOf(lines), ...change }, headers)
  const reserve = async (lines: object[], ttl_seconds = 600) =>
    (await storefront.post('/v1/reservations', { lines, ttl_seconds }, key())).body
  const stock = async (code: string) => (await api.get(`/v1/inventory/${code}`)).body
  const audit = async (code: string) => (await api.get(`/v1/inventory/${code}/audit`)).body
  return { merchant, api, storefront, key, sku, order, reserve, stock, audit }
}

export const lineOf = (sku: string, quantity = 1, change: object = {}) => {
  return { sku, quantity, unit_price: 1_000, ...change }
}

const orderOf = (lines: object[]) => ({
  currency: 'EUR',
  customer: { email: 'Ada@Example.com', name: 'Ada Lovelace' },
  lines,
})
