/** Walks every path of payments, refunds and credit that reaches the database. */

type Call = (
  method: string,
  path: string,
  key: string,
  body?: object,
) => Promise<Record<string, string>>

export async function useMoney(call: Call, key: string): Promise<void> {
  const place = async (payment: object) => {
    const customer = { email: 'a@b.c', name: 'Ada' }
    const lines = [{ sku: 'A', quantity: 1, unit_price: 100 }]
    const order = { currency: 'EUR', customer, lines, payment }
    const placed = await call('POST', '/v1/orders', key, order)
    return placed as unknown as {
      id: string
      payments: { id: string; next_action?: { url: string } }[]
    }
  }
  const card = { gateway: 'test', token: 'tok_ok' }
  const settings = { unpaid_expires_after_minutes: 1, late_payment: 'refund' }
  await call('PUT', '/v1/settings/payments', key, { refund_order: 'proportional', ...settings })
  await call('PUT', '/v1/gateways/test', key, { webhook_secret: 'one' })
  await call('PUT', '/v1/gateways/test', key, { webhook_secret: 'two' })
  for (const path of ['gateways', 'gateways/test', 'settings/payments']) {
    await call('GET', `/v1/${path}`, key)
  }
  const gift = await call('POST', '/v1/gift_cards', key, { currency: 'EUR', amount: 300 })
  const credit = { email: 'a@b.c', currency: 'EUR', amount: 300 }
  const account = await call('POST', '/v1/store_credit', key, credit)
  await call('POST', '/v1/store_credit', key, credit)
  const by_gift = await place({ gateway: 'gift_card', token: gift.code, capture: false })
  await call('POST', `/v1/orders/${by_gift.id}/cancel`, key, { reason: 'x' })
  const by_credit = await place({ gateway: 'store_credit' })
  const refund = { amount: 10, reason: 'x' }
  await call('POST', `/v1/orders/${by_credit.id}/refunds`, key, refund)
  const paid = await place({ gateway: 'test', token: 'tok_ok+refund_refused', capture: false })
  const payment_id = paid.payments[0]?.id
  await call('POST', `/v1/orders/${paid.id}/captures`, key, { payment_id })
  await call('POST', `/v1/orders/${paid.id}/refunds/preview`, key, refund)
  const failed = await call('POST', `/v1/orders/${paid.id}/refunds`, key, refund)
  await call('POST', `/v1/orders/${paid.id}/refunds/${failed.id}/retry`, key, {
    destination: 'store_credit',
  })
  const authorized = await place({ ...card, capture: false })
  await call('POST', `/v1/orders/${authorized.id}/voids`, key, {
    payment_id: authorized.payments[0]?.id,
  })
  await call('POST', `/v1/orders/${authorized.id}/payments`, key, { gateway: 'manual' })
  await place({ ...card, token: 'tok_declined' })
  await place({ ...card, token: 'tok_timeout' })
  const late = await place({ ...card, token: 'tok_late' })
  await call('POST', `/v1/orders/${late.id}/cancel`, key, { reason: 'x' })
  await call('POST', late.payments[0]?.next_action?.url ?? '', key, {})
  for (const path of ['gift_cards', 'store_credit', 'store_credit?email=a@b.c']) {
    const { next_cursor } = await call(
      'GET',
      `/v1/${path}${path.includes('?') ? '&' : '?'}limit=1`,
      key,
    )
    if (next_cursor) await call('GET', `/v1/${path}?limit=1&cursor=${next_cursor}`, key)
  }
  await call('GET', `/v1/gift_cards/${gift.id}`, key)
  await call('DELETE', `/v1/gift_cards/${gift.id}`, key)
  await call('GET', `/v1/store_credit/${account.id}`, key)
  await call('GET', `/v1/store_credit/${account.id}/entries?limit=1`, key)
}
