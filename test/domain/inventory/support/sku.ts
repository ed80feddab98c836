/** One SKU's stock as its object runs it: the rules of the domain, with maps for tables. */
import { expect } from 'vitest'
import type { LedgerEntry } from '../../../../api/domain/inventory/accounts'
import { decideExpiry } from '../../../../api/domain/inventory/hold'
import { type Answer, type Command, decide } from '../../../../api/domain/inventory/machine'
import { settleOutcome, settleTask } from '../../../../api/domain/inventory/settle'
import {
  applyChanges,
  type Changes,
  emptyStock,
  type Records,
} from '../../../../api/domain/inventory/stock'
import type { NumberedTask, Outcome } from '../../../../api/domain/inventory/task'

export type Sku = ReturnType<typeof createSku>

export function createSku() {
  const stock = emptyStock()
  const ledger: LedgerEntry[] = []
  const tables = {
    reservations: createTable(),
    attempts: createTable(),
    adjustments: createTable(),
    counts: createTable(),
  }
  const records: Records = {
    reservation: tables.reservations.read,
    attempt: tables.attempts.read,
    adjustment: tables.adjustments.read,
    count: (source, location_id) => tables.counts.read(`${source} ${location_id}`),
    entriesSince: (location_id, instant) =>
      ledger.filter((entry) => entry.location_id === location_id && entry.created_at > instant),
  }

  function apply(changes: Changes, now: number) {
    // A decision that is handed a live row must not write on it.
    for (const row of [...changes.reservations, ...changes.attempts]) Object.freeze(row)
    ledger.push(...applyChanges(stock, changes, now))
    for (const row of changes.reservations) tables.reservations.write(row.id, row)
    for (const row of changes.attempts) tables.attempts.write(row.id, row)
    for (const { id, result } of changes.adjustments) tables.adjustments.write(id, result)
    for (const row of changes.counts) tables.counts.write(`${row.source} ${row.location_id}`, row)
  }

  /** A command among others of the same commit: what was due has expired before. */
  function ask<C extends Command>(command: C, now: number): Answer<C> {
    const { result, changes } = decide(stock, records, command, now)
    apply(changes, now)
    return result as Answer<C>
  }

  return {
    stock,
    ledger,
    records,
    again: ask,
    expire: (now: number) => apply(decideExpiry(stock, now), now),
    ask<C extends Command>(command: C, now: number): Answer<C> {
      apply(decideExpiry(stock, now), now)
      return ask(command, now)
    },
    settle(outcome: Outcome, now: number) {
      apply(decideExpiry(stock, now), now)
      apply(settleOutcome(stock, records, outcome, now), now)
    },
    carryOut(task: NumberedTask, now: number) {
      apply(decideExpiry(stock, now), now)
      for (const changes of settleTask(stock, records, task, now)) apply(changes, now)
    },
  }
}

/** Rows are text, as in the object's tables: nobody may rely on having the very same row. */
function createTable() {
  const rows = new Map<string, string>()
  return {
    write: (id: string, row: unknown) => rows.set(id, JSON.stringify(row)),
    read<T>(id: string): T | undefined {
      const row = rows.get(id)
      return row === undefined ? undefined : (JSON.parse(row) as T)
    },
  }
}

/** The counters of a location, as the table of operations names them. */
export interface Counters {
  on_hand: number
  reserved: number
  committed: number
  damaged: number
  quality_control: number
  safety_stock: number
  incoming: number
  available: number
}

export const nothing: Counters = {
  on_hand: 0,
  reserved: 0,
  committed: 0,
  damaged: 0,
  quality_control: 0,
  safety_stock: 0,
  incoming: 0,
  available: 0,
}

/** What the stock says of a location; `on_hand` is what it has on its shelf, in any condition. */
export function countersOf({ stock }: Sku, location_id: string): Counters {
  const { incoming = 0, ...shelf } = stock.levels.get(location_id)?.balances ?? {}
  const on_hand = Object.values(shelf).reduce((sum, units) => sum + units, 0)
  return { ...nothing, ...shelf, incoming, on_hand }
}

/** The counters that are not zero, so that a test can name them all. */
export const shown = (sku: Sku, location_id: string): Partial<Counters> =>
  Object.fromEntries(
    Object.entries(countersOf(sku, location_id)).filter(([, units]) => units !== 0),
  )

/** The levels as the stock remembers them. */
export const levelsOf = ({ stock }: Sku, ...locations: readonly string[]) =>
  locations.map((location_id) => ({ location_id, ...stock.levels.get(location_id) }))

/** An SKU with units on the shelves of some locations, received at time 0. */
export function stocked(units: Readonly<Record<string, number>>): Sku {
  const sku = createSku()
  const adjustments = Object.entries(units).map(
    ([location_id, delta]) => ({ location_id, bucket: 'on_hand', delta }) as const,
  )
  const received = { type: 'adjust', adjustment_id: 'adj_0', reason: 'received' } as const
  expect(sku.ask({ ...received, adjustments }, 0)).toMatchObject({ ok: true })
  return sku
}
