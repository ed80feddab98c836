import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'

export const email = 'Ada@Example.com'

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
    async order(customer_email = email) {
      const line = (sku: string, quantity: number) => ({ sku, quantity, unit_price: 500 })
      const { status, text, body } = await merchant.api.post(
        '/v1/orders',
        {
          currency: 'EUR',
          customer: { email: customer_email, name: 'Ada Lovelace' },
          lines: [line('ROLL', 4), line('BREAD', 1)],
        },
        { 'idempotency-key': `order-${++orders}` },
      )
      if (status !== 201) throw new Error(`No order: ${text}`)
      return { id: String(body.id), number: String(body.number), created_at: body.created_at }
    },
  }
}
