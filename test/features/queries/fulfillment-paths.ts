/** Every path of fulfilment that reaches the database, with something of everything to find. */
type Call = (
  method: string,
  path: string,
  key: string,
  body?: object,
) => Promise<Record<string, string>>

export async function useFulfillment(call: Call, key: string): Promise<void> {
  const post = (path: string, body: object = {}) => call('POST', path, key, body)
  const backorder = { policy: 'allow' }
  await call('PUT', '/v1/skus/W', key, { title: 'W', barcode: '1', backorder })
  const address = { line1: 'x', city: 'Paris', postal_code: '1', country: 'FR' }
  const store = { name: 'Paris', kind: 'store', address, pickup: true }
  await call('PUT', '/v1/locations/paris', key, store)
  const receive = (location_id: string, delta: number) =>
    post('/v1/inventory/adjustments', { reason: 'x', lines: [{ sku: 'W', location_id, delta }] })
  await receive('berlin', 20)
  await receive('paris', 20)
  const place = async (quantity: number, change: object = {}) => {
    const lines = [{ sku: 'W', quantity, unit_price: 0 }]
    const customer = { email: 'a@b.c', name: 'Ada' }
    const placed = await post('/v1/orders', { currency: 'EUR', customer, lines, ...change })
    const [work] = placed.fulfillments as unknown as { id: string }[]
    return { order_id: placed.id, id: work?.id ?? '' }
  }
  const act = (id: string, action: string, body: object = {}) =>
    post(`/v1/fulfillments/${id}/${action}`, body)
  const [first, second, third] = [await place(2), await place(2), await place(1)]
  await act(first.id, 'move', { location_id: 'paris' })
  await act(second.id, 'reject', { reason: 'capacity' })
  await act(third.id, 'ship', { carrier: 'DHL', tracking_number: '1' })
  const events = [{ status: 'in_transit', occurred_at: '2026-11-24T00:00:00Z' }]
  await post('/v1/tracking_events', { carrier: 'DHL', tracking_number: '1', events })
  const fetched = await place(1, { delivery: { method: 'pickup', location_id: 'paris' } })
  await act(fetched.id, 'ready')
  await act(fetched.id, 'pick_up', { code: 'x' })
  const list = await post('/v1/pick_lists', { location_id: 'paris' })
  await post(`/v1/pick_lists/${list.id}/scan`, { barcode: '1' })
  await post(`/v1/pick_lists/${list.id}/scan`, { sku: 'W' })
  await call('GET', `/v1/pick_lists/${list.id}`, key)
  await place(99)
  const waiting = await place(3)
  await receive('berlin', 1)
  await post('/v1/backorders/fill', { sku: 'W', skip_ahead: true })
  await post(`/v1/orders/${waiting.order_id}/cancel`, { reason: 'x' })
  for (const path of [
    '/v1/fulfillments?limit=1',
    '/v1/fulfillments?limit=1&status=open',
    '/v1/fulfillments?limit=1&status=canceled&location_id=berlin',
    '/v1/fulfillments?limit=1&location_id=paris',
    '/v1/fulfillments?tracking_number=1',
    '/v1/backorders?limit=1',
    '/v1/backorders?sku=W',
  ]) {
    const { next_cursor } = await call('GET', path, key)
    if (next_cursor) await call('GET', `${path}&cursor=${next_cursor}`, key)
  }
  await call('GET', `/v1/fulfillments/${first.id}`, key)
}
