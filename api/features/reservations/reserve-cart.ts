import type { z } from '@hono/zod-openapi'
import type { HoldCap } from '../../domain/inventory/hold'
import type { StockRejection } from '../../domain/inventory/rejection'
import type { MerchantId } from '../../domain/shared/ids'
import { ok, type Result } from '../../domain/shared/result'
import { MS_PER_SECOND } from '../../domain/shared/time'
import { canonical, digest, sign } from '../../http/digest'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'
import { planCart } from '../catalog/plan-cart'
import { loadSnapshot } from '../catalog/snapshot'
import { noteUnits } from '../inventory/recent-units'
import { type Cart, toWireLines } from './cart'
import { holdCart, homeOf } from './hold-cart'
import { contentsOf, encodeReservationId } from './reservation-id'
import type { ReservationSchema, ReserveCartSchema } from './schemas'

export interface ReserveRequest {
  merchant_id: MerchantId
  secret: string
  idempotency_key: string
  body: z.output<typeof ReserveCartSchema>
  caps: readonly HoldCap[]
}

type Reservation = z.output<typeof ReservationSchema>

/**
 * Holds a cart on all its SKUs or on none, without D1: the reservation's identity is derived from
 * the Idempotency-Key, so a retry finds the units it already holds.
 */
export async function reserveCart(
  services: Services,
  { merchant_id, secret, idempotency_key, body, caps }: ReserveRequest,
): Promise<Result<{ reservation: Reservation; replayed: boolean }, StockRejection>> {
  const { lines, ttl_seconds } = body
  const skus = lines.map(({ sku }) => sku)
  const snapshot = await loadSnapshot(services, merchant_id, skus, 'web')
  const { parts, demands, source } = planCart(snapshot, lines)

  const cart: Cart = { lines, parts }
  const request = {
    stock: services.stock,
    merchant_id,
    key: sign(secret, `reservation~${merchant_id}~${idempotency_key}`),
    run: crypto.randomUUID(),
    demands,
    source,
    expires_at: services.now() + ttl_seconds * MS_PER_SECOND,
    body_hash: digest(canonical(body)),
    cart: JSON.stringify(cart),
    caps,
  }
  const result = await holdCart(request)
  if (!result.ok) return result

  const { reservation_id, held, replayed } = result.value
  const home = homeOf(request)
  if (!replayed) {
    for (const [sku, { units, version }] of held) noteUnits(merchant_id, sku, units, version)
  }
  // A replay is answered from the cart as it was held: a kit may have changed since.
  const kept = held.get(home)?.cart
  const units_of = new Map([...held].map(([sku, { units }]) => [sku, units]))
  const token = { reservation_id, home, contents: contentsOf(lines) }
  const reservation: Reservation = {
    id: encodeReservationId(secret, merchant_id, token),
    status: 'held',
    expires_at: instantToWire(held.get(home)?.expires_at ?? request.expires_at),
    lines: toWireLines(replayed && kept ? (JSON.parse(kept) as Cart) : cart, units_of),
  }
  return ok({ reservation, replayed })
}
