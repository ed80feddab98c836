import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import { type PartAllocation, shareOut } from '../../domain/inventory/demand'
import type { Aggregate, At, Change } from '../../domain/orders/aggregate'
import type { Order } from '../../domain/orders/order'
import type { Rejection } from '../../domain/rejection'
import type { AttemptId } from '../../domain/shared/ids'
import type { Result } from '../../domain/shared/result'
import { orThrow, Problem } from '../../http/problem'
import type { Services } from '../../services'
import { planCart } from '../catalog/plan-cart'
import { loadSnapshot } from '../catalog/snapshot'
import { begin, type Changed, conclude, type OrderRequest } from './change-order'
import { abandon, type PinRun, pinOrder } from './pin-order'
import { endAttempt } from './placement-repository'

/** What an order needs on top of what it has; a kit stands for its components. */
export interface WantedUnits {
  sku: string
  quantity: number
  /** Only from there. */
  location_id?: string | undefined
}

/** Units that are pinned for the order until the batch that takes them is decided. */
export interface AcquiredUnits {
  attempt_id: AttemptId
  /** Which units serve which of those that were wanted, by its index. */
  shares: readonly PartAllocation[]
}

export interface AcquiringVerb<Decided extends Change, Body> extends OrderRequest<Decided, Body> {
  /** What has to be acquired; nothing: the decision is made without. */
  want: (aggregate: Aggregate, at: At) => Result<readonly WantedUnits[], Rejection>
  decide: (aggregate: Aggregate, at: At, units: AcquiredUnits) => Result<Decided, Rejection>
}

/**
 * A change that promises further units to an order: a move, a line that was added, a backorder that
 * is filled. It takes them as a placement does: a fresh attempt pins them, and the batch of the
 * change is what decides the attempt. All the units that are wanted, or none.
 *
 * @throws Problem `insufficient_stock`, or `unavailable` when the outcome is not known
 */
export async function changeOrderWithUnits<Decided extends Change, Body>(
  services: Services,
  verb: AcquiringVerb<Decided, Body>,
): Promise<Changed<Body>> {
  return whenOvertakenAgain(async () => {
    const { replayed, before } = await begin<Body>(services, verb)
    if (replayed) return replayed
    const at = { now: services.now(), newId: services.newId }
    const wanted = orThrow(verb.want(before, at))
    if (wanted.length === 0) {
      const nothing: AcquiredUnits = { attempt_id: services.newId('attempt'), shares: [] }
      return conclude(services, verb, before, orThrow(verb.decide(before, at, nothing)), null)
    }
    const { run, units } = await pinUnits(services, before.order, wanted)
    try {
      const decided = orThrow(verb.decide(before, at, units))
      return await conclude(services, verb, before, decided, run.attempt_id)
    } catch (error) {
      // Only D1 knows whether a batch that failed or was lost has decided: asking settles it.
      const db = services.shardFor(verb.merchant_id)
      const outcome = await endAttempt(db, run.attempt_id, services.now())
      if (outcome === 'placed') throw new Problem('unavailable')
      await abandon(run)
      throw error
    }
  })
}

/** Pins what is wanted; where a rival took the last units just now, once more in order. */
async function pinUnits(
  services: Services,
  { merchant_id, channel }: Order,
  wanted: readonly WantedUnits[],
): Promise<{ run: PinRun; units: AcquiredUnits }> {
  const skus = [...new Set(wanted.map(({ sku }) => sku))]
  const snapshot = await loadSnapshot(services, merchant_id, skus, channel)
  const plan = planCart(snapshot, wanted)
  // What the channel withholds from sale is not withheld from what was sold.
  const source = { ...plan.source, buffer: 0, cap: null }
  for (const in_order of [false, true]) {
    const attempt_id = services.newId('attempt')
    const run: PinRun = {
      stock: services.stock,
      merchant_id,
      attempt_id,
      reservation_id: `units.${attempt_id}`,
      key_hash: '',
      plan: { ...plan, source },
      in_order,
    }
    const outcome = await pinOrder(run)
    if (outcome.type === 'pinned') {
      const of_sku = new Map([...outcome.pinned].map(([sku, pinned]) => [sku, pinned.units]))
      return { run, units: { attempt_id, shares: shareOut(plan.parts, of_sku) } }
    }
    if (outcome.type !== 'short') break
    if (!in_order && outcome.contended) continue
    throw new Problem('insufficient_stock', { extra: { shortages: outcome.shortages } })
  }
  throw new Problem('unavailable')
}
