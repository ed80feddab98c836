import { sql } from 'drizzle-orm'
import type { EventId, MerchantId, OrderId } from '../api/domain/shared/ids'
import type { Instant } from '../api/domain/shared/time'
import type { Database } from './database'
import { jsonRows } from './json-rows'
import { events } from './schema'

export interface NewEvent {
  id: EventId
  merchant_id: MerchantId
  type: string
  object_type: string
  object_id: string
  /** The version this event brings the object to; taken already means another writer was first. */
  version: number
  data: Record<string, unknown>
  created_at: Instant
  /** The order that the object is or belongs to; its version is the lock then. */
  order_id?: OrderId
}

/**
 * The statement that appends an event, for the batch of the change it announces. The number is
 * taken inside the transaction, so the sequence of a merchant has no gaps.
 */
export const appendEvent = (db: Database, event: NewEvent) =>
  db.insert(events).values({ ...event, sequence: nextSequence(event.merchant_id) })

export const nextSequence = (merchant_id: MerchantId) =>
  sql<number>`(SELECT COALESCE(MAX(${events.sequence}), 0) + 1 FROM ${events} WHERE ${events.merchant_id} = ${merchant_id})`

/** Several events of one order in one statement, numbered in the order given. */
export const appendEvents = (
  db: Database,
  merchant_id: MerchantId,
  common: { order_id: OrderId; version: number; created_at: Instant },
  drafts: readonly Pick<NewEvent, 'id' | 'type' | 'object_type' | 'object_id' | 'data'>[],
) =>
  db.insert(events).select(
    jsonRows(events, drafts, {
      merchant_id,
      ...common,
      sequence: sql`${nextSequence(merchant_id)} + key`,
    }),
  )
