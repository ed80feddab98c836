import { explode, type Part } from '../../domain/catalog/kit'
import type { Demand, Source } from '../../domain/inventory/allocate'
import { sumDemands } from '../../domain/inventory/demand'
import { Problem } from '../../http/problem'
import { eligibleForShipping, type Snapshot } from './snapshot'

export interface WantedLine {
  sku: string
  quantity: number
  location_id?: string | undefined
}

/** What a cart wants of the stock, and where that may come from. */
export interface CartPlan {
  parts: readonly Part[]
  /** Per SKU, in the order of SKUs. */
  demands: ReadonlyMap<string, Demand>
  source: Source
}

/** Kits exploded, demand summed per SKU; or the 422 that points at every unknown code. */
export function planCart(snapshot: Snapshot, lines: readonly WantedLine[]): CartPlan {
  refuseUnknown(snapshot, lines)
  const parts = explode(lines, (sku) => snapshot.skus.get(sku)?.components ?? [])
  return { parts, demands: sumDemands(parts), source: sourceOf(snapshot, lines) }
}

function sourceOf(snapshot: Snapshot, lines: readonly WantedLine[]): Source {
  const locations = eligibleForShipping(snapshot)
  const { buffer = 0, cap = null, location_ids = null } = snapshot.channel ?? {}
  const named = new Set(lines.flatMap(({ location_id }) => location_id ?? []))
  const named_only = [...named].filter((location_id) => {
    const location = snapshot.location_by_id.get(location_id)
    const sold = location_ids?.includes(location_id) ?? true
    return sold && location?.active && location.pickup && !locations.includes(location_id)
  })
  return { locations, named_only, buffer, cap }
}

function refuseUnknown({ skus, location_by_id }: Snapshot, lines: readonly WantedLine[]): void {
  const complain = (pointer: string, what: string) => ({ pointer, detail: `${what} is unknown.` })
  const unknown_skus = lines.flatMap(({ sku }, index) =>
    skus.has(sku) ? [] : [complain(`/lines/${index}/sku`, `SKU ${sku}`)],
  )
  if (unknown_skus.length > 0) throw new Problem('unknown_sku', { errors: unknown_skus })
  const unknown_locations = lines.flatMap(({ location_id }, index) =>
    location_id === undefined || location_by_id.has(location_id)
      ? []
      : [complain(`/lines/${index}/location_id`, `Location ${location_id}`)],
  )
  if (unknown_locations.length > 0) {
    throw new Problem('unknown_location', { errors: unknown_locations })
  }
}
