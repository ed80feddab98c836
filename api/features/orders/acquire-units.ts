import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import { shareOut } from '../../domain/inventory/demand'
import type { Shortage } from '../../domain/inventory/rejection'
import type { AcquiredUnits, WantedUnits } from '../../domain/orders/acquired'
import type { Aggregate, At, Change } from '../../domain/orders/aggregate'
import type { Rejection } from '../../domain/rejection'
import type { Result } from '../../domain/shared/result'
import { orThrow, Problem } from '../../http/problem'
import type { Services } from '../../services'
import { planCart } from '../catalog/plan-cart'
import { loadSnapshot } from '../catalog/snapshot'
import { isFull } from '../routing/capacity'
import { begin, type Changed, conclude, type OrderRequest } from './change-order'
import { abandon, type PinRun, pinOrder } from './pin-order'
import { endAttempt } from './placement-repository'
import { planSource, type Routed, routeUnits, type UnitsWanted } from './route-units'

export type { AcquiredUnits, WantedUnits } from '../../domain/orders/acquired'

export interface AcquiringVerb<Decided extends Change, Body> extends OrderRequest<Decided, Body> {
  /** What has to be acquired; nothing: the decision is made without. */
  want: (aggregate: Aggregate, at: At) => Result<readonly WantedUnits[], Rejection>
  /** Locations that the units must not come from. */
  avoid?: (aggregate: Aggregate) => readonly string[]
  /** Work orders of the order whose parcels leave anyway; without, the units are planned alone. */
  beside?: (aggregate: Aggregate) => UnitsWanted['going']
  /** When not all is there: refuse (as it is without), or take of each SKU what there is. */
  when_short?: 'refuse' | 'take_what_is_there'
  decide: (aggregate: Aggregate, at: At, units: AcquiredUnits) => Result<Decided, Rejection>
}

/** A location may be full just now: then it is planned again, without it. */
const PLANS_MAX = 3

/**
 * A change that promises further units to an order: a move, a line that was added, a backorder that
 * is filled. It takes them as a placement does: a fresh attempt pins them, the plan says from where,
 * and the batch of the change is what decides the attempt. All the units that are wanted or none,
 * unless the verb takes what there is.
 *
 * @throws Problem `insufficient_stock` or `unroutable`, or `unavailable` when the outcome is not known
 */
export async function changeOrderWithUnits<Decided extends Change, Body>(
  services: Services,
  verb: AcquiringVerb<Decided, Body>,
): Promise<Changed<Body>> {
  for (let plans = 1; ; plans++) {
    try {
      return await whenOvertakenAgain(() => changeOnce(services, verb))
    } catch (error) {
      if (!isFull(error)) throw error
      if (plans >= PLANS_MAX) throw new Problem('unavailable')
    }
  }
}

async function changeOnce<Decided extends Change, Body>(
  services: Services,
  verb: AcquiringVerb<Decided, Body>,
): Promise<Changed<Body>> {
  const { replayed, before } = await begin<Body>(services, verb)
  if (replayed) return replayed
  const at = { now: services.now(), newId: services.newId }
  const wanted = orThrow(verb.want(before, at))
  const { run, units, plan } = await pinUnits(services, {
    aggregate: before,
    wanted,
    avoided: verb.avoid?.(before) ?? [],
    going: verb.beside?.(before) ?? [],
    partly: verb.when_short === 'take_what_is_there',
  })
  if (!run) return conclude(services, verb, before, orThrow(verb.decide(before, at, units)), null)
  try {
    const decided = orThrow(verb.decide(before, at, units))
    const rerouted = plan && { cause: verb.actor.operation, ...plan }
    const { attempt_id } = run
    return await conclude(services, verb, before, decided, { attempt_id, rerouted })
  } catch (error) {
    // Only D1 knows whether a batch that failed or was lost has decided: asking settles it.
    const db = services.shardFor(verb.merchant_id)
    const outcome = await endAttempt(db, run.attempt_id, services.now())
    if (outcome === 'placed') throw new Problem('unavailable')
    await abandon(run)
    throw error
  }
}

type Search = Omit<UnitsWanted, 'snapshot'> & { partly: boolean }

interface Acquired {
  run: PinRun | null
  units: AcquiredUnits
  plan: Routed['plan']
}

/** Tries beside one per SKU: rivals take and give back while we look. */
const TRIES_MAX = 8

/** Pins what is wanted; where a rival took the last units just now, once more in order. */
async function pinUnits(services: Services, search: Search): Promise<Acquired> {
  const { aggregate, wanted, partly } = search
  const { merchant_id, channel } = aggregate.order
  const skus = [...new Set(wanted.map(({ sku }) => sku))]
  let open = wanted
  let in_order = false
  for (let tries = skus.length + TRIES_MAX; tries > 0 && open.length > 0; tries--) {
    const snapshot = await loadSnapshot(services, merchant_id, skus, channel)
    const asked = { ...search, snapshot, wanted: open }
    const attempt_id = services.newId('attempt')
    const run: PinRun = {
      stock: services.stock,
      merchant_id,
      attempt_id,
      reservation_id: `units.${attempt_id}`,
      key_hash: '',
      plan: planSource(services, planCart(snapshot, open), asked),
      announced: false,
      in_order,
    }
    const outcome = await pinOrder(run)
    if (outcome.type === 'pinned') {
      const routed = await routeUnits(services, run, asked, outcome.pinned)
      if (routed.type === 'routed') return acquired(run, routed)
      await abandon(run)
      open = orThrowUnroutable(routed, open, partly)
      continue
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
  return { run: null, units: { attempt_id, of_sku: new Map(), shares: [] }, plan: null }
}

function acquired(run: PinRun, { pinned, plan }: Routed): Acquired {
  const of_sku = new Map([...pinned].map(([sku, { units }]) => [sku, units]))
  const shares = shareOut(run.plan.parts, of_sku)
  return { run, units: { attempt_id: run.attempt_id, of_sku, shares }, plan }
}

/** What may be looked for still when no plan keeps the filters: what the open locations have. */
function orThrowUnroutable(
  routed: Exclude<Awaited<ReturnType<typeof routeUnits>>, Routed>,
  open: readonly WantedUnits[],
  partly: boolean,
): readonly WantedUnits[] {
  if (routed.type === 'unknown') throw new Problem('unavailable')
  if (!partly) throw new Problem('unroutable', { extra: { dropped: routed.dropped } })
  return routed.because === 'stock' ? withoutShortage(open, routed.shortages) : []
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
