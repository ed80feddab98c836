import type { PartAllocation } from '../inventory/demand'
import type { Allocation } from '../inventory/task'
import type { AttemptId } from '../shared/ids'

/** What an order needs on top of what it has; a kit stands for its components. */
export interface WantedUnits {
  sku: string
  quantity: number
  /** Minor units, of one; absent: what the order's own line says. */
  unit_value?: number | undefined
  /** Only from there. */
  location_id?: string | undefined
}

/** Units that are pinned for the order until the batch that takes them is decided. */
export interface AcquiredUnits {
  attempt_id: AttemptId
  of_sku: ReadonlyMap<string, readonly Allocation[]>
  /** Which of them serve which of those that were wanted, by its index. */
  shares: readonly PartAllocation[]
}
