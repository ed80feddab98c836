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

export const customers: Record<string, Preparation> = {
  getCustomer: anyCustomer,
  listCustomerOrders: anyCustomer,
  patchCustomer: anyCustomer,
  mergeCustomers: async (shop) => ({
    parameters: { id: await customerOf(shop, 'ada@example.com') },
    body: { from: await customerOf(shop, 'grace@example.com') },
  }),
}
