import type { Claim } from '../claims/claim'
import type { Fulfillment } from '../fulfillments/fulfillment'
import type { StockTask } from '../inventory/task'
import type { Payment } from '../payments/payment'
import type { Refund } from '../refunds/refund'
import type { ReturnException } from '../returns/receive-return'
import type { Return } from '../returns/return'
import type { Id, IdKind } from '../shared/ids'
import type { Instant } from '../shared/time'
import type { Withdrawal } from '../withdrawals/withdrawal'
import type { Order, OrderAllocation, OrderLine } from './order'

/**
 * One order with all that belongs to it: loaded whole, decided on whole, saved whole under the
 * order's version. Values are never changed in place: what was replaced is what is saved.
 */
export interface Aggregate {
  readonly order: Order
  readonly lines: readonly OrderLine[]
  readonly allocations: readonly OrderAllocation[]
  readonly fulfillments: readonly Fulfillment[]
  readonly payments: readonly Payment[]
  readonly refunds: readonly Refund[]
  readonly returns: readonly Return[]
  readonly claims: readonly Claim[]
  readonly withdrawals: readonly Withdrawal[]
}

/** What happened, before it has a number. `data` is about the object; nothing personal. */
export interface EventDraft {
  type: string
  object_type: string
  object_id: string
  data: Record<string, unknown>
}

export interface TaskDraft {
  sku: string
  task: StockTask
}

/** What a decision comes to. */
export interface Change {
  aggregate: Aggregate
  events: readonly EventDraft[]
  tasks: readonly TaskDraft[]
  /** Units that arrived and nobody had authorized. */
  exceptions?: readonly ReturnException[]
}

/** Time and names for a decision, as arguments. */
export interface At {
  now: Instant
  newId: <Kind extends IdKind>(kind: Kind) => Id<Kind>
}

export const unchanged = (aggregate: Aggregate): Change => ({ aggregate, events: [], tasks: [] })

/** The list with the items replaced that have the same id. */
export function replaceById<Item extends { id: string }>(
  items: readonly Item[],
  ...changed: readonly Item[]
): Item[] {
  const by_id = new Map(changed.map((item) => [item.id, item]))
  return items.map((item) => by_id.get(item.id) ?? item)
}

/** A fulfillment in another state or with other contents, its version one up. */
export function reviseFulfillment(
  fulfillment: Fulfillment,
  now: Instant,
  changes: Partial<Fulfillment>,
): Fulfillment {
  const revised = { ...fulfillment, ...changes, version: fulfillment.version + 1, updated_at: now }
  if (changes.status === undefined || changes.status === fulfillment.status) return revised
  return {
    ...revised,
    held_from: changes.status === 'on_hold' ? revised.held_from : null,
    milestones: { ...fulfillment.milestones, [changes.status]: now },
  }
}
