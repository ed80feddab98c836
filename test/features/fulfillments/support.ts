/** A shop whose orders cost nothing: there is nothing to pay, so their fulfillments are open. */
import { createShop as createPlainShop, lineOf } from '../orders/support'

export const free = (sku: string, quantity = 1, change: object = {}) =>
  lineOf(sku, quantity, { unit_price: 0, ...change })

export async function createShop() {
  const shop = await createPlainShop()
  const { api, key, stock } = shop
  const act = (id: unknown, action: string, body: object = {}, headers = key()) =>
    api.post(`/v1/fulfillments/${id}/${action}`, body, headers)
  const find = async (order_id: unknown) => (await api.get(`/v1/orders/${order_id}`)).body
  const list = async (query: string) => (await api.get(`/v1/fulfillments?${query}`)).data
  /** The levels at each location, once what D1 decided has arrived there. */
  const levels = async (sku: string) => {
    const { levels } = await stock(sku)
    const told = (levels as Record<string, unknown>[]).map((level) => [
      level.location_id,
      { on_hand: level.on_hand, committed: level.committed, available: level.available },
    ])
    return Object.fromEntries(told) as Record<string, object>
  }
  return { ...shop, act, find, list, levels }
}

export const parcel = { carrier: 'DHL', tracking_number: 'JD014600006281230704' }
export const at = (on_hand: number, committed: number, available: number) => ({
  on_hand,
  committed,
  available,
})
