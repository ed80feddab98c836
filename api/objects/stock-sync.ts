import { sql } from 'drizzle-orm'
import { nextSequence } from '../../db/append-event'
import type { Database, Statements } from '../../db/database'
import { jsonEach, jsonRows } from '../../db/json-rows'
import { prepared } from '../../db/prepared'
import { attempt_outcomes, events, stock_tasks } from '../../db/schema'
import type { LedgerEntry } from '../domain/inventory/accounts'
import type { NumberedTask, Outcome } from '../domain/inventory/task'
import type { AttemptId, EventId, MerchantId } from '../domain/shared/ids'
import type { Instant } from '../domain/shared/time'
import { type ProjectedLevel, tell } from './stock-projection'

/** At most this much of each kind per SKU and exchange; what is left waits for the next. */
export const SYNC_LIMIT = 500

/** What happened to a SKU's stock that merchants are told of. `version` makes it idempotent. */
export interface StockEvent {
  id: EventId
  type: 'inventory.adjusted' | 'inventory.shortage'
  object_type: string
  object_id: string
  version: number
  data: Record<string, unknown>
  created_at: Instant
}

/** What one SKU has to say and to ask. */
export interface Outgoing {
  sku: string
  now: Instant
  levels: readonly ProjectedLevel[]
  entries: readonly LedgerEntry[]
  events: readonly StockEvent[]
  /** Attempts whose outcome is asked for, and those that are past their time and end now. */
  pins: readonly AttemptId[]
  overdue: readonly AttemptId[]
  /** Tasks carried out up to here, and those that D1 has been told of. */
  tasks_applied: number
  tasks_marked: number
}

export interface Incoming {
  outcomes: readonly Outcome[]
  tasks: readonly NumberedTask[]
  /** Whether more tasks may wait than were answered. */
  more: boolean
}

/**
 * The exchange with D1, for some SKUs of a merchant: tells what changed there, and asks what was
 * decided. One batch, and every statement may run again: levels are guarded by version, entries and
 * events by number, an outcome that stands is never changed. Who has nothing to tell writes nothing.
 *
 * @returns an answer for each, in the order given
 */
export async function exchange(
  db: Database,
  merchant_id: MerchantId,
  outgoing: readonly Outgoing[],
): Promise<Incoming[]> {
  const overdue = outgoing.flatMap(({ overdue: ids, now }) =>
    ids.map((attempt_id) => ({ attempt_id, created_at: now })),
  )
  const cursors = outgoing.map(({ sku, tasks_applied }) => ({ sku, tasks_applied }))
  // Attempts are ended before outcomes are read, so that theirs are among them.
  const abort = overdue.length > 0 ? abortAttempts(db, { overdue: JSON.stringify(overdue) }) : []
  const [selectTasks, selectOutcomes] = ask(db, {
    merchant_id,
    cursors: JSON.stringify(cursors),
    pins: JSON.stringify(outgoing.flatMap(({ pins }) => pins)),
  })
  const [tasks, ...rest] = await db.batch([
    selectTasks,
    ...abort,
    selectOutcomes,
    ...tellAll(db, merchant_id, outgoing),
  ])
  const found = rest[abort.length] as (typeof selectOutcomes)['_']['result']
  const outcomes = new Map(found.map((row) => [row.attempt_id, toOutcome(row)]))
  const tasks_of = Map.groupBy(tasks, ({ sku }) => sku)
  return outgoing.map(({ sku, pins }) => ({
    outcomes: pins.flatMap((attempt_id) => outcomes.get(attempt_id) ?? []),
    tasks: (tasks_of.get(sku) ?? []).map(({ sequence, task }) => ({ sequence, ...task })),
    more: tasks.length === SYNC_LIMIT,
  }))
}

const abortAttempts = prepared((db) => [
  db
    .insert(attempt_outcomes)
    .select(
      jsonRows(attempt_outcomes, sql.placeholder('overdue'), {
        outcome: 'aborted',
        order_id: null,
      }),
    )
    .onConflictDoNothing(),
])

/** Tasks above each SKU's cursor, and how attempts ended. */
const ask = prepared((db) => [
  db
    .select({ sku: stock_tasks.sku, sequence: stock_tasks.sequence, task: stock_tasks.task })
    .from(sql`${jsonEach(sql.placeholder('cursors'))} AS asking`)
    // The cross join makes SQLite look the tasks up SKU by SKU.
    .crossJoin(stock_tasks)
    .where(
      sql`${stock_tasks.merchant_id} = ${sql.placeholder('merchant_id')}
        AND ${stock_tasks.sku} = asking.value ->> '$.sku'
        AND ${stock_tasks.sequence} > asking.value ->> '$.tasks_applied'`,
    )
    .orderBy(sql`asking.key`, stock_tasks.sequence)
    .limit(SYNC_LIMIT),
  db
    .select({
      attempt_id: attempt_outcomes.attempt_id,
      outcome: attempt_outcomes.outcome,
      order_id: attempt_outcomes.order_id,
    })
    .from(attempt_outcomes)
    .where(
      sql`${attempt_outcomes.attempt_id} IN
        (SELECT value FROM ${jsonEach(sql.placeholder('pins'))})`,
    ),
])

function tellAll(
  db: Database,
  merchant_id: MerchantId,
  outgoing: readonly Outgoing[],
): Statements[number][] {
  const levels = outgoing.flatMap(({ sku, now, levels: own }) =>
    own.map((level) => ({ sku, as_of: now, ...level })),
  )
  const entries = outgoing.flatMap(({ sku, entries: own }) =>
    own.map((entry) => ({ sku, ...entry })),
  )
  const announced = outgoing.flatMap(({ events: own }) =>
    own.map((event) =>
      db
        .insert(events)
        .values({ ...event, merchant_id, sequence: nextSequence(merchant_id) })
        .onConflictDoNothing(),
    ),
  )
  const marked = outgoing
    .filter(({ tasks_applied, tasks_marked }) => tasks_applied > tasks_marked)
    .map(({ sku, now, tasks_applied, tasks_marked }) =>
      db
        .update(stock_tasks)
        .set({ applied_at: now })
        .where(
          sql`${stock_tasks.merchant_id} = ${merchant_id} AND ${stock_tasks.sku} = ${sku}
            AND ${stock_tasks.sequence} > ${tasks_marked}
            AND ${stock_tasks.sequence} <= ${tasks_applied}`,
        ),
    )
  return [...tell(db, merchant_id, levels, entries), ...announced, ...marked]
}

const toOutcome = ({
  attempt_id,
  outcome,
  order_id,
}: Pick<typeof attempt_outcomes.$inferSelect, 'attempt_id' | 'outcome' | 'order_id'>): Outcome =>
  outcome === 'placed' && order_id !== null
    ? { attempt_id, outcome, order_id }
    : { attempt_id, outcome: 'aborted' }

/** How far D1 was behind, before it was told. */
export function observeSync({ METRICS }: Env, merchant_id: MerchantId, told: Outgoing): void {
  const { now, entries, pins, tasks_applied, tasks_marked } = told
  const lag_ms = now - (entries[0]?.created_at ?? now)
  METRICS?.writeDataPoint({
    indexes: [merchant_id],
    blobs: ['stock_sync'],
    doubles: [lag_ms, entries.length, pins.length, tasks_applied - tasks_marked],
  })
}
