/** Corrections by hand, kept in the books as the contract describes them. */
import { expect } from 'vitest'
import type { Adjust, Adjustment } from '../../../../api/domain/inventory/adjust'
import type { Answers } from '../../../../api/domain/inventory/machine'
import { type Books, countersAt, emptyShelf, type Shelf } from './books'

export function hearAdjust(books: Books, command: Adjust, answer: Answers['adjust'], at: number) {
  const { adjustment_id, adjustments } = command
  const earlier = books.adjustments.get(adjustment_id)
  if (earlier) {
    expect(answer).toEqual(earlier)
    return
  }
  books.adjustments.set(adjustment_id, answer)
  const shelves = new Map(books.shelves)
  for (const adjustment of adjustments) {
    const { location_id } = adjustment
    const shelf = shelves.get(location_id) ?? emptyShelf
    const changed = change(shelf, adjustment)
    if ('code' in changed) {
      const { bucket } = adjustment
      const error = { code: changed.code, location_id, bucket, current: shelf[bucket] }
      expect(answer).toEqual({ ok: false, error })
      return
    }
    shelves.set(location_id, changed)
  }
  for (const [location_id, { on_hand }] of shelves) {
    const units = on_hand - (books.shelves.get(location_id) ?? emptyShelf).on_hand
    if (units !== 0) books.shelf_log.push({ location_id, at, units, source: null })
  }
  books.shelves = shelves
  const levels = [...new Set(adjustments.map(({ location_id }) => location_id))].map(
    (location_id) => {
      const { on_hand: _, ...balances } = countersAt(books, location_id)
      return { location_id, balances }
    },
  )
  expect(answer).toEqual({ ok: true, value: levels })
}

/** The shelf afterwards, or why not: a count is never negative, nor are more spoiled than there. */
function change(shelf: Shelf, adjustment: Adjustment): Shelf | { code: string } {
  const { bucket } = adjustment
  const is_set = 'set' in adjustment
  if (is_set && adjustment.expected !== null && adjustment.expected !== shelf[bucket]) {
    return { code: 'stale_quantity' }
  }
  const units = is_set ? adjustment.set : shelf[bucket] + adjustment.delta
  const changed = { ...shelf, [bucket]: units }
  const spoiled = changed.damaged + changed.quality_control
  return units < 0 || spoiled > changed.on_hand ? { code: 'negative_quantity' } : changed
}
