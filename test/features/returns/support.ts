/** Shops whose orders are paid and delivered; what carriers do is written by the rules themselves. */
import { env } from 'cloudflare:workers'
import { systemActor } from '../../../api/domain/access/audit'
import { replaceById, reviseFulfillment } from '../../../api/domain/orders/aggregate'
import { takeUnits, unitsOf } from '../../../api/domain/orders/units'
import type { MerchantId, OrderId } from '../../../api/domain/shared/ids'
import { changeOrder } from '../../../api/features/orders/change-order'
import { createServices, type Services } from '../../../api/services'
import { createShop, lineOf } from '../orders/support'

export const address = {
  ...{ name: 'Ada Lovelace', line1: 'Unter den Linden 1', city: 'Berlin', postal_code: '10117' },
  country: 'DE',
}

/** What is ready leaves and arrives now, or so many days ago. */
export async function deliverOrder(
  services: Services,
  merchant_id: MerchantId,
  order_id: string,
  days_ago = 0,
) {
  const now = Date.now() - days_ago * 86_400_000
  const { skus } = await changeOrder(services, {
    ...{
      merchant_id,
      order_id: order_id as OrderId,
      request: null,
      actor: systemActor('deliverOrder'),
    },
    decide: (aggregate) => {
      const ready = aggregate.fulfillments.filter(({ status }) => status === 'open')
      const { allocations, tasks } = takeUnits(aggregate, 'dispatch', ready.flatMap(unitsOf))
      const sent = ready.map((each) => {
        const shipped = reviseFulfillment(each, now, { status: 'shipped' })
        return reviseFulfillment(shipped, now, { status: 'delivered' })
      })
      const fulfillments = replaceById(aggregate.fulfillments, ...sent)
      const changed = { ...aggregate, allocations, fulfillments }
      return { ok: true, value: { aggregate: changed, events: [], tasks } }
    },
    answer: () => ({ status: 200, body: null }),
  })
  await Promise.all(skus.map((sku) => services.stock(merchant_id, sku).poke()))
}

export type Change = Record<string, unknown> & {
  delivery?: { method: string; location_id: string }
}

export async function createReturnsDesk(policy?: object) {
  const shop = await createShop()
  const { api, key, merchant } = shop
  const services = createServices(env)
  const merchant_id = merchant.id as MerchantId
  if (policy) await api.put('/v1/return_policies/default', policy)

  const deliver = (order_id: string, days_ago = 0) =>
    deliverOrder(services, merchant_id, order_id, days_ago)

  const pay = (id: string, body: object = { gateway: 'manual' }) =>
    api.post(`/v1/orders/${id}/payments`, body, key())

  /** An order of so many of one SKU, paid and delivered. */
  async function sold(quantity: number, change: Change = {}, line: object = {}, days_ago = 0) {
    const sku = await shop.sku({ [change.delivery?.location_id ?? 'berlin']: quantity })
    const placed = await shop.order([lineOf(sku, quantity, line)], {
      shipping_address: address,
      ...change,
    })
    if (placed.status !== 201) throw new Error(placed.text)
    const id = String(placed.body.id)
    const paid = await pay(id)
    if (paid.status !== 201) throw new Error(paid.text)
    await deliver(id, days_ago)
    return { id, sku, line_id: String(placed.body.lines[0].id), number: String(placed.body.number) }
  }

  const open = (order_id: string, lines: object[], change: object = {}, headers = key()) =>
    api.post('/v1/returns', { order_id, lines, resolution: 'refund', ...change }, headers)
  const act = (id: string, verb: string, body: object = {}, headers = key()) =>
    api.post(`/v1/returns/${id}/${verb}`, body, headers)
  const order = async (id: string) => (await api.get(`/v1/orders/${id}`)).body
  const events = async (id: string) =>
    (await api.get(`/v1/orders/${id}/events?limit=100`)).data.map(({ type }) => String(type))
  return { ...shop, services, deliver, pay, sold, open, act, read: order, events }
}
