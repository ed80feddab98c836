/** Counts of other systems, kept in the books as the contract describes them. */
import { expect } from 'vitest'
import type { Count } from '../../../../api/domain/inventory/count'
import type { Answers } from '../../../../api/domain/inventory/machine'
import { type Books, countersAt, emptyShelf } from './books'

export function hearCount(books: Books, command: Count, answer: Answers['count'], at: number) {
  const { source, source_version, as_of, location_id, snapshot_id } = command
  const name = `${source} ${location_id}`
  const last = books.snapshots.get(name)
  if (last?.snapshot_id === snapshot_id) {
    expect(answer).toMatchObject({ ok: true, value: { snapshot_id } })
    return
  }
  if (last && (last.source_version >= source_version || last.as_of > as_of)) {
    const { source_version, as_of } = last
    const error = { code: 'snapshot_stale', source_version, as_of }
    expect(answer).toEqual({ ok: false, error })
    return
  }
  const moved_since = books.shelf_log
    .filter((each) => each.location_id === location_id && each.at > as_of)
    .reduce((sum, { units, source: by }) => sum + (by === source ? 0 : units), 0)
  const shelf = books.shelves.get(location_id) ?? emptyShelf
  const on_hand = command.on_hand + moved_since
  if (on_hand < 0 || shelf.damaged + shelf.quality_control > on_hand) {
    const error = { code: 'negative_quantity', current: shelf.on_hand }
    expect(answer).toEqual({ ok: false, error })
    return
  }
  const promised = countersAt(books, location_id)
  books.shelves.set(location_id, { ...shelf, on_hand })
  books.snapshots.set(name, { snapshot_id, source_version, as_of })
  const units = on_hand - shelf.on_hand
  if (units !== 0) books.shelf_log.push({ location_id, at, units, source })
  const { on_hand: _, ...balances } = countersAt(books, location_id)
  expect(balances).toMatchObject({ committed: promised.committed, reserved: promised.reserved })
  expect(answer).toEqual({
    ok: true,
    value: { source, location_id, source_version, as_of, snapshot_id, moved_since, balances },
  })
}
