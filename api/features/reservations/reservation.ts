import type { z } from '@hono/zod-openapi'
import { closedRefusal } from '../../domain/inventory/hold'
import type { StockRejection } from '../../domain/inventory/rejection'
import type { Reservation as SkuReservation } from '../../domain/inventory/stock'
import type { MerchantId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import { MS_PER_SECOND } from '../../domain/shared/time'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'
import { type Cart, toWireLines } from './cart'
import type { ReservationToken } from './reservation-id'
import type { ReservationSchema } from './schemas'

type Reservation = z.output<typeof ReservationSchema>
type Status = Reservation['status']

export interface ReservationRef {
  merchant_id: MerchantId
  /** As the client knows it. */
  id: string
  token: ReservationToken
}

/** A reservation as its SKUs see it: the home's object has the cart, each object its own part. */
interface Loaded {
  cart: Cart
  of_sku: ReadonlyMap<string, SkuReservation | null>
}

async function load(
  { stock }: Services,
  { merchant_id, token }: ReservationRef,
): Promise<Loaded | undefined> {
  const { reservation_id, home } = token
  const at_home = await stock(merchant_id, home).reservation(reservation_id)
  if (!at_home?.cart) return undefined
  const cart = JSON.parse(at_home.cart) as Cart
  const others = skusOf(cart).filter((sku) => sku !== home)
  const found = await Promise.all(
    others.map(
      async (sku) => [sku, await stock(merchant_id, sku).reservation(reservation_id)] as const,
    ),
  )
  return { cart, of_sku: new Map([[home, at_home], ...found]) }
}

const skusOf = ({ parts }: Cart) => [...new Set(parts.map(({ sku }) => sku))]

const statusOf: Record<SkuReservation['state'], Status> = {
  held: 'held',
  pinned: 'placing',
  placed: 'placed',
  lapsed: 'expired',
  released: 'released',
  compensated: 'released',
  refused: 'released',
}

/** Where SKUs disagree, something is under way or went wrong: the most final state is told. */
const precedence: readonly Status[] = ['placed', 'placing', 'released', 'expired', 'held']

function toWire({ id }: ReservationRef, { cart, of_sku }: Loaded): Reservation {
  const statuses = [...of_sku.values()].map((each) => (each ? statusOf[each.state] : 'expired'))
  const status = precedence.find((each) => statuses.includes(each)) ?? 'expired'
  const units_of = new Map([...of_sku].map(([sku, each]) => [sku, each?.units ?? []]))
  const expires_at = Math.min(...[...of_sku.values()].map((each) => each?.expires_at ?? 0))
  return {
    id,
    status,
    expires_at: instantToWire(expires_at),
    lines: toWireLines(cart, status === 'held' ? units_of : new Map()),
  }
}

export async function readReservation(
  services: Services,
  ref: ReservationRef,
): Promise<Result<Reservation, StockRejection>> {
  const loaded = await load(services, ref)
  return loaded ? ok(toWire(ref, loaded)) : err({ code: 'not_found' })
}

/** Prolongs a held reservation from now on. One that is over on any SKU is refused. */
export async function extendReservation(
  services: Services,
  ref: ReservationRef,
  ttl_seconds: number,
): Promise<Result<Reservation, StockRejection>> {
  const loaded = await load(services, ref)
  if (!loaded) return err({ code: 'not_found' })
  const { status } = toWire(ref, loaded)
  if (status !== 'held') return err(refusalOf(status))
  const expires_at = services.now() + ttl_seconds * MS_PER_SECOND
  const { reservation_id } = ref.token
  const answers = await Promise.all(
    skusOf(loaded.cart).map((sku) =>
      services.stock(ref.merchant_id, sku).execute({ type: 'extend', reservation_id, expires_at }),
    ),
  )
  const refused = answers.find((answer) => !answer.ok)
  if (refused && !refused.ok) return err({ code: refused.error.code })
  return readReservation(services, ref)
}

/** An order that lost the home SKU lets go of the others within milliseconds; look again this often. */
const RIVAL_WAITS_MS = [5, 10, 20, 40, 80]

/**
 * Gives the units back. Again: the same answer. The home SKU decides, for an order that is being
 * placed meets it there, too: whoever comes second leaves the reservation to the other.
 */
export async function releaseReservation(
  services: Services,
  ref: ReservationRef,
): Promise<Result<Reservation, StockRejection>> {
  const loaded = await load(services, ref)
  if (!loaded) return err({ code: 'not_found' })
  const { home } = ref.token
  const decided = await release(services, ref, home)
  if (!decided.ok) return err({ code: decided.error.code })
  await Promise.all(
    skusOf(loaded.cart)
      .filter((sku) => sku !== home)
      .map(async (sku) => {
        for (const wait of [0, ...RIVAL_WAITS_MS]) {
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
          if ((await release(services, ref, sku)).ok) return
        }
      }),
  )
  const lines = toWireLines(loaded.cart, new Map())
  return ok({ ...toWire(ref, loaded), status: 'released', lines })
}

const release = ({ stock }: Services, { merchant_id, token }: ReservationRef, sku: string) =>
  stock(merchant_id, sku).execute({
    type: 'release',
    reservation_id: token.reservation_id,
    by: { shopper: true },
  })

function refusalOf(status: Status): StockRejection {
  const state = {
    held: 'held',
    placing: 'pinned',
    placed: 'placed',
    expired: 'lapsed',
    released: 'released',
  } as const
  return { code: closedRefusal({ state: state[status] }).code }
}
