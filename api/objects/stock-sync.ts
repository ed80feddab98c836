import { sql } from 'drizzle-orm'
import { nextSequence } from '../../db/append-event'
import { connect } from '../../db/database'
import { jsonEach, jsonRows } from '../../db/json-rows'
import {
  attempt_outcomes,
  events,
  stock_levels,
  stock_movements,
  stock_tasks,
} from '../../db/schema'
import { type Counters, counters, type LedgerEntry } from '../domain/inventory/accounts'
import type { NumberedTask, Outcome } from '../domain/inventory/task'
import type { AttemptId, EventId, MerchantId } from '../domain/shared/ids'
import type { Instant } from '../domain/shared/time'

/** At most this much of each kind per exchange; what is left waits for the next. */
export const SYNC_LIMIT = 500

export interface ProjectedLevel extends Counters {
  location_id: string
  version: number
}

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

export interface Outgoing {
  merchant_id: MerchantId
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
}

/**
 * The one exchange with D1: tells it what changed here, and asks what it decided. One batch, and
 * every statement may run again: levels are guarded by version, entries and events by number,
 * an outcome that stands is never changed.
 */
export async function exchange(d1: D1Database, outgoing: Outgoing): Promise<Incoming> {
  const db = connect(d1)
  const { merchant_id, sku, now, levels, entries, pins, overdue } = outgoing
  const { tasks_applied, tasks_marked } = outgoing
  const ofSku = sql`${stock_tasks.merchant_id} = ${merchant_id} AND ${stock_tasks.sku} = ${sku}`
  const tell = [
    levels.length > 0 &&
      db
        .insert(stock_levels)
        .select(jsonRows(stock_levels, levels, { merchant_id, sku, as_of: now }))
        .onConflictDoUpdate({
          target: [stock_levels.merchant_id, stock_levels.sku, stock_levels.location_id],
          set: Object.fromEntries(toldColumns.map((name) => [name, sql.raw(`excluded.${name}`)])),
          setWhere: sql`excluded.version > ${stock_levels.version}`,
        }),
    entries.length > 0 &&
      db
        .insert(stock_movements)
        .select(jsonRows(stock_movements, entries, { merchant_id, sku }))
        .onConflictDoNothing(),
    ...outgoing.events.map((event) => {
      const sequence = nextSequence(merchant_id)
      return db
        .insert(events)
        .values({ ...event, merchant_id, sequence })
        .onConflictDoNothing()
    }),
    tasks_applied > tasks_marked &&
      db
        .update(stock_tasks)
        .set({ applied_at: now })
        .where(
          sql`${ofSku} AND ${stock_tasks.sequence} > ${tasks_marked}
            AND ${stock_tasks.sequence} <= ${tasks_applied}`,
        ),
  ].filter((statement) => statement !== false)

  const abort = db
    .insert(attempt_outcomes)
    .select(
      jsonRows(
        attempt_outcomes,
        overdue.map((attempt_id) => ({ attempt_id })),
        { outcome: 'aborted', created_at: now },
      ),
    )
    .onConflictDoNothing()
  const selectOutcomes = db
    .select({
      attempt_id: attempt_outcomes.attempt_id,
      outcome: attempt_outcomes.outcome,
      order_id: attempt_outcomes.order_id,
    })
    .from(attempt_outcomes)
    .where(sql`${attempt_outcomes.attempt_id} IN (SELECT value FROM ${jsonEach(pins)})`)
  const selectTasks = db
    .select({ sequence: stock_tasks.sequence, task: stock_tasks.task })
    .from(stock_tasks)
    .where(sql`${ofSku} AND ${stock_tasks.sequence} > ${tasks_applied}`)
    .orderBy(stock_tasks.sequence)
    .limit(SYNC_LIMIT)

  // Attempts are ended before outcomes are read, so that theirs are among them.
  const [tasks, ...rest] = await db.batch([
    selectTasks,
    ...(overdue.length > 0 ? [abort] : []),
    ...(pins.length > 0 ? [selectOutcomes] : []),
    ...tell,
  ])
  const found = pins.length > 0 ? rest[overdue.length > 0 ? 1 : 0] : []
  const outcomes = found as Awaited<typeof selectOutcomes>
  return {
    outcomes: outcomes.map(({ attempt_id, outcome, order_id }) =>
      outcome === 'placed' && order_id !== null
        ? { attempt_id, outcome, order_id }
        : { attempt_id, outcome: 'aborted' },
    ),
    tasks: tasks.map(({ sequence, task }) => ({ sequence, ...task })),
  }
}

/** All of a level but its key. */
const toldColumns = [...counters, 'version', 'as_of']
