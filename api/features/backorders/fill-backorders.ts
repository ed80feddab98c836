import { systemActor } from '../../domain/access/audit'
import { fillBackorder, waitingFor } from '../../domain/backorders/fill'
import { isHeldForStock } from '../../domain/backorders/missing'
import { leavingYet } from '../../domain/fulfillments/fulfillment'
import { unwillingFor } from '../../domain/fulfillments/reroute'
import type { Shortage } from '../../domain/inventory/rejection'
import type { Aggregate } from '../../domain/orders/aggregate'
import { fetchedAt } from '../../domain/orders/order'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import { ok } from '../../domain/shared/result'
import { describeError } from '../../http/log'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { changeOrderWithUnits } from '../orders/acquire-units'
import { type DueSku, findWaited, findWaiting, settleDue } from './repository'

export interface Filled {
  order_id: OrderId
  quantity: number
  /** Whether the order waits for nothing more of the SKU. */
  complete: boolean
}

/** Orders looked at for one SKU at a time; the rest is still due. */
const ORDERS_MAX = 50

export interface Filling {
  /** Later orders may have what is too little for one that ships only whole. */
  skip_ahead: boolean
  /** By a person: whoever refused an order is offered it again, in as many parcels as it takes. */
  asked: boolean
}

/**
 * Gives what came in of an SKU to who waited longest: first in, first out. An order that ships only
 * whole takes all it waits for of an SKU or nothing, and then holds up those behind it, unless they
 * may skip ahead. Units that an order cannot have, being elsewhere, are for the next.
 *
 * @returns what was filled, and whether there is nothing left to do
 */
export async function fillSku(
  services: Services,
  { merchant_id, sku }: { merchant_id: MerchantId; sku: string },
  { skip_ahead, asked }: Filling,
): Promise<{ filled: Filled[]; ended: boolean }> {
  const db = services.shardFor(merchant_id)
  const orders = await findWaiting(db, merchant_id, sku, ORDERS_MAX)
  const filled: Filled[] = []
  for (const order_id of orders) {
    const { levels } = await services.stock(merchant_id, sku).levels()
    if (!levels.some(({ available }) => available > 0)) return { filled, ended: true }
    const { blocks, ...got } = await fillOrder(services, merchant_id, order_id, sku, asked)
    if (got.quantity > 0) filled.push({ order_id, ...got })
    if (blocks && !skip_ahead) return { filled, ended: true }
  }
  return { filled, ended: orders.length < ORDERS_MAX }
}

const unitsWaiting = (aggregate: Aggregate, sku: string) =>
  waitingFor(aggregate, sku).reduce((sum, { quantity }) => sum + quantity, 0)

async function fillOrder(
  services: Services,
  merchant_id: MerchantId,
  order_id: OrderId,
  sku: string,
  asked: boolean,
): Promise<Omit<Filled, 'order_id'> & { blocks: boolean }> {
  const fill = (whole: boolean) =>
    changeOrderWithUnits(services, {
      merchant_id,
      order_id,
      request: null,
      actor: systemActor('fillBackorder'),
      avoid: (aggregate) => (asked ? [] : unwillingFor(aggregate)),
      // What comes in for an order that was refused counts with its parcels.
      beside: (aggregate) => (!asked && isHeldForStock(aggregate) ? leavingYet(aggregate) : []),
      when_short: whole ? 'refuse' : 'take_what_is_there',
      want: (aggregate) => {
        const quantity = unitsWaiting(aggregate, sku)
        const location_id = fetchedAt(aggregate.order)
        if (aggregate.order.ship_complete && !whole) return ok([])
        return ok(quantity > 0 ? [{ sku, quantity, location_id }] : [])
      },
      decide: (aggregate, at, units) => fillBackorder(aggregate, sku, units, at),
      answer: ({ aggregate, events }) => ({
        status: 200,
        body: {
          ship_complete: aggregate.order.ship_complete,
          quantity: events.reduce((sum, { data }) => sum + Number(data.quantity ?? 0), 0),
          waiting: unitsWaiting(aggregate, sku),
        },
      }),
    })
  const { body } = await fill(false)
  const { quantity, waiting, ship_complete } = body
  if (!ship_complete || waiting === 0) {
    return { quantity, complete: waiting === 0, blocks: false }
  }
  try {
    const whole = await fill(true)
    return { quantity: whole.body.quantity, complete: true, blocks: false }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    // No plan may have them: they are for the next.
    if (error.code === 'unroutable') return { quantity: 0, complete: false, blocks: false }
    if (error.code !== 'insufficient_stock') throw error
    const shortages = error.options.extra?.shortages as readonly Shortage[]
    const blocks = shortages.some(({ available }) => available > 0)
    return { quantity: 0, complete: false, blocks }
  }
}

/** Fills what waits for an SKU; when there is no more to do, nobody need look until more comes in. */
export async function fillDue(services: Services, due: DueSku): Promise<void> {
  const { ended } = await fillSku(services, due, { skip_ahead: false, asked: false })
  if (ended) await settleDue(services.shardFor(due.merchant_id), due)
}

/** After a receipt: who waited for it gets it first. What goes wrong here is tried every minute. */
export async function fillReceived(
  services: Services,
  merchant_id: MerchantId,
  skus: readonly string[],
): Promise<void> {
  try {
    const waited = await findWaited(services.shardFor(merchant_id), merchant_id, skus)
    for (const each of waited) await fillDue(services, each)
  } catch (error) {
    console.error(JSON.stringify({ merchant_id, ...describeError(error) }))
  }
}
