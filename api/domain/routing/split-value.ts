import { type Candidate, compare, reaches, scoreOf, type Take } from './candidate'
import type { Model } from './model'
import type { Found } from './search'

/** Steps taken per set of places, before the best so far is answered. */
const BUDGET = 20_000

/** What has been distributed so far. */
interface Search {
  model: Model
  /** The places that each have to send a parcel of a certain value. */
  used: readonly number[]
  /** SKUs, the most valuable first: they decide most. */
  skus: readonly number[]
  unit_values: readonly number[]
  taken: Take[][]
  /** By place, of what it sends so far. */
  values: Map<number, number>
  best: Candidate | undefined
  left: number
}

/**
 * The best that a set of places can do when each of them has to send a parcel of a certain value.
 * Here SKUs do depend on each other: every way to distribute each SKU is tried, preferred places
 * first, and left as soon as what is still to be distributed cannot lift all parcels to their value.
 *
 * @param known nothing that is not better is looked for
 */
export function serveWorth(
  model: Model,
  set: readonly number[],
  known: Candidate | undefined,
): Found {
  const { needs } = model
  const used = set.toSorted((a, b) => a - b)
  const value = (sku: number) => needs[sku]?.value ?? 0
  const search: Search = {
    model,
    used,
    skus: [...needs.keys()].sort((a, b) => value(b) - value(a) || a - b),
    unit_values: needs.map((need) => need.value / need.quantity),
    taken: needs.map(() => []),
    values: new Map(used.map((place) => [place, 0])),
    best: known,
    left: BUDGET,
  }
  distribute(search, 0)
  const best = search.best === known ? undefined : search.best
  return { best, proven: search.left > 0 }
}

/** Distributes the SKUs from this one on; all of them are when there is none. */
function distribute(search: Search, depth: number) {
  if (!canReach(search, depth)) return
  const sku = search.skus[depth]
  if (sku === undefined) {
    keep(search)
    return
  }
  const { model, used } = search
  const position = model.position[sku] ?? []
  const having = used
    .filter((place) => (model.units[sku]?.[place] ?? 0) > 0)
    .sort((a, b) => (position[a] ?? 0) - (position[b] ?? 0))
  split(search, { depth, sku, having }, 0, model.needs[sku]?.quantity ?? 0)
}

interface Step {
  depth: number
  sku: number
  /** Places that have the SKU, preferred first. */
  having: readonly number[]
}

/** Units of one SKU over the places that have it, as many as possible from the first. */
function split(search: Search, step: Step, index: number, open: number) {
  if (search.left-- <= 0) return
  if (open === 0) {
    distribute(search, step.depth + 1)
    return
  }
  const place = step.having[index]
  if (place === undefined) return
  const { model, taken, values, unit_values } = search
  const { sku } = step
  const before = values.get(place) ?? 0
  for (let quantity = Math.min(open, model.units[sku]?.[place] ?? 0); quantity >= 0; quantity--) {
    if (search.left <= 0) return
    if (quantity > 0) taken[sku]?.push({ place, quantity })
    values.set(place, before + quantity * (unit_values[sku] ?? 0))
    split(search, step, index + 1, open - quantity)
    values.set(place, before)
    if (quantity > 0) taken[sku]?.pop()
  }
}

/** Whether what is still to be distributed can lift every parcel to its value. */
function canReach({ model, used, skus, unit_values, values }: Search, depth: number): boolean {
  const rest = skus.slice(depth)
  let together = rest.reduce((sum, sku) => sum + (model.needs[sku]?.value ?? 0), 0)
  for (const place of used) {
    const lacking = model.min_value - (values.get(place) ?? 0)
    if (lacking <= 0) continue
    const potential = rest.reduce(
      (sum, sku) => sum + (model.units[sku]?.[place] ?? 0) * (unit_values[sku] ?? 0),
      0,
    )
    if (!reaches(potential, lacking)) return false
    together -= lacking
  }
  return reaches(together, 0)
}

/** Remembers what was distributed if it is better: every parcel has its value by now. */
function keep(search: Search) {
  const { model, used, best } = search
  const taken = search.taken.map((takes) => [...takes])
  const candidate = { used, taken, scores: scoreOf(model, used, taken) }
  if (!best || compare(candidate, best) < 0) search.best = candidate
}
