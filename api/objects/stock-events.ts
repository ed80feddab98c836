import { ulid } from 'ulid'
import type { LedgerEntry } from '../domain/inventory/accounts'
import type { ProjectedLevel } from './stock-projection'
import type { StockEvent } from './stock-sync'

/** What merchants are told of the ledger: corrections, and the shortages they leave behind. */
export function eventsOf(
  sku: string,
  entries: readonly LedgerEntry[],
  levels: readonly ProjectedLevel[],
): StockEvent[] {
  const adjustments = Map.groupBy(
    entries.filter(({ operation }) => operation === 'adjust'),
    ({ subject_id }) => subject_id,
  )
  return [...adjustments].flatMap(([adjustment_id, group]) => {
    const [first] = group
    const last = group.at(-1)
    if (!first || !last) return []
    const places = new Set(group.map(({ location_id }) => location_id))
    const common = { version: last.sequence, created_at: last.created_at }
    const { reason, reference } = first
    const changes = group.map(({ location_id, from_account, to_account, quantity }) => {
      return { location_id, from: from_account, to: to_account, quantity }
    })
    const adjusted: StockEvent = {
      ...common,
      id: `evt_${ulid().toLowerCase()}`,
      type: 'inventory.adjusted',
      object_type: 'inventory',
      object_id: sku,
      data: { sku, adjustment_id, reason, reference, changes },
    }
    const shortages = levels
      .filter(({ location_id, available }) => places.has(location_id) && available < 0)
      .map(({ location_id, available }): StockEvent => {
        return {
          ...common,
          id: `evt_${ulid().toLowerCase()}`,
          type: 'inventory.shortage',
          object_type: 'level',
          object_id: `${sku}@${location_id}`,
          data: { sku, location_id, available },
        }
      })
    return [adjusted, ...shortages]
  })
}
