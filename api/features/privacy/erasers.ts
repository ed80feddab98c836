import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { fulfillments, order_lines, order_routings, orders, payments } from '../../../db/schema'

/**
 * Every place where something personal is kept, and what becomes of it when a customer is erased.
 * A test walks the schema: a column is here, or in its list of those that hold nothing personal.
 */
export interface Eraser {
  table: SQLiteTable
  /** The column with the id of the order: by it a customer's rows are found. */
  order_id: string
  /** Columns that may hold something personal: SQL of what they become. */
  personal: (pseudonym: string) => Readonly<Record<string, SQL>>
  /** Whether its rows are part of what an order shows anyway. */
  in_order: boolean
  /** A row that is changed in turn only counts up. */
  counted?: boolean
}

export const ERASED = 'Erased'
const nothing = sql`'{}'`
const when_set = (column: string, becomes: SQL) =>
  sql`CASE WHEN ${sql.raw(column)} IS NOT NULL THEN ${becomes} END`

/** The country stays: taxes are reported by it. */
const address = (column: string) =>
  when_set(
    column,
    sql`json_object('name', ${ERASED}, 'line1', ${ERASED}, 'city', ${ERASED},
      'postal_code', ${ERASED}, 'country', ${sql.raw(column)} ->> '$.country')`,
  )
const withoutNotes = (column: string) =>
  sql`(SELECT json_group_array(json_replace(value, '$.note', NULL)) FROM json_each(${sql.raw(column)}))`

export const erasers: readonly Eraser[] = [
  {
    table: orders,
    order_id: 'id',
    personal: (pseudonym) => ({
      email: sql`${pseudonym}`,
      customer: sql`json_object('email', ${pseudonym}, 'name', ${ERASED})`,
      shipping_address: address('shipping_address'),
      billing_address: address('billing_address'),
      holds: withoutNotes('holds'),
      cancel_note: sql`NULL`,
      metadata: nothing,
      // Of the body with all that: small enough a secret to be guessed.
      request_hash: sql`${ERASED}`,
    }),
    in_order: true,
    counted: true,
  },
  {
    table: order_lines,
    order_id: 'order_id',
    personal: () => ({ properties: nothing }),
    in_order: true,
  },
  {
    table: order_routings,
    order_id: 'order_id',
    personal: () => ({
      routing: sql`json_remove(json_replace(routing, '$.destination.coordinates', NULL),
        '$.destination.latitude', '$.destination.longitude')`,
      basis: sql`json_remove(basis, '$.destination.coordinates')`,
    }),
    in_order: false,
  },
  {
    table: fulfillments,
    order_id: 'order_id',
    personal: () => ({
      holds: withoutNotes('holds'),
      details: sql`json_replace(details, '$.note', NULL)`,
    }),
    in_order: true,
  },
  {
    table: payments,
    order_id: 'order_id',
    personal: () => ({
      details: sql`json_replace(details, '$.token', NULL, '$.next_action', NULL)`,
    }),
    in_order: true,
  },
]

/** Personal columns that are erased otherwise: when an erasure begins, by a trigger, or at its end. */
export const erasedOtherwise: Readonly<Record<string, readonly string[]>> = {
  // In the batch that begins an erasure.
  customers: ['email', 'name', 'phone', 'metadata'],
  customer_emails: ['email'],
  // By the trigger `orders_move_totals`.
  customer_totals: ['email'],
  // Answers that were recorded, and the hash of what was asked: see `forgetAnswers`.
  idempotency_keys: ['request_hash', 'body'],
  // By the batch that completes it.
  erasures: ['pending'],
}
