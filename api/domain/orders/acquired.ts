import type { Allocation } from '../inventory/task'
import type { AttemptId } from '../shared/ids'

/** Stocked units that an order needs on top of what it has: kits are exploded already. */
export interface WantedUnits {
  sku: string
  quantity: number
  /** Only from there. */
  location_id?: string | undefined
}

/** Units that are pinned for the order until the batch that takes them is decided. */
export interface AcquiredUnits {
  attempt_id: AttemptId
  of_sku: ReadonlyMap<string, readonly Allocation[]>
}
