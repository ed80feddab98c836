import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import { shareOut } from '../../domain/inventory/demand'
import type { Shortage } from '../../domain/inventory/rejection'
import type { AcquiredUnits, WantedUnits } from '../../domain/orders/acquired'
import type { Aggregate, At, Change } from '../../domain/orders/aggregate'
import type { Order } from '../../domain/orders/order'
import type { Rejection } from '../../domain/rejection'
import type { Result } from '../../domain/shared/result'
import { orThrow, Problem } from '../../http/problem'
import type { Services } from '../../services'
import { type CartPlan, planCart } from '../catalog/plan-cart'
import { loadSnapshot, type Snapshot } from '../catalog/snapshot'
import { openRouter } from '../routing/plan-units'
import { begin, type Changed, conclude, type OrderRequest } from './change-order'
import { abandon, type PinRun, pinOrder } from './pin-order'
import { endAttempt } from './placement-repository'

export type { AcquiredUnits, WantedUnits } from '../../domain/orders/acquired'

export interface AcquiringVerb<Decided extends Change, Body> extends OrderRequest<Decided, Body> {
  /** What has to be acquired; nothing: the decision is made without. */
  want: (aggregate: Aggregate, at: At) => Result<readonly WantedUnits[], Rejection>
  /** Locations that the units must not come from. */
  avoid?: (aggregate: Aggregate) => readonly string[]
  /** When not all is there: refuse (as it is without), or take of each SKU what there is. */
  when_short?: 'refuse' | 'take_what_is_there'
  decide: (aggregate: Aggregate, at: At, units: AcquiredUnits) => Result<Decided, Rejection>
}

/**
 * A change that promises further units to an order: a move, a line that was added, a backorder that
 * is filled. It takes them as a placement does: a fresh attempt pins them, and the batch of the
 * change is what decides the attempt. All the units that are wanted or none, unless the verb takes
 * what there is.
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
    const { run, units } = await pinUnits(services, before.order, {
      wanted,
      avoided: verb.avoid?.(before) ?? [],
      partly: verb.when_short === 'take_what_is_there',
    })
    if (!run) return conclude(services, verb, before, orThrow(verb.decide(before, at, units)), null)
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

interface Search {
  wanted: readonly WantedUnits[]
  avoided: readonly string[]
  partly: boolean
}

/** Tries beside one per SKU: rivals take and give back while we look. */
const TRIES_MAX = 8

/** Pins what is wanted; where a rival took the last units just now, once more in order. */
async function pinUnits(
  services: Services,
  order: Order,
  { wanted, avoided, partly }: Search,
): Promise<{ run: PinRun | null; units: AcquiredUnits }> {
  const { merchant_id, channel } = order
  const skus = [...new Set(wanted.map(({ sku }) => sku))]
  let open = wanted
  let in_order = false
  for (let tries = skus.length + TRIES_MAX; tries > 0 && open.length > 0; tries--) {
    const snapshot = await loadSnapshot(services, merchant_id, skus, channel)
    const attempt_id = services.newId('attempt')
    const run: PinRun = {
      stock: services.stock,
      merchant_id,
      attempt_id,
      reservation_id: `units.${attempt_id}`,
      key_hash: '',
      plan: planUnits(services, order, snapshot, open, avoided),
      announced: false,
      in_order,
    }
    const outcome = await pinOrder(run)
    if (outcome.type === 'pinned') {
      const of_sku = new Map([...outcome.pinned].map(([sku, pinned]) => [sku, pinned.units]))
      return { run, units: { attempt_id, of_sku, shares: shareOut(run.plan.parts, of_sku) } }
    }
    if (outcome.type !== 'short') throw new Problem('unavailable')
    if (!in_order && outcome.contended) {
      in_order = true
      continue
    }
    const { shortages } = outcome
    if (!partly) throw new Problem('insufficient_stock', { extra: { shortages } })
    open = withoutShortage(open, shortages)
  }
  if (open.length > 0) throw new Problem('unavailable')
  const attempt_id = services.newId('attempt')
  return { run: null, units: { attempt_id, of_sku: new Map(), shares: [] } }
}

/** From where the rules prefer, whatever is there. */
function planUnits(
  services: Services,
  { merchant_id, shipping_address: destination, shipping_service }: Order,
  snapshot: Snapshot,
  wanted: readonly WantedUnits[],
  avoided: readonly string[],
): CartPlan {
  const plan = planCart(snapshot, wanted)
  const isAllowed = (location_id: string) => !avoided.includes(location_id)
  const router = openRouter(services, {
    ...{ merchant_id, time_zone: 'UTC', snapshot, needs: [], destination, shipping_service },
  })
  const locations = router.prefer(plan.source.locations.filter(isAllowed))
  const named = new Set(wanted.flatMap(({ location_id }) => location_id ?? []))
  const named_only = [...named].filter((location_id) => {
    const { active, ships, pickup } = snapshot.location_by_id.get(location_id) ?? {}
    return active && (ships || pickup) && !locations.includes(location_id)
  })
  return {
    ...plan,
    source: {
      // What the channel withholds from sale is not withheld from what was sold, nor is a location
      // that somebody names.
      locations,
      named_only,
      buffer: 0,
      cap: null,
    },
  }
}

/** Of each short SKU no more than there is, for those first who are first in the list. */
function withoutShortage(
  wanted: readonly WantedUnits[],
  shortages: readonly Shortage[],
): WantedUnits[] {
  const left = new Map(shortages.map(({ sku, available }) => [sku, available]))
  return wanted.flatMap((each) => {
    const there = left.get(each.sku)
    if (there === undefined) return [each]
    const quantity = Math.min(each.quantity, there)
    left.set(each.sku, there - quantity)
    return quantity > 0 ? [{ ...each, quantity }] : []
  })
}
