/**
 * A SKU's books, kept by an observer who sees every question and answer, and knows the contract's
 * table of operations: who has which units, and what every counter must therefore be.
 */
import type { AdjustResult } from '../../../../api/domain/inventory/stock'
import type { Allocation } from '../../../../api/domain/inventory/task'
import type { AttemptId, OrderId } from '../../../../api/domain/shared/ids'
import { quantityAt } from './promise'
import type { Counters } from './sku'

/** What is counted by hand. */
export type Shelf = Pick<
  Counters,
  'on_hand' | 'damaged' | 'quality_control' | 'safety_stock' | 'incoming'
>

export interface HoldNote {
  state: 'held' | 'pinned' | 'placed' | 'expired' | 'released' | 'given_up'
  units: readonly Allocation[]
  expires_at: number
  /** Unknown of a reservation that was over, or pinned, before it was ever held. */
  body_hash: string | undefined
  runs: Set<string>
  counted_by: readonly string[]
  cart: string | null
  attempt_id: AttemptId | undefined
}

export interface AttemptNote {
  state: 'pinned' | 'committed' | 'over'
  units: readonly Allocation[]
  revision: number
  reservation_id: string
  key_hash: string
  order_id: OrderId | undefined
  /** Whether its reservation was held when it was pinned: then it may have its units back. */
  was_held: boolean
}

export interface Books {
  shelves: Map<string, Shelf>
  holds: Map<string, HoldNote>
  attempts: Map<AttemptId, AttemptNote>
  adjustments: Map<string, AdjustResult>
  /** By source and location: the snapshot that stands. */
  snapshots: Map<string, { snapshot_id: string; source_version: number; as_of: number }>
  /** What came onto a shelf or left it, when, and which source said so, if one did. */
  shelf_log: { location_id: string; at: number; units: number; source: string | null }[]
}

export const newBooks = (): Books => ({
  shelves: new Map(),
  holds: new Map(),
  attempts: new Map(),
  adjustments: new Map(),
  snapshots: new Map(),
  shelf_log: [],
})

export const emptyShelf: Shelf = {
  on_hand: 0,
  damaged: 0,
  quality_control: 0,
  safety_stock: 0,
  incoming: 0,
}

export function countersAt({ shelves, holds, attempts }: Books, location_id: string): Counters {
  const shelf = shelves.get(location_id) ?? emptyShelf
  const sum = (notes: Iterable<HoldNote | AttemptNote>, state: string) =>
    [...notes].reduce(
      (all, note) => all + (note.state === state ? quantityAt(note.units, location_id) : 0),
      0,
    )
  const reserved = sum(holds.values(), 'held') + sum(attempts.values(), 'pinned')
  const committed = sum(attempts.values(), 'committed')
  const { on_hand, damaged, quality_control, safety_stock } = shelf
  const available = on_hand - reserved - committed - damaged - quality_control - safety_stock
  return { ...shelf, reserved, committed, available }
}

export const availableIn = (books: Books) => (location_id: string) =>
  countersAt(books, location_id).available

export const holdsOf = ({ holds }: Books, by: string): number =>
  [...holds.values()].filter((note) => note.state === 'held' && note.counted_by.includes(by)).length

export function expireHolds({ holds }: Books, now: number): void {
  for (const note of holds.values()) {
    if (note.state === 'held' && now >= note.expires_at) end(note, 'expired')
  }
}

export function end(note: HoldNote, state: HoldNote['state']): void {
  note.state = state
  note.units = []
}

/** A reservation nobody has heard of before. */
export const unheard = (state: HoldNote['state']): HoldNote => ({
  state,
  units: [],
  expires_at: 0,
  body_hash: undefined,
  runs: new Set(),
  counted_by: [],
  cart: null,
  attempt_id: undefined,
})

/** An attempt ends without an order: a hold that has time left has its units back. */
export function unpin({ holds }: Books, attempt: AttemptNote, now: number): void {
  const note = holds.get(attempt.reservation_id)
  if (note && attempt.was_held && note.expires_at > now) {
    note.state = 'held'
    note.units = attempt.units
  } else if (note) end(note, 'expired')
  if (note) note.attempt_id = undefined
  attempt.state = 'over'
  attempt.units = []
}

export function commit({ holds }: Books, attempt: AttemptNote, order_id: OrderId): void {
  const note = holds.get(attempt.reservation_id)
  if (note) end(note, 'placed')
  attempt.state = 'committed'
  attempt.order_id = order_id
}

/** Units of an order come back: as many as it still has. */
export function cancelUnits(attempt: AttemptNote, wanted: readonly Allocation[]): void {
  attempt.units = attempt.units.flatMap(({ location_id, quantity }) => {
    const left = quantity - quantityAt(wanted, location_id)
    return left > 0 ? [{ location_id, quantity: left }] : []
  })
}
