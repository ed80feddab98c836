import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { appendAudit, type NewAuditEntry } from '../../../db/append-audit'
import { appendEvents } from '../../../db/append-event'
import { type Database, type Statements, transact } from '../../../db/database'
import { jsonRows } from '../../../db/json-rows'
import {
  allocations,
  attempt_outcomes,
  claims,
  credit_notes,
  fulfillments,
  order_lines,
  orders,
  payments,
  refunds,
  return_exceptions,
  returns,
  stock_tasks,
  withdrawals,
} from '../../../db/schema'
import type { CreditNoteDraft } from '../../domain/credit-notes/credit-note'
import type { Aggregate, EventDraft, TaskDraft } from '../../domain/orders/aggregate'
import type { ReturnException } from '../../domain/returns/receive-return'
import type { AttemptId, EventId } from '../../domain/shared/ids'
import { type Claim, type Recorded, type RequestKey, recordWith } from '../../http/idempotency'
import { takeCapacity } from '../routing/capacity'
import { insertRerouting } from '../routing/repository'
import type { Rerouted } from './route-units'
import { saveBackorders } from './save-backorders'

/** Units that the order takes with a change: the batch decides the attempt that pinned them. */
export interface TakenUnits {
  attempt_id: AttemptId
  /** Null where somebody named the location. */
  rerouted: Rerouted | null
}

export interface OrderSave {
  before: Aggregate
  /** With its new version. */
  after: Aggregate
  events: readonly (EventDraft & { id: EventId })[]
  tasks: readonly TaskDraft[]
  exceptions: readonly ReturnException[]
  credit_notes: readonly CreditNoteDraft[]
  taken: TakenUnits | null
  entry: NewAuditEntry
  /** What the request was answered; null for a change that nobody asked for by key. */
  recorded: { request: RequestKey; answer: Recorded<unknown> | Claim } | null
}

type Statement = Statements[number]

/** One batch: what changed, what is told of it, what the stock objects have to do. All or nothing. */
export async function saveOrder(db: Database, save: OrderSave): Promise<void> {
  const { before, after, events, tasks, taken, entry, recorded } = save
  const { merchant_id, id: order_id, updated_at, version } = after.order
  const { merchant_id: _merchant, id: _id, ...columns } = after.order
  const statements: (Statement | false)[] = [
    db
      .update(orders)
      .set(columns)
      .where(and(eq(orders.merchant_id, merchant_id), eq(orders.id, order_id))),
    upsert(db, order_lines, before.lines, after.lines),
    upsert(db, allocations, before.allocations, after.allocations),
    upsert(db, fulfillments, before.fulfillments, after.fulfillments),
    upsert(db, payments, before.payments, after.payments),
    upsert(db, refunds, before.refunds, after.refunds),
    upsert(db, returns, before.returns, after.returns),
    upsert(db, claims, before.claims, after.claims),
    upsert(db, withdrawals, before.withdrawals, after.withdrawals),
    upsert(db, return_exceptions, [], save.exceptions),
    save.credit_notes.length > 0 && insertCreditNotes(db, after, save.credit_notes),
    ...saveBackorders(db, before, after),
    events.length > 0 &&
      appendEvents(db, merchant_id, { order_id, version, created_at: updated_at }, events),
    appendAudit(db, entry),
    tasks.length > 0 && insertTasks(db, after, tasks),
    ...(taken ? takeWith(db, after, taken) : []),
    recorded !== null && recordWith(db, recorded.request, recorded.answer, updated_at),
  ]
  await transact(
    db,
    statements.filter((statement) => statement !== false),
  )
}

function takeWith(
  db: Database,
  { order: { merchant_id, id: order_id, version, updated_at: created_at } }: Aggregate,
  { attempt_id, rerouted }: TakenUnits,
): Statement[] {
  const outcome = db
    .insert(attempt_outcomes)
    .values({ attempt_id, outcome: 'placed', order_id, created_at })
  if (!rerouted) return [outcome]
  const { cause, routing, days } = rerouted
  return [
    outcome,
    insertRerouting(db, { merchant_id, order_id, version, cause, routing, created_at }),
    ...(days.length > 0 ? [takeCapacity(db, merchant_id, days)] : []),
  ]
}

/** Rows that were replaced or added, each by its key; those that stayed are the same values. */
function upsert<Row extends object>(
  db: Database,
  table: SQLiteTable,
  before: readonly Row[],
  after: readonly Row[],
): Statement | false {
  const kept = new Set(before)
  const rows = after.filter((row) => !kept.has(row))
  if (rows.length === 0) return false
  const columns = Object.keys(getTableColumns(table))
  const changed = columns.map((name) => sql.raw(`${name} = excluded.${name}`))
  return db
    .insert(table)
    .select(sql`${jsonRows(table, rows)} ON CONFLICT DO UPDATE SET ${sql.join(changed, sql`, `)}`)
}

/** Numbered per SKU inside the batch; named by the order's version, which is decided on once. */
export const insertTasks = (
  db: Database,
  { order }: Aggregate,
  tasks: readonly TaskDraft[],
): Statement => {
  const { merchant_id, id, version, updated_at } = order
  const rows = tasks.map((task, index) => ({ ...task, operation_id: `${id}.${version}.${index}` }))
  return db.insert(stock_tasks).select(
    jsonRows(stock_tasks, rows, {
      merchant_id,
      created_at: updated_at,
      sequence: sql`(SELECT COALESCE(MAX(earlier.sequence), 0)
          FROM ${stock_tasks} AS earlier
          WHERE earlier.merchant_id = ${merchant_id} AND earlier.sku = value ->> '$.sku')
        + ROW_NUMBER() OVER (PARTITION BY value ->> '$.sku' ORDER BY key)`,
    }),
  )
}

/** Numbered per merchant inside the batch: two writers get two numbers, and none is left out. */
const insertCreditNotes = (
  db: Database,
  { order: { merchant_id } }: Aggregate,
  notes: readonly CreditNoteDraft[],
): Statement =>
  db.insert(credit_notes).select(
    jsonRows(credit_notes, notes, {
      sequence: sql`(SELECT COALESCE(MAX(earlier.sequence), 0)
        FROM ${credit_notes} AS earlier WHERE earlier.merchant_id = ${merchant_id}) + 1 + key`,
    }),
  )
