import type { Model } from './model'

/** One way to serve the order: which places send how many units of each SKU, and what that scores. */
export interface Candidate {
  /** Places that send something, ascending. */
  used: readonly number[]
  /** By SKU: place and units. */
  taken: readonly (readonly Take[])[]
  scores: readonly number[]
}

export interface Take {
  place: number
  quantity: number
}

/**
 * The best a set of places can do: each SKU from its preferred places first. Whatever serves the
 * order from these places scores no better, since SKUs share nothing but the parcels they are in.
 * Undefined when the set cannot serve the order.
 */
export function serve(model: Model, set: readonly number[]): Candidate | undefined {
  const taken: Take[][] = []
  const used = new Set<number>()
  for (const [sku, { quantity }] of model.needs.entries()) {
    const row = model.units[sku] ?? []
    const position = model.position[sku] ?? []
    const having = set.filter((place) => (row[place] ?? 0) > 0)
    having.sort((a, b) => (position[a] ?? 0) - (position[b] ?? 0))
    const takes: Take[] = []
    let open = quantity
    for (const place of having) {
      if (open === 0) break
      const units = Math.min(open, row[place] ?? 0)
      takes.push({ place, quantity: units })
      used.add(place)
      open -= units
    }
    if (open > 0) return undefined
    taken.push(takes)
  }
  const places = [...used].sort((a, b) => a - b)
  return { used: places, taken, scores: scoreOf(model, places, taken) }
}

export function scoreOf(
  { components }: Model,
  used: readonly number[],
  taken: readonly (readonly Take[])[],
): number[] {
  return components.map(({ per_parcel, per_unit, weights }) => {
    let score = 0
    for (const place of used) score += per_parcel[place] ?? 0
    for (const [sku, takes] of taken.entries()) {
      const weight = weights[sku] ?? 0
      for (const { place, quantity } of takes) score += (per_unit[place] ?? 0) * weight * quantity
    }
    return score
  })
}

/** Below zero when the first is better: by score, then by the places in order of preference. */
export function compare(
  a: Pick<Candidate, 'scores' | 'used'>,
  b: Pick<Candidate, 'scores' | 'used'>,
): number {
  return compareLists(a.scores, b.scores) || compareLists(a.used, b.used)
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** The better one of two. */
export const better = (
  a: Candidate | undefined,
  b: Candidate | undefined,
): Candidate | undefined => (a && b ? (compare(a, b) <= 0 ? a : b) : (a ?? b))

/** What the units that each used place sends are worth, in minor units. */
export function valuesOf({ needs }: Model, { used, taken }: Pick<Candidate, 'used' | 'taken'>) {
  const values = new Map(used.map((place) => [place, 0]))
  for (const [sku, takes] of taken.entries()) {
    const { value = 0, quantity: all = 1 } = needs[sku] ?? {}
    for (const { place, quantity } of takes) {
      values.set(place, (values.get(place) ?? 0) + (value * quantity) / all)
    }
  }
  return values
}

/** Whether a candidate keeps what no plan may break. */
export function allowed(model: Model, candidate: Candidate): boolean {
  const { used } = candidate
  if (used.length > model.max_parcels) return false
  if (used.length < 2 || model.min_value === 0) return true
  return [...valuesOf(model, candidate).values()].every((value) => reaches(value, model.min_value))
}

/** Values are shares of a whole: compare them as if they were exact. */
export const reaches = (value: number, least: number) => value >= least - 1e-6
