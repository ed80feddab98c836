import type { Component, Model } from './model'

/** A problem in which only what is best in the first components is left to choose from. */
export interface Tightened {
  model: Model
  /** Places that every such plan uses. */
  forced: readonly number[]
}

/**
 * What the components before the first that counts parcels leave open. They look at each unit by
 * itself, so each SKU is served from its best places, and there is a choice only among the last of
 * them, which are equally good. Plans that keep to this beat all that do not; whether one of them
 * keeps the filters, too, is for the search to find out.
 */
export function tighten(model: Model): Tightened {
  const first = model.components.findIndex(({ per_parcel }) =>
    per_parcel.some((score) => score > 0),
  )
  const leading = model.components.slice(0, Math.max(0, first))
  if (!leading.some(({ per_unit }) => per_unit.some((score) => score > 0))) {
    return { model, forced: [] }
  }
  const forced = new Set<number>()
  const units = model.units.map((row, sku) => {
    const kept = row.map(() => 0)
    let open = model.needs[sku]?.quantity ?? 0
    for (const equals of classes(leading, model.preferred[sku] ?? [], sku)) {
      if (open <= 0) break
      const together = equals.reduce((sum, place) => sum + (row[place] ?? 0), 0)
      for (const place of equals) {
        kept[place] = Math.min(open, row[place] ?? 0)
        // Without it, the others of its class would not do.
        if (together - (row[place] ?? 0) < open) forced.add(place)
      }
      open -= together
    }
    return kept
  })
  return { model: { ...model, units }, forced: [...forced].sort((a, b) => a - b) }
}

/** Places in the order of preference, those together that the components cannot tell apart. */
function classes(components: readonly Component[], order: readonly number[], sku: number) {
  const same = (a: number, b: number) =>
    components.every(({ per_unit, weights }) => weights[sku] === 0 || per_unit[a] === per_unit[b])
  const groups: number[][] = []
  for (const place of order) {
    const group = groups.at(-1)
    if (group?.[0] !== undefined && same(group[0], place)) group.push(place)
    else groups.push([place])
  }
  return groups
}
