import { and, eq, sql } from 'drizzle-orm'
import { appendAudit, type NewAuditEntry } from '../../../db/append-audit'
import { appendEvents } from '../../../db/append-event'
import type { Database } from '../../../db/database'
import { jsonRows } from '../../../db/json-rows'
import { everyColumn, prepared } from '../../../db/prepared'
import {
  allocations,
  attempt_outcomes,
  fulfillments,
  order_lines,
  orders,
  payments,
} from '../../../db/schema'
import type { Pinned } from '../../domain/inventory/pin'
import type { Aggregate, EventDraft, TaskDraft } from '../../domain/orders/aggregate'
import type { OrderRouting, RoutingBasis } from '../../domain/routing/record'
import type { AttemptId, EventId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import {
  type Claim,
  type Recorded,
  type RecordedRow,
  type RequestKey,
  recordWith,
  selectRecorded,
} from '../../http/idempotency'
import { announce } from '../../objects/stock-projection'
import { type CapacityDay, takeCapacity } from '../routing/capacity'
import { insertRouting } from '../routing/repository'
import { withParts } from './repository'
import { saveBackorders } from './save-backorders'
import { insertTasks } from './save-order'

/** What is written beside the order: with its plan, the days of locations whose capacity it takes. */
export interface PlacementRecords {
  tasks: readonly TaskDraft[]
  events: readonly (EventDraft & { id: EventId })[]
  entry: NewAuditEntry
  routing: OrderRouting
  basis: RoutingBasis
  days: readonly CapacityDay[]
  /** Whose entries and levels D1 is told of. */
  pinned: ReadonlyMap<string, Pinned>
}

/**
 * The decision. One batch of inserts: the order with its parts, its plan, its events, what the
 * request was answered, how the attempt ended, and what its pins left of the stock. All of it or
 * nothing.
 *
 * @throws an error that says BACKORDER_LIMIT when the order waits for more than its SKUs allow
 */
export function insertOrder(
  db: Database,
  placed: Aggregate,
  { tasks, events, entry, routing, basis, days, pinned }: PlacementRecords,
  request: RequestKey,
  answer: Recorded<unknown> | Claim,
) {
  const { order, lines, allocations: units, fulfillments: works, payments: paid } = placed
  const { merchant_id, id: order_id, version, created_at } = order
  return db.batch([
    ...insertParts(db, {
      ...order,
      lines: JSON.stringify(lines),
      allocations: JSON.stringify(units),
      fulfillments: JSON.stringify(works),
      order_id,
      outcome: 'placed',
    }),
    insertRouting(db, { merchant_id, order_id, routing, basis, created_at }),
    ...(days.length > 0 ? [takeCapacity(db, merchant_id, days)] : []),
    ...(paid.length > 0 ? [db.insert(payments).select(jsonRows(payments, paid))] : []),
    appendEvents(db, merchant_id, { order_id, version, created_at }, events),
    ...saveBackorders(db, null, placed),
    ...(tasks.length > 0 ? [insertTasks(db, placed, tasks)] : []),
    appendAudit(db, entry),
    recordWith(db, request, answer, created_at),
    ...announce(db, merchant_id, pinned),
  ])
}

const insertParts = prepared((db) => [
  db.insert(orders).values(everyColumn(orders)),
  db.insert(order_lines).select(jsonRows(order_lines, sql.placeholder('lines'))),
  db.insert(allocations).select(jsonRows(allocations, sql.placeholder('allocations'))),
  db.insert(fulfillments).select(jsonRows(fulfillments, sql.placeholder('fulfillments'))),
  db.insert(attempt_outcomes).values(everyColumn(attempt_outcomes)),
])

/** What D1 already has of an order that is about to be placed. */
export interface Prior {
  recorded: RecordedRow | undefined
  by_external_id: Aggregate | undefined
  by_reservation: boolean
}

interface About {
  channel: string
  external_id: string | null
  reservation_id: string | null
}

export async function findPrior(db: Database, request: RequestKey, about: About): Promise<Prior> {
  const [recorded, by_external_id, by_reservation] = await db.batch([
    selectRecorded(db, request),
    selectByExternalId(db, request, about),
    selectByReservation(db, request, about),
  ])
  return toPrior(db, recorded, by_external_id, by_reservation)
}

/** Ends an attempt whose batch may or may not have been written, and says which it was. */
export async function resolveAttempt(
  db: Database,
  attempt_id: AttemptId,
  request: RequestKey,
  { order }: Aggregate,
  now: Instant,
) {
  const [, outcomes, recorded, by_external_id, by_reservation] = await db.batch([
    ...abortUnlessPlaced(db, attempt_id, now),
    selectRecorded(db, request),
    selectByExternalId(db, request, order),
    selectByReservation(db, request, order),
  ])
  const outcome = outcomes[0]?.outcome ?? 'aborted'
  if (outcome === 'placed') return { outcome, prior: nothing }
  return { outcome, prior: await toPrior(db, recorded, by_external_id, by_reservation) }
}

/** Ends an attempt that no prior order can answer for. */
export async function endAttempt(db: Database, attempt_id: AttemptId, now: Instant) {
  const [, outcomes] = await db.batch([...abortUnlessPlaced(db, attempt_id, now)])
  return outcomes[0]?.outcome ?? 'aborted'
}

/** An outcome that stands is never changed: asking is what settles it. */
const abortUnlessPlaced = (db: Database, attempt_id: AttemptId, now: Instant) =>
  [
    db
      .insert(attempt_outcomes)
      .values({ attempt_id, outcome: 'aborted', created_at: now })
      .onConflictDoNothing(),
    db
      .select({ outcome: attempt_outcomes.outcome })
      .from(attempt_outcomes)
      .where(eq(attempt_outcomes.attempt_id, attempt_id)),
  ] as const

const nothing: Prior = { recorded: undefined, by_external_id: undefined, by_reservation: false }

const selectByExternalId = (
  db: Database,
  { merchant_id }: RequestKey,
  { channel, external_id }: Pick<About, 'channel' | 'external_id'>,
) =>
  db
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.merchant_id, merchant_id),
        eq(orders.channel, channel),
        sql`${orders.external_id} = ${external_id}`,
      ),
    )

const selectByReservation = (
  db: Database,
  { merchant_id }: RequestKey,
  { reservation_id }: Pick<About, 'reservation_id'>,
) =>
  db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(eq(orders.merchant_id, merchant_id), sql`${orders.reservation_id} = ${reservation_id}`),
    )

async function toPrior(
  db: Database,
  recorded: Awaited<ReturnType<typeof selectRecorded>>,
  [external]: Awaited<ReturnType<typeof selectByExternalId>>,
  by_reservation: Awaited<ReturnType<typeof selectByReservation>>,
): Promise<Prior> {
  return {
    recorded: recorded[0],
    by_external_id: external && (await withParts(db, [external]))[0],
    by_reservation: by_reservation.length > 0,
  }
}
