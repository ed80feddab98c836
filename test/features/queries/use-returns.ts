import type { MerchantId } from '../../../api/domain/shared/ids'
import { createServices } from '../../../api/services'
import { deliverOrder } from '../returns/support'

type Call = (
  method: string,
  path: string,
  key: string,
  body?: object,
) => Promise<Record<string, string>>

/** Returns, claims, withdrawals and credit notes, through everything that reaches the database. */
export async function useReturns(call: Call, world: Env, merchant_id: string, key: string) {
  const services = createServices(world)
  const post = (path: string, body: object = {}) => call('POST', path, key, body)
  await call('PUT', '/v1/return_policies/default', key, { refund_trigger: 'on_receipt' })
  await post('/v1/inventory/adjustments', {
    reason: 'received',
    lines: [{ sku: 'A', location_id: 'berlin', delta: 20 }],
  })
  const order = await post('/v1/orders', {
    currency: 'EUR',
    customer: { email: 'a@b.c', name: 'Ada' },
    shipping_address: { name: 'A', line1: 'x', city: 'y', postal_code: '1', country: 'DE' },
    lines: [{ sku: 'A', quantity: 6, unit_price: 100 }],
  })
  await post(`/v1/orders/${order.id}/payments`, { gateway: 'manual' })
  await deliverOrder(services, merchant_id as MerchantId, String(order.id))
  const [line] = order.lines as unknown as { id: string }[]
  const lines = [{ line_id: line?.id, quantity: 1 }]
  const wanted = { order_id: order.id, lines: [{ ...lines[0], reason: 'x' }] }
  await post('/v1/returns/quote', wanted)
  const opened = await post('/v1/returns', { ...wanted, resolution: 'store_credit' })
  const exchange_lines = [{ sku: 'A', quantity: 1, unit_price: 100 }]
  const swap = await post('/v1/returns', { ...wanted, resolution: 'exchange', exchange_lines })
  await post(`/v1/returns/${swap.id}/approve`)
  await post(`/v1/returns/${opened.id}/approve`)
  await post(`/v1/returns/${opened.id}/ship`)
  await post(`/v1/returns/${opened.id}/receive`, {
    location_id: 'berlin',
    lines: [{ line_id: line?.id, quantity: 2, disposition: 'restock' }],
  })
  await post(`/v1/returns/${opened.id}/complete`)
  const claim = await post('/v1/claims', {
    ...{ order_id: order.id, lines, type: 'other', description: 'x' },
  })
  await post(`/v1/claims/${claim.id}/approve`, { resolution: 'replacement' })
  const who = { order_id: order.id, name: 'Ada', contact: 'a@b.c', lines }
  await post('/v1/withdrawals', { ...who, confirm: true })
  const exceptions = await call('GET', '/v1/return_exceptions', key)
  const [exception] = exceptions.data as unknown as { id: string }[]
  await post(`/v1/return_exceptions/${exception?.id}/resolve`, { note: 'x' })
  return [
    ...['', '?limit=1', '?status=requested', `?order_id=${order.id}`].map(
      (filter) => `/v1/returns${filter}`,
    ),
    ...['', '?limit=1', '?status=approved'].map((filter) => `/v1/claims${filter}`),
    ...[`/v1/returns/${opened.id}`, `/v1/claims/${claim.id}`, '/v1/return_exceptions?limit=1'],
    ...['/v1/withdrawals?limit=1', '/v1/credit_notes?limit=1', '/v1/return_policies?limit=1'],
    ...['/v1/return_policies/default', '/v1/return_policies/default?version=1'],
    ...['/v1/withdrawals/wdr_x', '/v1/credit_notes/crn_x'],
  ]
}
