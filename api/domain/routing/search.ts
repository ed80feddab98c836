import { createBounds } from './bounds'
import { allowed, better, type Candidate, compare, serve } from './candidate'
import type { Model } from './model'
import { serveWorth } from './split-value'

export interface Found {
  best: Candidate | undefined
  /** Whether nothing better can exist among plans from the pool. */
  proven: boolean
}

/**
 * The best plan from a pool of places, by branch and bound over which of them send anything.
 *
 * A plan is judged by the set of places it uses, since a set's best is known (`serve`). Places are
 * decided in order of preference, in before out, so that what ties is met best first. A branch ends
 * when its places cannot serve the order, are more than may be, or cannot do better in the first
 * component where the bound and the best so far differ. In the worst case all subsets are met: 2^20
 * of a pool of 20. `budget` is how many branches may be looked at before the best so far is answered,
 * `forced` are places that every plan uses.
 */
export function searchSets(
  model: Model,
  pool: readonly number[],
  first: Candidate | undefined,
  budget: number,
  forced: readonly number[] = [],
): Found {
  const { missing, least } = createBounds(model)
  const places = pool.toSorted((a, b) => a - b)
  const must = new Set(forced)
  const suffixes = places.map((_, index) => places.slice(index))
  suffixes.push([])
  const inside: number[] = []
  let best = first
  let left = budget
  let proven = true

  /** Whether no completion beats the best so far. */
  function hopeless(open: readonly number[]): boolean {
    if (!best) return false
    for (let index = 0; index < model.components.length; index++) {
      const difference = least(index) - (best.scores[index] ?? 0)
      if (difference !== 0) return difference > 0
    }
    return !mayBeFirst(inside, open[0], best.used)
  }

  function visit(depth: number, just_added: boolean): void {
    if (left-- <= 0) {
      proven = false
      return
    }
    const open = suffixes[depth] ?? []
    const more = missing(inside, open)
    if (inside.length + more > model.max_parcels || hopeless(open)) return
    if (just_added && more === 0) {
      const served = serveAllowed(model, inside, best)
      best = better(best, served.best)
      proven &&= served.proven
    }
    const [place] = open
    if (place === undefined) return
    inside.push(place)
    visit(depth + 1, true)
    inside.pop()
    if (!must.has(place)) visit(depth + 1, false)
  }

  visit(0, false)
  return { best, proven }
}

/** The best that exactly these places can do without breaking what no plan may break. */
export function serveAllowed(
  model: Model,
  set: readonly number[],
  best: Candidate | undefined,
): Found {
  const served = serve(model, set)
  if (!served) return { best: undefined, proven: true }
  if (allowed(model, served)) return { best: served, proven: true }
  if (set.length > model.max_parcels || model.min_value === 0) {
    return { best: undefined, proven: true }
  }
  // What these places do at best is not better: no need to look for what they may do.
  if (best && set.length === served.used.length && compare(served, best) >= 0) {
    return { best: undefined, proven: true }
  }
  return serveWorth(model, set, best)
}

/**
 * Whether places that continue `inside` with `next` or later ones can come before `used`, where
 * lists of places compare by their first difference, and a list before what continues it.
 */
function mayBeFirst(
  inside: readonly number[],
  next: number | undefined,
  used: readonly number[],
): boolean {
  for (const [index, place] of inside.entries()) {
    const other = used[index]
    if (other === undefined) return false
    if (place !== other) return place < other
  }
  const other = used[inside.length]
  if (other === undefined) return false
  return next === undefined || next <= other
}
