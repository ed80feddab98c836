/** A merchant of its own for a test: nothing is shared with others. */
import { type Client, client, operator } from './api'

export interface TestMerchant {
  id: string
  slug: string
  secret_key: string
  publishable_key: string
  /** With the secret key. */
  api: Client
  /** With the publishable key. */
  storefront: Client
}

export async function createMerchant(overrides: object = {}): Promise<TestMerchant> {
  const body = { name: 'Test shop', currency: 'EUR', country: 'DE', ...overrides }
  const answer = await operator.post('/v1/merchants', body)
  if (answer.status !== 201) throw new Error(`No merchant: ${answer.text}`)
  const [id, slug] = [String(answer.body.id), String(answer.body.slug)]
  const secret_key = String(answer.body.secret_key)
  const publishable_key = String(answer.body.publishable_key)
  const keys = { secret_key, publishable_key }
  return { id, slug, ...keys, api: client(secret_key), storefront: client(publishable_key) }
}

const address = { line1: 'Westhafenstraße 1', city: 'Berlin', postal_code: '13353', country: 'DE' }
export const warehouse = { name: 'Berlin', kind: 'warehouse', address } as const

export const putLocation = ({ api }: TestMerchant, location_id: string, overrides: object = {}) =>
  api.put(`/v1/locations/${location_id}`, { ...warehouse, ...overrides })

export const putSku = ({ api }: TestMerchant, sku: string, overrides: object = {}) =>
  api.put(`/v1/skus/${sku}`, { title: sku, ...overrides })

let adjustments = 0
/** Puts units on a shelf. */
export const adjustStock = (
  { api }: TestMerchant,
  sku: string,
  location_id: string,
  delta: number,
  bucket = 'on_hand',
) =>
  api.post(
    '/v1/inventory/adjustments',
    { reason: 'test', lines: [{ sku, location_id, bucket, delta }] },
    { 'idempotency-key': `adjustment-${++adjustments}` },
  )
