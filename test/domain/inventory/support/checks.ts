/** What holds after every access to a SKU, whatever it was. */
import { expect } from 'vitest'
import { type Books, countersAt, holdsOf } from './books'
import { type Counters, countersOf, type Sku } from './sku'
import { locations } from './steps'

export function checked<T>(sku: Sku, books: Books, access: () => T): T {
  const before = locations.map((location_id) => countersOf(sku, location_id))
  const entries = sku.ledger.length
  const result = access()
  const after = locations.map((location_id) => countersOf(sku, location_id))
  expect(after).toEqual(locations.map((location_id) => countersAt(books, location_id)))
  expectEntries(sku, entries)
  for (const [at, location_id] of locations.entries()) {
    const [was, is] = [before[at], after[at]]
    if (was && is) expectExplained(sku, { entries, location_id, was, is })
  }
  expectClaims(sku, books)
  return result
}

/** Entries are numbered without a gap, and move whole units. */
function expectEntries({ ledger, stock }: Sku, from: number) {
  const entries = ledger.slice(from)
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, at) => from + at + 1))
  expect(stock.version).toBe(ledger.length)
  const broken = entries.filter(({ quantity }) => !(Number.isInteger(quantity) && quantity > 0))
  expect(broken).toEqual([])
}

interface Change {
  /** How many entries there were before. */
  entries: number
  location_id: string
  was: Counters
  is: Counters
}

/** The entries explain the counters; and only what is counted by hand may leave too few units. */
function expectExplained({ ledger }: Sku, { entries, location_id, was, is }: Change) {
  const here = ledger.slice(entries).filter((entry) => entry.location_id === location_id)
  const { on_hand: _, ...folded } = was
  const isCounter = (account: string): account is keyof typeof folded => account in folded
  for (const { from_account, to_account, quantity } of here) {
    if (isCounter(from_account)) folded[from_account] -= quantity
    if (isCounter(to_account)) folded[to_account] += quantity
  }
  expect(is).toEqual({ ...folded, on_hand: is.on_hand })
  const { available, ...counted } = is
  expect(Math.min(...Object.values(counted))).toBeGreaterThanOrEqual(0)
  const by_hand = here.some(({ operation }) => operation === 'adjust')
  if (!by_hand) expect(available).toBeGreaterThanOrEqual(Math.min(0, was.available))
}

/** Every reserved unit is that of one live reservation, or of one attempt. */
function expectClaims({ stock }: Sku, books: Books) {
  type Claims = Iterable<[string, { state: string; units: unknown }]>
  const claims = (notes: Claims, wanted: string) =>
    Object.fromEntries(
      [...notes].filter(([, { state }]) => state === wanted).map(([id, { units }]) => [id, units]),
    )
  expect(stock.held.size + stock.pinned.size).toBe(
    Object.keys(claims(books.holds, 'held')).length +
      Object.keys(claims(books.attempts, 'pinned')).length,
  )
  expect(claims(stock.held, 'held')).toEqual(claims(books.holds, 'held'))
  expect(claims(stock.pinned, 'pinned')).toEqual(claims(books.attempts, 'pinned'))
  for (const by of ['browser', 'key']) {
    expect(stock.holds_by.get(by) ?? 0).toBe(holdsOf(books, by))
  }
  const expiries = [...stock.held.values()].map(({ expires_at }) => expires_at)
  expect(stock.next_expiry).toBe(Math.min(Number.POSITIVE_INFINITY, ...expiries))
}
