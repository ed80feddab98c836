/**
 * Units this isolate took lately, so that a client who just reserved sees them gone although the
 * projection in D1 learns of it about a second later.
 */
import type { Allocation } from '../../domain/inventory/task'
import type { MerchantId } from '../../domain/shared/ids'

interface Taken {
  location_id: string
  quantity: number
  /** Of the stock when it was taken: a projection of that version or later has counted it. */
  version: number
}

/** Per SKU: more is a hot SKU, whose projection is never far behind. */
const KEPT = 64
const SKUS_MAX = 10_000
const taken_by_sku = new Map<string, Taken[]>()

const keyOf = (merchant_id: MerchantId, sku: string) => `${merchant_id}:${sku}`

export function noteUnits(
  merchant_id: MerchantId,
  sku: string,
  units: readonly Allocation[],
  version: number,
): void {
  if (taken_by_sku.size >= SKUS_MAX) taken_by_sku.clear()
  const key = keyOf(merchant_id, sku)
  const known = taken_by_sku.get(key) ?? []
  const added = units.map((unit) => ({ ...unit, version }))
  taken_by_sku.set(key, [...known, ...added].slice(-KEPT))
}

/** Units taken at a location that a projection of this version has not counted yet. */
export function uncounted(
  merchant_id: MerchantId,
  sku: string,
  location_id: string,
  version: number,
): number {
  const taken = taken_by_sku.get(keyOf(merchant_id, sku))
  if (!taken) return 0
  return taken.reduce(
    (sum, each) =>
      each.location_id === location_id && each.version > version ? sum + each.quantity : sum,
    0,
  )
}
