import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { HoldCap } from '../../domain/inventory/hold'
import { addressOf } from '../../http/actor'
import { keyholder, type Principal } from '../../http/auth'
import { digest } from '../../http/digest'
import { orThrow, Problem } from '../../http/problem'
import { limitHolds, ratesLimited } from '../../http/rate-limit'
import { endpoint, type HonoEnv } from '../../http/router'
import {
  extendReservation,
  type ReservationRef,
  readReservation,
  releaseReservation,
} from './reservation'
import { decodeReservationId } from './reservation-id'
import { reserveCart } from './reserve-cart'
import { ExtendReservationSchema, ReservationSchema, ReserveCartSchema } from './schemas'

const params = z.object({ id: z.string().max(2_048) })
const tag = 'Reservations'
const closed = ['reservation_expired', 'reservation_released', 'reservation_placed'] as const

export const reservations = [
  endpoint(
    {
      method: 'post',
      path: '/v1/reservations',
      operation_id: 'reserveCart',
      summary: 'Hold stock for a checkout',
      description:
        'All lines or none. Units are held until `expires_at`, then free again without any call.',
      tag,
      access: { key: 'publishable', scope: 'reservations:write' },
      idempotent: true,
      body: ReserveCartSchema,
      responses: { 201: ReservationSchema },
      problems: [
        'unknown_sku',
        'unknown_location',
        'idempotency_key_reused',
        'insufficient_stock',
        'idempotency_in_progress',
        'too_many_holds',
        'unavailable',
        ...closed,
      ],
    },
    async ({ c, services, principal, idempotency_key, body }) => {
      await limitHolds(c, principal)
      const { reservation, replayed } = orThrow(
        await reserveCart(services, {
          merchant_id: keyholder(principal).merchant.id,
          secret: c.env.SIGNING_SECRET,
          idempotency_key,
          body,
          caps: capsOf(c, principal),
        }),
      )
      return { status: 201, body: reservation, ...(replayed && replayedHeader) }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/reservations/{id}',
      operation_id: 'getReservation',
      summary: 'Read a reservation',
      tag,
      access: { key: 'publishable', scope: 'reservations:read' },
      params,
      responses: { 200: ReservationSchema },
    },
    async ({ c, services, principal, params: { id } }) => {
      return {
        status: 200,
        body: orThrow(await readReservation(services, refOf(c, principal, id))),
      }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/reservations/{id}/extend',
      operation_id: 'extendReservation',
      summary: 'Prolong a reservation',
      tag,
      access: { key: 'publishable', scope: 'reservations:write' },
      params,
      body: ExtendReservationSchema,
      responses: { 200: ReservationSchema },
      problems: closed,
    },
    async ({ c, services, principal, params: { id }, body: { ttl_seconds } }) => {
      const ref = refOf(c, principal, id)
      return { status: 200, body: orThrow(await extendReservation(services, ref, ttl_seconds)) }
    },
  ),
  endpoint(
    {
      method: 'delete',
      path: '/v1/reservations/{id}',
      operation_id: 'releaseReservation',
      summary: 'Give held stock back',
      tag,
      access: { key: 'publishable', scope: 'reservations:write' },
      params,
      responses: { 200: ReservationSchema },
      problems: ['reservation_placed'],
    },
    async ({ c, services, principal, params: { id } }) => {
      const ref = refOf(c, principal, id)
      return { status: 200, body: orThrow(await releaseReservation(services, ref)) }
    },
  ),
]

const replayedHeader = { headers: { 'idempotent-replayed': 'true' } }

/** An id that was changed, or given to another merchant, names nothing. */
function refOf(c: Context<HonoEnv>, principal: Principal, id: string): ReservationRef {
  const merchant_id = keyholder(principal).merchant.id
  const token = decodeReservationId(c.env.SIGNING_SECRET, merchant_id, id)
  if (!token) throw new Problem('not_found')
  return { merchant_id, id, token }
}

/**
 * How many live holds of one SKU whoever holds may have, without saying who: hashed. A SKU's object
 * counts them in the transaction of the hold: exact, and without another call. To take a shop off
 * the market somebody needs many holds of each SKU, so that is where it is counted; how fast one
 * address sweeps through all of them is for `limitHolds`. A secret key is a shop's own server,
 * which holds for all its shoppers from one address: only the key counts.
 */
function capsOf(c: Context<HonoEnv>, principal: Principal): HoldCap[] {
  if (!ratesLimited(c.env)) return []
  const { kind, key_id } = keyholder(principal)
  const address = addressOf(c.req.raw)
  const { HOLDS_PER_CLIENT, HOLDS_PER_ADDRESS, HOLDS_PER_KEY } = c.env
  const key = { by: digest(key_id), holds: Number(HOLDS_PER_KEY) }
  if (kind === 'secret') return [key]
  return [
    { by: digest(`${key_id}~${address}`), holds: Number(HOLDS_PER_CLIENT) },
    { by: digest(`~${address}`), holds: Number(HOLDS_PER_ADDRESS) },
    key,
  ]
}
