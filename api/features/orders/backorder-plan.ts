import { acceptsBackorder } from '../../domain/backorders/policy'
import type { Demand } from '../../domain/inventory/allocate'
import type { Shortage } from '../../domain/inventory/rejection'
import type { Instant } from '../../domain/shared/time'
import type { CartPlan } from '../catalog/plan-cart'
import type { Snapshot } from '../catalog/snapshot'

/**
 * The plan of an order that takes what there is and waits for the rest; undefined where an SKU that
 * is short does not take such orders. At a counter nobody waits.
 */
export function withBackorders(
  plan: CartPlan,
  shortages: readonly Shortage[],
  { skus, channel }: Snapshot,
  now: Instant,
): CartPlan | undefined {
  if (channel?.kind === 'pos') return undefined
  const accepted = shortages.every(({ sku }) => {
    const known = skus.get(sku)
    return known && acceptsBackorder(known.backorder, now)
  })
  if (!accepted) return undefined
  const there = new Map(shortages.map(({ sku, available }) => [sku, available]))
  const demands = [...plan.demands].flatMap(([sku, demand]): [string, Demand][] => {
    const most = there.get(sku)
    if (most === undefined) return [[sku, demand]]
    return most > 0 ? [[sku, atMost(demand, most)]] : []
  })
  return { ...plan, demands: new Map(demands) }
}

/** Fewer units, from the places that were named first. */
function atMost({ quantity, at }: Demand, most: number): Demand {
  let left = Math.min(quantity, most)
  const named = at.flatMap((unit) => {
    const units = Math.min(unit.quantity, left)
    left -= units
    return units > 0 ? [{ ...unit, quantity: units }] : []
  })
  return { quantity: Math.min(quantity, most), at: named }
}
