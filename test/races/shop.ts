// A merchant of its own, with SKUs that no other test touches.
import type { TestServer } from '../support/server.ts'
import { type Answer, createClient } from './client.ts'
import type { Order, Reservation } from './wire.ts'

export type Lines = readonly (readonly [sku: string, quantity: number])[]
type OrderFields = Record<string, unknown>

export type Shop = Awaited<ReturnType<typeof openShop>>

const address = { line1: 'Westhafenstraße 1', city: 'Berlin', postal_code: '13353', country: 'DE' }
/** SKUs per adjustment, see the contract. */
const ADJUSTED_AT_ONCE = 100

/** What a shop needs of a server: its address may change. */
export type Host = Pick<TestServer, 'url' | 'createMerchant'>

export async function openShop(server: Host, locations: readonly string[] = ['berlin']) {
  const merchant = await server.createMerchant()
  const office = createClient(() => server.url, merchant.secret_key)
  const storefront = createClient(() => server.url, merchant.publishable_key)
  let skus = 0
  for (const id of locations) {
    succeeded(await office.put(`/v1/locations/${id}`, { name: id, kind: 'warehouse', address }))
  }

  const receive = async (lines: { sku: string; location_id: string; delta: number }[]) => {
    for (let from = 0; from < lines.length; from += ADJUSTED_AT_ONCE) {
      const body = { reason: 'received', lines: lines.slice(from, from + ADJUSTED_AT_ONCE) }
      succeeded(await office.post('/v1/inventory/adjustments', body))
    }
  }

  return {
    office,
    storefront,
    receive,
    /** New SKUs, each with units at the first location. */
    async stock(...units: number[]): Promise<string[]> {
      const codes = units.map(() => `SKU-${++skus}`)
      await Promise.all(
        codes.map(async (sku) => succeeded(await office.put(`/v1/skus/${sku}`, { title: sku }))),
      )
      const location_id = locations[0] ?? ''
      const lines = codes.map((sku, index) => ({ sku, location_id, delta: units[index] ?? 0 }))
      await receive(lines.filter(({ delta }) => delta > 0))
      return codes
    },
    reserve: (
      lines: Lines,
      { key, ttl_seconds = 900 }: { key?: string; ttl_seconds?: number } = {},
    ) =>
      storefront.post<Reservation>(
        '/v1/reservations',
        { lines: lines.map(([sku, quantity]) => ({ sku, quantity })), ttl_seconds },
        key,
      ),
    find: (id: string) => storefront.get<Reservation>(`/v1/reservations/${id}`),
    release: (id: string) => storefront.delete<Reservation>(`/v1/reservations/${id}`),
    order: (lines: Lines, fields: OrderFields = {}, key?: string) =>
      office.post<Order>('/v1/orders', orderOf(lines, fields), key),
    cancel: (id: string, key?: string) =>
      office.post<Order>(`/v1/orders/${id}/cancel`, { reason: 'changed their mind' }, key),
  }
}

export const orderOf = (lines: Lines, fields: OrderFields = {}) => ({
  currency: 'EUR',
  customer: { email: 'ada@example.com', name: 'Ada Lovelace' },
  lines: lines.map(([sku, quantity]) => ({ sku, quantity, unit_price: 1_000 })),
  ...fields,
})

/** What must not fail for a test to mean anything. */
export function succeeded<Body>(answer: Answer<Body>): Body {
  if (answer.status < 300) return answer.body
  throw new Error(`Refused: ${answer.status} ${JSON.stringify(answer.body)}`)
}
