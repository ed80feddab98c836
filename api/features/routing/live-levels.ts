import type { FreeUnits } from '../../domain/inventory/free-units'
import type { Allocation } from '../../domain/inventory/task'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import { call } from '../../objects/deadline'
import type { Services } from '../../services'
import type { LevelsOf } from './plan-units'

/** What may be taken of each SKU now, asked of the stock objects; nothing is held by it. */
export async function readLevels(
  services: Services,
  merchant_id: MerchantId,
  skus: readonly string[],
): Promise<LevelsOf> {
  const read = await Promise.all(
    skus.map(async (sku) => {
      const called = await call(services.stock(merchant_id, sku).levels())
      if (!called.known) throw new Problem('unavailable')
      const rows = called.answer.levels.map(({ location_id, available, safety_stock }) => {
        return { location_id, available: Math.max(0, available), withheld: safety_stock }
      })
      return [sku, rows] as const
    }),
  )
  return new Map(read)
}

/** The levels with units beside them that are the order's own already. */
export function withOwnUnits(
  levels: LevelsOf,
  own_of: ReadonlyMap<string, readonly Allocation[]>,
): LevelsOf {
  return new Map([...levels].map(([sku, rows]) => [sku, addUnits(rows, own_of.get(sku) ?? [])]))
}

function addUnits(rows: readonly FreeUnits[], own: readonly Allocation[]): FreeUnits[] {
  const all = new Map(rows.map((row) => [row.location_id, row]))
  for (const { location_id, quantity } of own) {
    const { available = 0, withheld = 0 } = all.get(location_id) ?? {}
    all.set(location_id, { location_id, available: available + quantity, withheld })
  }
  return [...all.values()]
}
