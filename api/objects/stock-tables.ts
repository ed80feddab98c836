import { heldAccounts } from '../domain/inventory/accounts'
import { countsSchema } from './stock-counts'

/** Of what is live, and of what is over. An order that is being placed is in neither: its pin is. */
const reservationIndexes = `
  CREATE INDEX reservations_held ON reservations (expires_at) WHERE state = 'held';
  CREATE INDEX reservations_closed ON reservations (closed_at) WHERE closed_at IS NOT NULL;`

/**
 * The tables of one stock object. Created at once: an object has all of them or none. A level says
 * how far D1 had heard when it was written: a row of its own for that would be one more per change.
 */
const schema = `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
  CREATE TABLE levels (
    location_id TEXT PRIMARY KEY, ${heldAccounts.map((account) => `${account} INTEGER NOT NULL`).join(', ')},
    version INTEGER NOT NULL, flushed INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE checkpoint (
    location_id TEXT NOT NULL, account TEXT NOT NULL, quantity INTEGER NOT NULL,
    PRIMARY KEY (location_id, account)) WITHOUT ROWID;
  CREATE TABLE ledger (
    sequence INTEGER PRIMARY KEY, operation TEXT NOT NULL, location_id TEXT NOT NULL,
    from_account TEXT NOT NULL, to_account TEXT NOT NULL, quantity INTEGER NOT NULL,
    subject_id TEXT NOT NULL, reason TEXT, reference TEXT, created_at INTEGER NOT NULL);
  CREATE TABLE reservations (
    id TEXT PRIMARY KEY, state TEXT NOT NULL, units TEXT NOT NULL, expires_at INTEGER NOT NULL,
    body_hash TEXT NOT NULL, runs TEXT NOT NULL, client TEXT NOT NULL, cart TEXT, attempt_id TEXT,
    since INTEGER NOT NULL, closed_at INTEGER) WITHOUT ROWID;
  ${reservationIndexes}
  CREATE TABLE attempts (
    id TEXT PRIMARY KEY, state TEXT NOT NULL, reservation_id TEXT NOT NULL, key_hash TEXT NOT NULL,
    units TEXT NOT NULL, since INTEGER NOT NULL, order_id TEXT,
    revision INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
  CREATE INDEX attempts_pinned ON attempts (state) WHERE state = 'pinned';
  CREATE INDEX attempts_released ON attempts (since) WHERE state = 'released';
  CREATE TABLE adjustments (
    id TEXT PRIMARY KEY, result TEXT NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX adjustments_by_age ON adjustments (created_at);
  ${countsSchema}
`

export const createTables = (sql: SqlStorage) => sql.exec(schema)

/** Objects that were first written to by an older version get what it did not know yet. */
export function upgradeTables(sql: SqlStorage) {
  const lacks = (table: string, column: string) => {
    const [found] = sql.exec('SELECT sql FROM sqlite_master WHERE name = ?', table).toArray()
    return !String(found?.sql).includes(column)
  }
  sql.exec(countsSchema)
  if (lacks('attempts', 'revision')) {
    sql.exec('ALTER TABLE attempts ADD COLUMN revision INTEGER NOT NULL DEFAULT 0')
  }
  if (lacks('levels', 'flushed')) {
    sql.exec(`
      ALTER TABLE levels ADD COLUMN flushed INTEGER NOT NULL DEFAULT 0;
      UPDATE levels SET flushed = ifnull((SELECT value FROM facts WHERE name = 'flushed'), 0);
      DELETE FROM facts WHERE name = 'flushed';
      DROP INDEX levels_by_version;
      DROP INDEX reservations_by_age;
      ${reservationIndexes}`)
  }
}
