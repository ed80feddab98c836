import { systemActor } from '../../domain/access/audit'
import { planFulfillments } from '../../domain/fulfillments/plan-fulfillments'
import type { Aggregate, At } from '../../domain/orders/aggregate'
import { fetchedAt, type OrderAllocation } from '../../domain/orders/order'
import {
  latePayments,
  type Reacquired,
  reinstateOrder,
  reviewLateMoney,
  unitsPaidFor,
} from '../../domain/payments/late-money'
import { err, ok } from '../../domain/shared/result'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { type AcquiredUnits, changeOrderWithUnits } from '../orders/acquire-units'
import { changeOrder } from '../orders/change-order'
import { findPaymentSettings } from './repository'
import { newOperations, type OrderKey, type Pending, settleOperations } from './settle-operations'

/**
 * Money arrived for an order that had ended and whose units were released. They are taken again if
 * they are there, and the order goes on; else it is held for a person, and the money goes back if
 * the merchant wants that. Does nothing for an order without such money.
 *
 * @param found the order as it was read last
 * @returns the order as it is then
 */
export async function rescueOrder(
  services: Services,
  order: OrderKey,
  found: Aggregate,
): Promise<Aggregate> {
  if (latePayments(found).length === 0) return found
  const operations = (await reinstate(services, order)) ?? (await review(services, order))
  return settleOperations(services, order, operations, 'send')
}

const units_are_gone: readonly string[] = ['insufficient_stock', 'unroutable', 'unknown_sku']

/** The operations that follow, or undefined when the units are gone. */
async function reinstate(services: Services, order: OrderKey): Promise<Pending[] | undefined> {
  let operations: Pending[] = []
  const nothing_late = err({ code: 'order_changed' } as const)
  try {
    await changeOrderWithUnits(services, {
      ...order,
      request: null,
      actor: systemActor('rescueOrder'),
      want: (aggregate) => {
        if (latePayments(aggregate).length === 0) return nothing_late
        const location_id = fetchedAt(aggregate.order)
        return ok(partsOf(aggregate).map(({ sku, quantity }) => ({ sku, quantity, location_id })))
      },
      decide: (aggregate, at, units) => {
        const acquired = reacquire(aggregate, units, at)
        const change = reinstateOrder(aggregate, acquired, at)
        operations = newOperations(aggregate.payments, change.aggregate.payments)
        return ok(change)
      },
      answer: () => ({ status: 200, body: null }),
    })
    return operations
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    // Somebody else has dealt with it.
    if (error.code === 'order_changed') return []
    if (units_are_gone.includes(error.code)) return undefined
    throw error
  }
}

/** What each line needs of each SKU, kits taken apart as they were at placement. */
function partsOf({ lines }: Aggregate) {
  return lines.flatMap((line) => {
    const parts = line.components.length > 0 ? line.components : [{ sku: line.sku, quantity: 1 }]
    const units = unitsPaidFor(line)
    if (units === 0) return []
    return parts.map(({ sku, quantity }) => ({
      position: line.position,
      sku,
      quantity: quantity * units,
    }))
  })
}

function reacquire(
  aggregate: Aggregate,
  { attempt_id, shares }: AcquiredUnits,
  at: At,
): Reacquired {
  const { order, lines } = aggregate
  const parts = partsOf(aggregate)
  const place = { merchant_id: order.merchant_id, order_id: order.id, attempt_id }
  const allocations = shares.flatMap(({ line: index, sku, units }) =>
    units.map((unit): OrderAllocation => {
      const position = parts[index]?.position ?? 0
      return { ...place, position, sku, ...unit, quantity_dispatched: 0 }
    }),
  )
  return { allocations, fulfillments: planFulfillments(order, lines, allocations, at) }
}

async function review(services: Services, order: OrderKey): Promise<Pending[]> {
  const { merchant_id } = order
  const { late_payment } = await findPaymentSettings(services.shardFor(merchant_id), merchant_id)
  let operations: Pending[] = []
  await changeOrder(services, {
    ...order,
    request: null,
    actor: systemActor('rescueOrder'),
    decide: (aggregate, at) => {
      if (latePayments(aggregate).length === 0) {
        return ok({ aggregate, events: [], tasks: [] })
      }
      const change = reviewLateMoney(aggregate, late_payment, at)
      operations = newOperations(aggregate.payments, change.aggregate.payments)
      return ok(change)
    },
    answer: () => ({ status: 200, body: null }),
  })
  return operations
}
