import type { Pinned } from '../../domain/inventory/pin'
import type { Repin, RepinRefusal, Standing } from '../../domain/inventory/repin'
import type { Allocation } from '../../domain/inventory/task'
import type { OrderRouting, RoutingBasis } from '../../domain/routing/record'
import { sameUnits, type Unroutable, unitsOf } from '../../domain/routing/routing'
import type { Result } from '../../domain/shared/result'
import { type Called, call } from '../../objects/deadline'
import { withOwnUnits } from '../routing/live-levels'
import type { LevelsOf, Router } from '../routing/plan-units'
import type { PinRun } from './pin-order'

/** An order's units where the plan wants them, and the plan. */
export interface RoutedOrder {
  pinned: ReadonlyMap<string, Pinned>
  routing: OrderRouting
  basis: RoutingBasis
}

export type RouteOutcome =
  | ({ type: 'routed' } & RoutedOrder)
  /** No plan keeps the filters, nor does what is pinned. */
  | ({ type: 'unroutable' } & Unroutable)
  /** A repin was not answered: nobody knows where its units are. */
  | { type: 'unknown' }

/** Others may take units between the pin and a repin: plan again with what is there, this often. */
const PLANS_MAX = 4

/**
 * Brings pinned units to where the rules want them. Most of the time they are there already, and it
 * costs no call. When no plan can be had in time, what is pinned is kept if it breaks no filter.
 * Whoever is answered anything but `routed` must end its attempt: after an unanswered repin no
 * batch may be sent.
 */
export async function routeOrder(
  run: PinRun,
  router: Router,
  first: ReadonlyMap<string, Pinned>,
): Promise<RouteOutcome> {
  const pinned = new Map(first)
  for (let tried = 1; tried < PLANS_MAX; tried++) {
    const levels = levelsOf(pinned)
    const planned = await router.plan(levels)
    if (!planned.ok) return { type: 'unroutable', ...planned.error }
    const routing = planned.value
    const moves = movesTo(routing, pinned)
    const answers = await Promise.all(moves.map((move) => repin(run, move, pinned.get(move.sku))))
    let all_moved = true
    for (const [index, called] of answers.entries()) {
      const { sku = '' } = moves[index] ?? {}
      const standing = called.known ? standingOf(called.answer) : undefined
      if (!standing) return { type: 'unknown' }
      if (called.known && !called.answer.ok) all_moved = false
      pinned.set(sku, movedFrom(first.get(sku), standing))
    }
    if (all_moved) return { type: 'routed', pinned, routing, basis: router.basis(routing, levels) }
  }
  const levels = levelsOf(pinned)
  const kept = await router.review(levels, unitsPinned(pinned))
  if (!kept.ok) return { type: 'unroutable', ...kept.error }
  return { type: 'routed', pinned, routing: kept.value, basis: router.basis(kept.value, levels) }
}

/** What is free, and what is pinned already. */
const levelsOf = (pinned: ReadonlyMap<string, Pinned>): LevelsOf =>
  withOwnUnits(new Map([...pinned].map(([sku, { levels }]) => [sku, levels])), unitsPinned(pinned))

const unitsPinned = (pinned: ReadonlyMap<string, Pinned>) =>
  new Map([...pinned].map(([sku, { units }]) => [sku, units]))

interface Move {
  sku: string
  units: readonly Allocation[]
}

function movesTo({ parcels }: OrderRouting, pinned: ReadonlyMap<string, Pinned>): Move[] {
  return [...unitsOf(parcels)].flatMap(([sku, units]) => {
    const now = pinned.get(sku)?.units ?? []
    return sameUnits(now, units) ? [] : [{ sku, units }]
  })
}

type Answered = Result<Standing, RepinRefusal>

async function repin(
  { stock, merchant_id, attempt_id, plan }: PinRun,
  { sku, units }: Move,
  pinned: Pinned | undefined,
): Promise<Called<Answered>> {
  const demand = plan.demands.get(sku)
  if (!demand || !pinned) return { known: false }
  const { revision } = pinned
  const command: Repin = {
    ...{ type: 'repin', attempt_id, revision, units, demand },
    source: plan.source,
  }
  return call(stock(merchant_id, sku).execute(command))
}

/** How the pin stands after a repin; undefined when it stands no more. */
function standingOf(answer: Answered): Standing | undefined {
  if (answer.ok) return answer.value
  return answer.error.code === 'attempt_closed' ? undefined : answer.error
}

/** The pin elsewhere. Taken from the shelf is what was not held before it. */
function movedFrom(first: Pinned | undefined, { units, revision, levels, version }: Standing) {
  const held = new Map(first?.units.map(({ location_id, quantity }) => [location_id, quantity]))
  for (const { location_id, quantity } of first?.taken ?? []) {
    held.set(location_id, (held.get(location_id) ?? 0) - quantity)
  }
  const taken = units.flatMap(({ location_id, quantity }) => {
    const more = quantity - (held.get(location_id) ?? 0)
    return more > 0 ? [{ location_id, quantity: more }] : []
  })
  return { units, taken, revision, levels, version }
}
