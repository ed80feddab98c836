import type { Shop } from '../shop.ts'
import type { Preparation } from './preparation.ts'

/** A customer, made by an order under that address. */
async function customerOf({ call, ask, merchant }: Shop, email: string): Promise<string> {
  await call('placeOrder', {}, { customer: { email, name: 'Ada Lovelace' } })
  const path = `/v1/customers?email=${encodeURIComponent(email)}`
  const answer = await ask('GET', path, { key: merchant.secret_key })
  const { data } = (await answer.json()) as { data: { id: string }[] }
  return data[0]?.id ?? ''
}

const anyCustomer: Preparation = async (shop) => ({
  parameters: { id: await customerOf(shop, 'ada@example.com') },
})

/** With nothing under way: its order was canceled. */
async function doneCustomer(shop: Shop): Promise<string> {
  const email = 'done@example.com'
  const customer = { email, name: 'Done' }
  const { id = '' } = await shop.call('placeOrder', {}, { customer })
  await shop.call('cancelOrder', { id })
  const answer = await shop.ask('GET', `/v1/customers?email=${email}`, {
    key: shop.merchant.secret_key,
  })
  const { data } = (await answer.json()) as { data: { id: string }[] }
  return data[0]?.id ?? ''
}

export const customers: Record<string, Preparation> = {
  getCustomer: anyCustomer,
  listCustomerOrders: anyCustomer,
  exportCustomer: anyCustomer,
  eraseCustomer: async (shop) => ({ parameters: { id: await doneCustomer(shop) } }),
  patchCustomer: anyCustomer,
  mergeCustomers: async (shop) => ({
    parameters: { id: await customerOf(shop, 'ada@example.com') },
    body: { from: await customerOf(shop, 'grace@example.com') },
  }),
}
