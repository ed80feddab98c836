import { better, type Candidate, compare } from './candidate'
import type { Model } from './model'
import { searchSets, serveAllowed } from './search'

/** Places that the search chooses from, when there are more of them. */
const POOL = 20
/** Branches looked at in it. */
const BUDGET = 20_000
/** Places tried in the stead of each one used, and how often that is gone over. */
const PASSES = 8

/**
 * A good plan where there are too many places for the best: each place alone, then the search over
 * the most promising, then every other place in the stead of each that is used. Nothing here is
 * proven to be best, and a plan that exists may be missed when few parcels are allowed.
 */
export function searchBounded(model: Model): Candidate | undefined {
  const complete = [...model.places.keys()].filter((place) =>
    model.needs.every(({ quantity }, sku) => (model.units[sku]?.[place] ?? 0) >= quantity),
  )
  let best: Candidate | undefined
  for (const place of complete) best = better(best, serveAllowed(model, [place], best).best)

  const cover = coverGreedily(model)
  const covered = cover && serveAllowed(model, cover, best).best
  best = better(best, covered)
  const pool = promising(model, [...(best?.used ?? []), ...(cover ?? [])])
  best = searchSets(model, pool, best, BUDGET).best
  return best && exchangePlaces(model, best)
}

/** Places that serve the order together: again and again the one that has most of the rest. */
function coverGreedily({ needs, units, places }: Model): number[] | undefined {
  const rest = needs.map(({ quantity }) => quantity)
  const cover: number[] = []
  while (rest.some((quantity) => quantity > 0)) {
    let chosen: number | undefined
    let most = 0
    for (const place of places.keys()) {
      let share = 0
      for (const [sku, quantity] of rest.entries()) {
        share += Math.min(quantity, units[sku]?.[place] ?? 0)
      }
      if (share > most && !cover.includes(place)) {
        most = share
        chosen = place
      }
    }
    if (chosen === undefined) return undefined
    cover.push(chosen)
    for (const [sku, quantity] of rest.entries()) {
      rest[sku] = Math.max(0, quantity - (units[sku]?.[chosen] ?? 0))
    }
  }
  return cover
}

/** The first places, then in turn the next preferred of each SKU. */
function promising({ preferred }: Model, first: readonly number[]): number[] {
  const pool = new Set(first)
  const longest = Math.max(0, ...preferred.map((order) => order.length))
  for (let index = 0; index < longest && pool.size < POOL; index++) {
    for (const order of preferred) {
      const place = order[index]
      if (place !== undefined && pool.size < POOL) pool.add(place)
    }
  }
  return [...pool]
}

/** Puts others in the stead of places, and leaves some out, as long as that is better. */
function exchangePlaces(model: Model, start: Candidate): Candidate {
  let best = start
  for (let pass = 0; pass < PASSES; pass++) {
    const before = best
    for (const place of before.used) {
      const others = before.used.filter((other) => other !== place)
      best = better(best, serveAllowed(model, others, best).best) ?? best
      for (const instead of model.places.keys()) {
        if (before.used.includes(instead)) continue
        best = better(best, serveAllowed(model, [...others, instead], best).best) ?? best
      }
    }
    if (compare(best, before) >= 0) break
  }
  return best
}
