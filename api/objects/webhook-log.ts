import type { Instant } from '../domain/shared/time'
import {
  applyChanges,
  type Changes,
  type Delivery,
  type EndpointState,
  type Facts,
  isOver,
  newEndpoint,
  type Replay,
} from '../domain/webhooks/endpoint'
import { matchesType } from '../domain/webhooks/type-filter'
import type { DeliveryFilter, LoggedAttempt, LoggedDelivery } from './webhook-client'
import type { Attempt } from './webhook-send'

const schema = `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE deliveries (
    ordinal INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    type TEXT NOT NULL,
    lane TEXT NOT NULL,
    source INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'sending', 'delivered', 'failed')),
    attempts INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    scheduled_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    settled_at INTEGER,
    body TEXT NOT NULL
  );
  CREATE INDEX deliveries_open ON deliveries (ordinal) WHERE settled_at IS NULL;
  CREATE INDEX deliveries_settled ON deliveries (settled_at) WHERE settled_at IS NOT NULL;
  CREATE INDEX deliveries_failed ON deliveries (ordinal) WHERE status = 'failed';
  CREATE TABLE attempts (
    ordinal INTEGER NOT NULL,
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    response_status INTEGER,
    error TEXT,
    response_body TEXT,
    PRIMARY KEY (ordinal, number)
  ) WITHOUT ROWID;
  CREATE TABLE replays (
    id INTEGER PRIMARY KEY,
    cursor INTEGER NOT NULL,
    through INTEGER NOT NULL,
    type TEXT NOT NULL
  );
`

/** Rows forgotten at once; the rest follows with the next alarm. */
const FORGOTTEN_AT_ONCE = 1_000
/** Rows looked at for one page of a filtered list. */
const LOOKED_AT_MAX = 5_000

/** Every column but the body: what the machine knows of a delivery. */
const columns =
  'ordinal, event_id, sequence, type, lane, source, status, attempts, failed, scheduled_at, created_at, settled_at'

/** What is logged of an attempt. */
export interface Answered extends Pick<Attempt, 'response_status' | 'response_body'> {
  error: Attempt['error'] | 'interrupted'
}

type Row = Record<string, SqlStorageValue>

/** An endpoint's own SQLite: its place in the log, what is under way, and how everything went. */
export function createWebhookLog(sql: SqlStorage) {
  const rows = <T>(query: string, ...values: SqlStorageValue[]) =>
    sql.exec<Row>(query, ...values).toArray() as T[]
  let created = rows("SELECT 1 FROM sqlite_master WHERE name = 'facts'").length > 0

  const readFact = (name: string) =>
    rows<{ value: string }>('SELECT value FROM facts WHERE name = ?', name)[0]?.value
  const setFact = (name: string, value: string) =>
    sql.exec('INSERT OR REPLACE INTO facts VALUES (?, ?)', name, value)

  function upsert(delivery: Delivery, body: string | undefined) {
    const { ordinal, status, attempts, failed, scheduled_at, settled_at } = delivery
    if (body === undefined) {
      sql.exec(
        `UPDATE deliveries SET status = ?, attempts = ?, failed = ?, scheduled_at = ?,
          settled_at = ? WHERE ordinal = ?`,
        ...[status, attempts, failed, scheduled_at, settled_at, ordinal],
      )
      return
    }
    const { event_id, sequence, type, lane, source, created_at } = delivery
    sql.exec(
      `INSERT INTO deliveries (${columns}, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[ordinal, event_id, sequence, type, lane, source, status, attempts, failed],
      ...[scheduled_at, created_at, settled_at, body],
    )
  }

  const attemptsOf = (ordinals: readonly number[]) =>
    rows<LoggedAttempt & { ordinal: number }>(
      'SELECT * FROM attempts WHERE ordinal IN (SELECT value FROM json_each(?)) ORDER BY ordinal, number',
      JSON.stringify(ordinals),
    )

  return {
    exists: () => created,
    name: () => readFact('name') ?? '',
    create(name: string, cursor: number) {
      sql.exec(schema)
      setFact('name', name)
      setFact('state', JSON.stringify(newEndpoint(cursor).facts))
      created = true
    },
    load(): EndpointState {
      const state = newEndpoint(0)
      if (!created) return state
      applyChanges(state, {
        facts: JSON.parse(readFact('state') ?? '{}') as Facts,
        deliveries: rows<Delivery>(
          `SELECT ${columns} FROM deliveries WHERE settled_at IS NULL ORDER BY ordinal`,
        ),
        replays: rows<Replay>('SELECT * FROM replays ORDER BY id'),
      })
      return state
    },
    /** @param bodies of deliveries that are new, by ordinal */
    write({ facts }: EndpointState, changes: Changes, bodies?: ReadonlyMap<number, string>) {
      setFact('state', JSON.stringify({ ...facts, ...changes.facts }))
      for (const delivery of changes.deliveries) upsert(delivery, bodies?.get(delivery.ordinal))
      for (const replay of changes.replays) {
        const { id, cursor, through, type } = replay
        if (isOver(replay)) sql.exec('DELETE FROM replays WHERE id = ?', id)
        else {
          sql.exec('INSERT OR REPLACE INTO replays VALUES (?, ?, ?, ?)', id, cursor, through, type)
        }
      }
    },
    bodyOf: (ordinal: number) =>
      rows<{ body: string }>('SELECT body FROM deliveries WHERE ordinal = ?', ordinal)[0]?.body,
    logAttempt(
      { ordinal, attempts }: Delivery,
      { response_status, error, response_body }: Answered,
      started_at: Instant,
      duration_ms: number,
    ) {
      sql.exec(
        'INSERT OR REPLACE INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[ordinal, attempts, started_at, duration_ms, response_status, error, response_body],
      )
    },

    /** Newest first, without bodies. */
    list({ before, limit, status, type }: DeliveryFilter): LoggedDelivery[] {
      const condition = {
        pending: 'settled_at IS NULL',
        delivered: "status = 'delivered'",
        failed: "status = 'failed'",
        all: 'true',
      }[status ?? 'all']
      const looked_at = type === undefined ? limit : LOOKED_AT_MAX
      const found = rows<Delivery>(
        `SELECT ${columns} FROM deliveries WHERE ordinal < ? AND ${condition}
          ORDER BY ordinal DESC LIMIT ?`,
        before,
        looked_at,
      )
        .filter((delivery) => type === undefined || matchesType(type, delivery.type))
        .slice(0, limit)
      const made = Map.groupBy(
        attemptsOf(found.map(({ ordinal }) => ordinal)),
        ({ ordinal }) => ordinal,
      )
      return found.map((delivery) => ({
        ...delivery,
        request_body: null,
        attempts_made: (made.get(delivery.ordinal) ?? []).map((attempt) => {
          return { ...attempt, response_body: null }
        }),
      }))
    },
    find(ordinal: number): LoggedDelivery | undefined {
      const [row] = rows<Delivery & { body: string }>(
        'SELECT * FROM deliveries WHERE ordinal = ?',
        ordinal,
      )
      if (!row) return undefined
      const { body, ...delivery } = row
      return { ...delivery, request_body: body, attempts_made: attemptsOf([ordinal]) }
    },

    /** What was sent names objects, and nobody; what a receiver says is its own affair. */
    forgetAnswers(names: readonly string[]) {
      sql.exec(
        `UPDATE attempts SET response_body = NULL
          WHERE response_body IS NOT NULL AND ordinal IN (SELECT ordinal FROM deliveries
            WHERE EXISTS (SELECT 1 FROM json_each(?) AS named WHERE instr(body, named.value) > 0))`,
        JSON.stringify(names),
      )
    },

    /** The oldest that are settled go; answers when the next one's time comes. */
    forget(now: Instant, keep: Instant): Instant {
      const old = JSON.stringify(
        rows<{ ordinal: number }>(
          `SELECT ordinal FROM deliveries WHERE settled_at < ? ORDER BY settled_at LIMIT ?`,
          now - keep,
          FORGOTTEN_AT_ONCE,
        ).map(({ ordinal }) => ordinal),
      )
      for (const table of ['attempts', 'deliveries']) {
        sql.exec(`DELETE FROM ${table} WHERE ordinal IN (SELECT value FROM json_each(?))`, old)
      }
      const [oldest] = rows<{ settled_at: number }>(
        'SELECT settled_at FROM deliveries WHERE settled_at IS NOT NULL ORDER BY settled_at LIMIT 1',
      )
      return oldest ? oldest.settled_at + keep : Number.POSITIVE_INFINITY
    },
    dropped() {
      created = false
    },
  }
}
export type WebhookLog = ReturnType<typeof createWebhookLog>
