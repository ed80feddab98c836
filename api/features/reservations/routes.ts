import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { keyholder, type Principal } from '../../http/auth'
import { digest } from '../../http/digest'
import { orThrow, Problem } from '../../http/problem'
import { ratesLimited } from '../../http/rate-limit'
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

/** Live reservations of one SKU per client, where limits are on. */
const HOLDS_PER_CLIENT = 20

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
      const { reservation, replayed } = orThrow(
        await reserveCart(services, {
          merchant_id: keyholder(principal).merchant.id,
          secret: c.env.SIGNING_SECRET,
          idempotency_key,
          body,
          cap: capOf(c, principal),
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

/** Who holds, without saying who: the key and the network address, hashed. */
function capOf(c: Context<HonoEnv>, principal: Principal) {
  if (!ratesLimited(c.env)) return null
  const address = c.req.raw.headers.get('cf-connecting-ip') ?? ''
  return {
    client: digest(`${keyholder(principal).key_id}~${address}`),
    holds: HOLDS_PER_CLIENT,
  }
}
