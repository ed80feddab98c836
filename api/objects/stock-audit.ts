import { heldAccounts } from '../domain/inventory/accounts'
import { balancesAt, type Stock } from '../domain/inventory/stock'
import type { AuditReport, Discrepancy } from './stock-client'
import type { StockLog } from './stock-log'

/**
 * Recomputes every counter from the ledger, and compares it with the stored one, the one in memory
 * and the units that live reservations and orders claim. SQLite does the folding, so the ledger
 * may be longer than memory.
 */
export function auditStock(sql: SqlStorage, log: StockLog, stock: Stock): AuditReport {
  if (!log.exists()) {
    return { entries: 0, discrepancies: [], checkpoint: { sequence: 0, balances: [] } }
  }
  const sequence = Number(log.fact('checkpoint') ?? 0)
  const balances = sql
    .exec<{ location_id: string; account: string; quantity: number }>('SELECT * FROM checkpoint')
    .toArray()
  const [count] = sql.exec<{ entries: number }>('SELECT COUNT(*) AS entries FROM ledger').toArray()
  const entries = sequence + Number(count?.entries ?? 0)
  const ledger = sums(sql, foldedLedger)
  const discrepancies = [
    ...compare('stored', ledger, sums(sql, storedCounters)),
    ...compare('memory', ledger, memoryCounters(stock)),
    ...compare('claims', claimed(ledger), sums(sql, liveClaims)),
    ...(entries === stock.version ? [] : [gap(entries, stock.version)]),
  ]
  return { entries, discrepancies, checkpoint: { sequence, balances } }
}

/** Quantities by `location account`. */
type Sums = Map<string, number>

const foldedLedger = `
  SELECT location_id, account, SUM(quantity) AS quantity FROM (
    SELECT location_id, account, quantity FROM checkpoint
    UNION ALL SELECT location_id, to_account, quantity FROM ledger
    UNION ALL SELECT location_id, from_account, -quantity FROM ledger)
  GROUP BY location_id, account`

/** Columns to rows: SQLite here takes no more than a handful of UNIONs. */
const storedCounters = `
  SELECT location_id, key AS account, value AS quantity FROM levels,
    json_each(json_object(${heldAccounts.map((account) => `'${account}', ${account}`).join(', ')}))`

/** Units that reservations and attempts say are theirs. */
const liveClaims = `
  SELECT unit.value ->> 'location_id' AS location_id, account,
         SUM(unit.value ->> 'quantity') AS quantity
  FROM (
    SELECT 'reserved' AS account, units FROM reservations
      WHERE closed_at IS NULL AND state = 'held'
    UNION ALL SELECT 'reserved', units FROM attempts WHERE state = 'pinned'
    UNION ALL SELECT 'committed', units FROM attempts WHERE state = 'committed'
  ), json_each(units) AS unit
  GROUP BY 1, 2`

function sums(sql: SqlStorage, query: string): Sums {
  const result: Sums = new Map()
  const held: readonly string[] = heldAccounts
  for (const { location_id, account, quantity } of sql.exec(query)) {
    if (held.includes(String(account)) && quantity !== 0) {
      result.set(`${location_id} ${account}`, Number(quantity))
    }
  }
  return result
}

function memoryCounters(stock: Stock): Sums {
  const result: Sums = new Map()
  for (const location_id of stock.levels.keys()) {
    for (const account of heldAccounts) {
      const quantity = balancesAt(stock, location_id)[account]
      if (quantity !== 0) result.set(`${location_id} ${account}`, quantity)
    }
  }
  return result
}

const claimed = (ledger: Sums): Sums =>
  new Map([...ledger].filter(([key]) => / (?:reserved|committed)$/.test(key)))

function compare(witness: Discrepancy['witness'], ledger: Sums, counters: Sums): Discrepancy[] {
  return [...new Set([...ledger.keys(), ...counters.keys()])].flatMap((key) => {
    const [location_id = '', account = ''] = key.split(' ')
    const expected = ledger.get(key) ?? 0
    const counter = counters.get(key) ?? 0
    return expected === counter
      ? []
      : [{ location_id, account, witness, ledger: expected, counter }]
  })
}

/** The ledger counts its entries: one that is missing shows even where the sums agree. */
const gap = (entries: number, version: number): Discrepancy => ({
  location_id: '',
  account: 'entries',
  witness: 'memory',
  ledger: entries,
  counter: version,
})
