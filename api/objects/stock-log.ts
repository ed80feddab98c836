import {
  type Account,
  heldAccounts,
  type LedgerEntry,
  type Operation,
} from '../domain/inventory/accounts'
import {
  type AdjustResult,
  type Attempt,
  type Changes,
  emptyStock,
  type Level,
  type Records,
  type Reservation,
  remember,
  type Stock,
} from '../domain/inventory/stock'
import type { AttemptId } from '../domain/shared/ids'
import type { Instant } from '../domain/shared/time'
import { findCount, isFolded, writeCount } from './stock-counts'
import { createTables, upgradeTables } from './stock-tables'

type Row = Record<string, SqlStorageValue>
export type Fact = 'name' | 'tasks_applied' | 'tasks_marked' | 'checkpoint'

/** Tables as a memory: loads the stock, writes what changed, finds what is closed. */
export function createStockLog(sql: SqlStorage) {
  let created = false
  const find = <T>(query: string, id: string, map: (row: Row) => T): T | undefined => {
    const [row] = created ? sql.exec<Row>(query, id).toArray() : []
    return row && map(row)
  }

  const records: Records = {
    reservation: (id) => find('SELECT * FROM reservations WHERE id = ?', id, toReservation),
    attempt: (id) => find('SELECT * FROM attempts WHERE id = ?', id, toAttempt),
    adjustment: (id) =>
      find('SELECT result FROM adjustments WHERE id = ?', id, ({ result }) =>
        parse<AdjustResult>(result),
      ),
    count: (source, location_id) => (created ? findCount(sql, source, location_id) : undefined),
    entriesSince: (location_id, instant) => {
      if (!created) return []
      if (isFolded(sql, instant)) return null
      return sql
        .exec('SELECT * FROM ledger WHERE created_at > ? AND location_id = ?', instant, location_id)
        .toArray()
        .map(toEntry)
    },
  }

  return {
    records,
    /** An object that was only asked has no tables, and costs no storage. */
    exists: () => created,
    create: (name: string) => {
      createTables(sql)
      sql.exec("INSERT INTO facts VALUES ('name', ?)", name)
      created = true
    },
    fact: (name: Fact): SqlStorageValue | undefined =>
      sql.exec('SELECT value FROM facts WHERE name = ?', name).toArray()[0]?.value,
    setFact: (name: Fact, value: SqlStorageValue) =>
      sql.exec('INSERT OR REPLACE INTO facts VALUES (?, ?)', name, value),

    load(): Stock {
      const stock = emptyStock()
      created = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'facts'").toArray().length > 0
      if (!created) return stock
      upgradeTables(sql)
      for (const row of sql.exec('SELECT * FROM levels')) {
        const level = toLevel(row)
        stock.levels.set(String(row.location_id), level)
        stock.version = Math.max(stock.version, level.version)
      }
      const live = sql.exec("SELECT * FROM reservations WHERE closed_at IS NULL AND state = 'held'")
      for (const row of live) remember(stock, toReservation(row))
      for (const row of sql.exec("SELECT * FROM attempts WHERE state = 'pinned'")) {
        const attempt = toAttempt(row)
        stock.pinned.set(attempt.id, attempt)
      }
      return stock
    },

    write(changes: Changes, entries: readonly LedgerEntry[], now: Instant) {
      for (const entry of entries) {
        sql.exec(
          'INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          entry.sequence,
          entry.operation,
          entry.location_id,
          entry.from_account,
          entry.to_account,
          entry.quantity,
          entry.subject_id,
          entry.reason ?? null,
          entry.reference ?? null,
          entry.created_at,
        )
      }
      for (const reservation of changes.reservations) {
        sql.exec(
          'INSERT OR REPLACE INTO reservations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          reservation.id,
          reservation.state,
          JSON.stringify(reservation.units),
          reservation.expires_at,
          reservation.body_hash,
          JSON.stringify(reservation.runs),
          reservation.client,
          reservation.cart,
          reservation.attempt_id,
          reservation.since,
          reservation.closed_at,
        )
      }
      for (const attempt of changes.attempts) {
        sql.exec(
          `INSERT OR REPLACE INTO attempts
             (id, state, reservation_id, key_hash, units, since, order_id, revision)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          attempt.id,
          attempt.state,
          attempt.reservation_id,
          attempt.key_hash,
          JSON.stringify(attempt.units),
          attempt.since,
          attempt.order_id,
          attempt.revision,
        )
      }
      for (const { id, result } of changes.adjustments) {
        sql.exec('INSERT INTO adjustments VALUES (?, ?, ?)', id, JSON.stringify(result), now)
      }
      for (const count of changes.counts) writeCount(sql, count)
    },

    /** @param flushed the last entry that D1 is known to have */
    writeLevel(location_id: string, { balances, version }: Level, flushed: number) {
      sql.exec(
        `INSERT OR REPLACE INTO levels VALUES (?, ${heldAccounts.map(() => '?').join(', ')}, ?, ?)`,
        location_id,
        ...heldAccounts.map((account) => balances[account]),
        version,
        flushed,
      )
    },
    /** The last entry that D1 was known to have when something was last written. */
    flushed: () =>
      Number(sql.exec('SELECT MAX(flushed) AS flushed FROM levels').toArray()[0]?.flushed ?? 0),

    entriesAfter: (sequence: number, limit: number): LedgerEntry[] =>
      sql
        .exec('SELECT * FROM ledger WHERE sequence > ? ORDER BY sequence LIMIT ?', sequence, limit)
        .toArray()
        .map(toEntry),
    entriesBefore: (sequence: number, limit: number): LedgerEntry[] =>
      sql
        .exec(
          'SELECT * FROM ledger WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
          sequence,
          limit,
        )
        .toArray()
        .map(toEntry),

    /** Forgets what no retry and no late message can name any more. */
    forget(before: Instant) {
      sql.exec('DELETE FROM reservations WHERE closed_at < ?', before)
      sql.exec("DELETE FROM attempts WHERE state = 'released' AND since < ?", before)
      sql.exec('DELETE FROM adjustments WHERE created_at < ?', before)
    },

    /** Folds the oldest entries, which D1 has, into the checkpoint and lets go of them. */
    foldInto(sequence: number) {
      sql.exec(
        `INSERT INTO checkpoint
           SELECT location_id, account, SUM(quantity) FROM (
             SELECT location_id, to_account AS account, quantity FROM ledger WHERE sequence <= ?1
             UNION ALL
             SELECT location_id, from_account, -quantity FROM ledger WHERE sequence <= ?1)
           WHERE true GROUP BY location_id, account
         ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity`,
        sequence,
      )
      sql.exec('DELETE FROM ledger WHERE sequence <= ?', sequence)
      sql.exec("INSERT OR REPLACE INTO facts VALUES ('checkpoint', ?)", sequence)
    },
  }
}

export type StockLog = ReturnType<typeof createStockLog>

const parse = <T>(json: SqlStorageValue | undefined) => JSON.parse(String(json)) as T
const textOrNull = (value: SqlStorageValue | undefined) =>
  value === null || value === undefined ? null : String(value)

const toReservation = (row: Row): Reservation => ({
  id: String(row.id),
  state: row.state as Reservation['state'],
  units: parse(row.units),
  expires_at: Number(row.expires_at),
  body_hash: String(row.body_hash),
  runs: parse(row.runs),
  client: String(row.client),
  cart: textOrNull(row.cart),
  attempt_id: textOrNull(row.attempt_id) as AttemptId | null,
  since: Number(row.since),
  closed_at: row.closed_at === null ? null : Number(row.closed_at),
})

const toAttempt = (row: Row): Attempt => ({
  id: row.id as AttemptId,
  state: row.state as Attempt['state'],
  reservation_id: String(row.reservation_id),
  key_hash: String(row.key_hash),
  units: parse(row.units),
  since: Number(row.since),
  order_id: textOrNull(row.order_id) as Attempt['order_id'],
  revision: Number(row.revision),
})

const toLevel = (row: Row): Level => ({
  balances: {
    available: Number(row.available),
    reserved: Number(row.reserved),
    committed: Number(row.committed),
    damaged: Number(row.damaged),
    quality_control: Number(row.quality_control),
    safety_stock: Number(row.safety_stock),
    incoming: Number(row.incoming),
  },
  version: Number(row.version),
})

const toEntry = (row: Row): LedgerEntry => ({
  sequence: Number(row.sequence),
  operation: row.operation as Operation,
  location_id: String(row.location_id),
  from_account: row.from_account as Account,
  to_account: row.to_account as Account,
  quantity: Number(row.quantity),
  subject_id: String(row.subject_id),
  ...(row.reason !== null && { reason: String(row.reason) }),
  ...(row.reference !== null && { reference: String(row.reference) }),
  created_at: Number(row.created_at),
})
