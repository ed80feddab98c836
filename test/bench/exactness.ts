// After the rush: does the hot SKU hold exactly the units that were promised?
import { ask } from './requests.ts'
import type { Shop } from './seed.ts'

export interface Exactness {
  readonly exact: boolean
  /** Reservations that were answered with 201. */
  readonly answered: number
  readonly reserved: number
  readonly balanced: boolean
}

const path = ({ hot_sku }: Shop) => `/v1/inventory/${hot_sku}`

export async function reservedUnits(shop: Shop): Promise<number> {
  const spec = { method: 'GET', path: path(shop), key: shop.secret_key }
  return (await ask<{ reserved: number }>(shop.origin, spec)).reserved
}

export async function checkHotSku(
  shop: Shop,
  reserved_before: number,
  statuses: Readonly<Record<string, number>>,
): Promise<Exactness> {
  const reserved = (await reservedUnits(shop)) - reserved_before
  const audit = { method: 'GET', path: `${path(shop)}/audit`, key: shop.secret_key }
  const { balanced } = await ask<{ balanced: boolean }>(shop.origin, audit)
  const { 201: answered = 0, ...others } = statuses
  const exact = reserved === answered && balanced && Object.keys(others).length === 0
  return { exact, answered, reserved, balanced }
}
