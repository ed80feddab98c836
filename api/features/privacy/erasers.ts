import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { jsonEach } from '../../../db/json-rows'
import {
  claims,
  credit_accounts,
  credit_notes,
  fulfillments,
  order_lines,
  order_reroutings,
  order_routings,
  orders,
  payments,
  refunds,
  return_exceptions,
  returns,
  test_gateway_charges,
  withdrawals,
} from '../../../db/schema'
import { ERASED } from '../../domain/customers/pseudonym'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import { address, emptied, erased, whenSet, withEach } from './erased-values'

/**
 * Every place where something personal is kept of an order, and what becomes of it. A test walks the
 * schema: a column is here, in `erasedOtherwise`, or in the test's list of what is not personal.
 */
export interface Eraser {
  table: SQLiteTable
  /** The column that says whose it is, with the id of the order unless `ids` finds others. */
  key: string
  ids?: (merchant_id: MerchantId, order_ids: SQL) => SQL
  /** Columns that may hold something personal: SQL of what they become. */
  personal: (pseudonym: string) => Readonly<Record<string, SQL>>
  /** Whether an order shows all of it anyway. */
  in_order: boolean
  /** A row that is changed in turn only counts up. */
  counted?: boolean
}

const withoutPlace = sql`json_remove(json_replace(routing, '$.destination.coordinates', NULL),
  '$.destination.latitude', '$.destination.longitude')`

const paymentsOf = (merchant_id: MerchantId, order_ids: SQL) =>
  sql`SELECT id AS value FROM payments WHERE merchant_id = ${merchant_id} AND order_id IN (${order_ids})`

export const erasers: readonly Eraser[] = [
  // Found by what the others hold: it comes first.
  {
    table: test_gateway_charges,
    key: 'payment_id',
    ids: paymentsOf,
    personal: () => ({ token: erased }),
    in_order: false,
  },
  {
    // Gift cards that paid: what a merchant noted of them may be about who was given one.
    table: credit_accounts,
    key: 'id',
    ids: (merchant_id, order_ids) => sql`SELECT account_id AS value FROM credit_entries
      WHERE merchant_id = ${merchant_id} AND payment_id IN (${paymentsOf(merchant_id, order_ids)})`,
    personal: () => ({ metadata: emptied }),
    in_order: false,
    counted: true,
  },
  {
    table: orders,
    key: 'id',
    personal: (pseudonym) => ({
      email: sql`${pseudonym}`,
      customer: sql`json_object('email', ${pseudonym}, 'name', ${ERASED})`,
      shipping_address: whenSet('shipping_address', address('shipping_address')),
      billing_address: whenSet('billing_address', address('billing_address')),
      holds: withEach('holds', (hold) => sql`json_replace(${hold}, '$.note', NULL)`),
      cancel_reason: whenSet('cancel_reason', erased),
      cancel_note: sql`NULL`,
      metadata: emptied,
      // Of the body with all that: small enough a secret to be guessed.
      request_hash: erased,
    }),
    in_order: true,
    counted: true,
  },
  {
    table: order_lines,
    key: 'order_id',
    personal: () => ({ properties: emptied }),
    in_order: true,
  },
  {
    table: order_routings,
    key: 'order_id',
    personal: () => ({
      routing: withoutPlace,
      basis: sql`json_remove(basis, '$.destination.coordinates')`,
    }),
    in_order: false,
  },
  {
    table: order_reroutings,
    key: 'order_id',
    personal: () => ({ routing: withoutPlace }),
    in_order: false,
  },
  {
    table: fulfillments,
    key: 'order_id',
    personal: () => ({
      details: sql`json_replace(details, '$.note', NULL, '$.reason', ${ERASED})`,
      // Carriers write who signed, and where; some put the postal code into the address.
      tracking: whenSet(
        'tracking',
        sql`json_replace(tracking, '$.tracking_url', NULL, '$.events', json(${withEach(
          'tracking',
          (event) => sql`json_remove(${event}, '$.description', '$.location')`,
          '$.events',
        )}))`,
      ),
    }),
    in_order: false,
  },
  {
    table: payments,
    key: 'order_id',
    personal: () => ({
      details: sql`json_replace(details, '$.token', NULL, '$.next_action', NULL)`,
    }),
    in_order: false,
  },
  { table: refunds, key: 'order_id', personal: () => ({ reason: erased }), in_order: true },
  {
    table: returns,
    key: 'order_id',
    personal: () => ({
      lines: withEach(
        'lines',
        (line) => sql`json_replace(${line}, '$.note', NULL, '$.reason', ${ERASED})`,
      ),
      // The customer is who sends a parcel of theirs; it goes to a place of the merchant.
      parcels: withEach(
        'parcels',
        (parcel) => sql`CASE WHEN ${parcel} ->> '$.label' IS NULL THEN json(${parcel})
          ELSE json_set(${parcel}, '$.label.from', ${address(parcel, '$.label.from')}) END`,
      ),
      // Their files are deleted before, as those of claims.
      photos: sql`'[]'`,
      decline_reason: whenSet('decline_reason', erased),
    }),
    in_order: true,
  },
  {
    table: return_exceptions,
    key: 'order_id',
    personal: () => ({ note: sql`NULL` }),
    in_order: false,
  },
  {
    table: claims,
    key: 'order_id',
    personal: () => ({
      description: erased,
      photos: sql`'[]'`,
      decline_reason: whenSet('decline_reason', erased),
    }),
    in_order: false,
  },
  {
    table: withdrawals,
    key: 'order_id',
    personal: () => ({ name: erased, contact: erased, statement: erased }),
    in_order: false,
  },
  {
    // The figures stay, numbered as they were: see the guide on what the law makes one keep.
    table: credit_notes,
    key: 'order_id',
    personal: (pseudonym) => ({
      content: sql`json_replace(content,
        '$.customer', json_object('email', ${pseudonym}, 'name', ${ERASED}),
        '$.address', json(${whenSet(sql`content ->> '$.address'`, address('content', '$.address'))}),
        '$.reason', ${ERASED})`,
    }),
    in_order: false,
  },
]

/** Personal columns that are erased otherwise than by the order. */
export const erasedOtherwise: Readonly<Record<string, readonly string[]>> = {
  // In the batch that begins an erasure.
  customers: ['email', 'name', 'phone', 'metadata'],
  customer_emails: ['email'],
  // By the trigger `orders_move_totals`.
  customer_totals: ['email'],
  // By the e-mail address: see `eraseAddressed`.
  credit_accounts: ['email'],
  credit_entries: ['reason'],
  notifications: ['recipient', 'subject', 'text', 'html', 'error'],
  // Rows that are deleted with the order.
  portal_links: ['token_hash', 'session_hash'],
  portal_sessions: ['token_hash'],
  // Answers that were recorded, and the hash of what was asked: see `forgetAnswers`.
  idempotency_keys: ['request_hash', 'body'],
  // By the batch that completes it.
  erasures: ['pending'],
}

/** Whose rows of an eraser's table are about these orders: `value` is what its key is then. */
export const keysOf = ({ ids }: Eraser, merchant_id: MerchantId, orders: readonly OrderId[]) => {
  const order_ids = sql`SELECT value FROM ${jsonEach(orders)}`
  return ids?.(merchant_id, order_ids) ?? order_ids
}
