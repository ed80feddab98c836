import { sql } from 'drizzle-orm'
import { nextSequence } from '../../../../db/append-event'
import { type Database, violatedConstraint } from '../../../../db/database'
import { jsonRows } from '../../../../db/json-rows'
import { credit_accounts, credit_entries, events } from '../../../../db/schema'
import type { MoneyEvent } from '../../../domain/payments/events'
import type { EventId, Id, MerchantId, OrderId } from '../../../domain/shared/ids'
import type { Instant } from '../../../domain/shared/time'

type CreditId = Id<'store_credit'> | Id<'gift_card'>

export interface NewEntry {
  merchant_id: MerchantId
  account_id: CreditId
  type: 'issue' | 'redeem' | 'release' | 'refund'
  /** Minor units; below zero when it is redeemed. */
  amount: number
  operation_key: string
  order_id: OrderId | null
  payment_id: Id<'payment'> | null
  reason: string | null
  created_at: Instant
}

/** The account’s entry and the event that tells of it, for one batch. The trigger adds it up. */
export function entryStatements(db: Database, entry: NewEntry, event_id: EventId) {
  const { merchant_id, account_id, order_id, amount, created_at } = entry
  const account = sql`(SELECT version FROM ${credit_accounts}
    WHERE merchant_id = ${merchant_id} AND id = ${account_id})`
  const sequence = sql`(SELECT COALESCE(MAX(sequence), 0) + 1 FROM ${credit_entries}
    WHERE merchant_id = ${merchant_id} AND account_id = ${account_id})`
  const data = { account_id, order_id, amount, type: entry.type }
  const draft = { id: event_id, type: eventOf(entry), object_id: account_id, data }
  return [
    db.insert(credit_entries).select(jsonRows(credit_entries, [entry], { sequence })),
    db.insert(events).select(
      jsonRows(events, [draft], {
        ...{ merchant_id, object_type: kindOf(account_id), order_id, created_at },
        sequence: nextSequence(merchant_id),
        version: account,
      }),
    ),
  ] as const
}

const kindOf = (id: CreditId) => (id.startsWith('gft_') ? 'gift_card' : 'store_credit')

const verbs = { issue: 'issued', redeem: 'redeemed', release: 'refunded', refund: 'refunded' }
const eventOf = ({ account_id, type }: NewEntry) =>
  `${kindOf(account_id)}.${verbs[type]}` as MoneyEvent

export type Written = 'written' | 'known' | 'insufficient'

/** Writes an entry once per operation; the balance never goes below zero. */
export async function writeEntry(
  db: Database,
  entry: NewEntry,
  event_id: EventId,
): Promise<Written> {
  try {
    await db.batch([...entryStatements(db, entry, event_id)])
    return 'written'
  } catch (error) {
    if (violatedConstraint(error)?.startsWith('credit_entries.merchant_id, credit_entries.op')) {
      return 'known'
    }
    if (
      `${error} ${error instanceof Error ? error.cause : ''}`.includes('credit_is_never_negative')
    )
      return 'insufficient'
    throw error
  }
}
