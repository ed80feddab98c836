/** Hears every repin: what it must answer, by what the books knew, and what it means for them. */
import { expect } from 'vitest'
import type { Answers } from '../../../../api/domain/inventory/machine'
import type { Repin } from '../../../../api/domain/inventory/repin'
import { availableIn, type Books } from './books'
import { overdrawn, quantityAt, quantityOf } from './promise'

export function hearRepin(books: Books, command: Repin, answer: Answers['repin']) {
  const attempt = books.attempts.get(command.attempt_id)
  const refused = (code: string, standing = {}) => ({ ok: false, error: { code, ...standing } })
  if (attempt?.state !== 'pinned') {
    expect(answer).toEqual(refused('attempt_closed'))
    return
  }
  const { units, revision } = attempt
  if (command.revision !== revision) {
    expect(answer).toMatchObject(refused('stale_revision', { units, revision }))
    expectLevels(books, command, answer)
    return
  }
  attempt.revision++
  const more = command.units.map(({ location_id }) => {
    const quantity = quantityAt(command.units, location_id) - quantityAt(units, location_id)
    return { location_id, quantity: Math.max(0, quantity) }
  })
  const moves =
    quantityOf(command.units) === quantityOf(units) &&
    overdrawn(
      more.filter(({ quantity }) => quantity > 0),
      availableIn(books),
    ).length === 0
  if (!moves) {
    const standing = { units, revision: attempt.revision }
    expect(answer).toMatchObject(refused('units_taken', standing))
    expectLevels(books, command, answer)
    return
  }
  expect(answer).toMatchObject({ ok: true, value: { revision: attempt.revision } })
  const moved = answer.ok ? answer.value.units : []
  for (const { location_id } of [...moved, ...command.units]) {
    expect(quantityAt(moved, location_id)).toBe(quantityAt(command.units, location_id))
  }
  attempt.units = moved
  expectLevels(books, command, answer)
}

/** What is told of each location is what is there after the repin. */
function expectLevels(books: Books, { source }: Repin, answer: Answers['repin']) {
  const told = answer.ok ? answer.value : answer.error
  if (!('levels' in told)) return
  const free = availableIn(books)
  const expected = source.locations.flatMap((location_id) => {
    const withheld = books.shelves.get(location_id)?.safety_stock ?? 0
    const available = Math.max(0, free(location_id))
    return available > 0 || withheld > 0 ? [{ location_id, available, withheld }] : []
  })
  expect(told.levels).toEqual(expected)
}
