import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'

export const email = 'Ada@Example.com'

export interface Wanted {
  lines?: readonly (readonly [sku: string, quantity: number])[]
  paid?: boolean
}
const standard = [
  ['ROLL', 4],
  ['BREAD', 1],
] as const

/** A shop with two things to sell, and a way to order them. */
export async function openShop() {
  const merchant = await createMerchant({ name: 'Bakery' })
  await putLocation(merchant, 'berlin')
  for (const sku of ['BREAD', 'ROLL']) {
    await putSku(merchant, sku, { title: `${sku} of rye` })
    await adjustStock(merchant, sku, 'berlin', 1_000)
  }
  let orders = 0
  return {
    ...merchant,
    /** Places an order of four rolls and a bread. */
    async order(customer_email = email, { lines = standard, paid = false }: Wanted = {}) {
      const line = (sku: string, quantity: number) => ({ sku, quantity, unit_price: 500 })
      const { status, text, body } = await merchant.api.post(
        '/v1/orders',
        {
          currency: 'EUR',
          customer: { email: customer_email, name: 'Ada Lovelace' },
          lines: lines.map(([sku, quantity]) => line(sku, quantity)),
          ...(paid && { payment: { gateway: 'test', token: 'tok_ok' } }),
        },
        { 'idempotency-key': `order-${++orders}` },
      )
      if (status !== 201) throw new Error(`No order: ${text}`)
      return { id: String(body.id), number: String(body.number), created_at: body.created_at }
    },
  }
}
