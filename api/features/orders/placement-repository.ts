import { and, eq, sql } from 'drizzle-orm'
import { appendEvents } from '../../../db/append-event'
import type { Database } from '../../../db/database'
import { jsonRows } from '../../../db/json-rows'
import {
  allocations,
  attempt_outcomes,
  fulfillments,
  order_lines,
  orders,
  payments,
} from '../../../db/schema'
import type { Aggregate, EventDraft } from '../../domain/orders/aggregate'
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
import { withParts } from './repository'

/**
 * The decision. One batch of inserts: the order with its parts, its events, what the request was
 * answered, and how the attempt ended. All of it or nothing.
 */
export function insertOrder(
  db: Database,
  { order, lines, allocations: units, fulfillments: works, payments: paid }: Aggregate,
  events: readonly (EventDraft & { id: EventId })[],
  request: RequestKey,
  answer: Recorded<unknown> | Claim,
) {
  const { merchant_id, id: order_id, attempt_id, version, created_at } = order
  return db.batch([
    db.insert(orders).values(order),
    db.insert(order_lines).select(jsonRows(order_lines, lines)),
    db.insert(allocations).select(jsonRows(allocations, units)),
    db.insert(fulfillments).select(jsonRows(fulfillments, works)),
    ...(paid.length > 0 ? [db.insert(payments).select(jsonRows(payments, paid))] : []),
    appendEvents(db, merchant_id, { order_id, version, created_at }, events),
    recordWith(db, request, answer, created_at),
    db
      .insert(attempt_outcomes)
      .values({ attempt_id: attempt_id as AttemptId, outcome: 'placed', order_id, created_at }),
  ])
}

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
