import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../../../db/database'
import { credit_accounts, credit_entries } from '../../../../db/schema'
import type { Payment } from '../../../domain/payments/payment'
import type { GatewayAnswer } from '../../../domain/payments/resolve'
import type { EventId, Id, MerchantId } from '../../../domain/shared/ids'
import { failed, type GatewayCall, type PaymentGateway, succeeded } from '../gateway'
import { type NewEntry, writeEntry } from './entries'

type CreditId = Id<'store_credit'> | Id<'gift_card'>
export type NewCreditId = <Kind extends 'store_credit' | 'event'>(kind: Kind) => Id<Kind>

/**
 * What the merchant owes, as a way to pay: what is authorized leaves the balance at once, so that
 * it cannot be spent twice; what is given up or refunded comes back. The entry is the effect and
 * the proof of it: unique per operation.
 */
export const createCreditGateway = (db: Database, newId: NewCreditId): PaymentGateway => ({
  multicapture: true,
  perform: (call) => perform(db, newId, call),
  find: (call) => find(db, call),
})

/** A refund of any payment that goes to the customer’s store credit instead of back. */
export const createStoreCreditDestination = (db: Database, newId: NewCreditId): PaymentGateway => ({
  multicapture: false,
  async perform(call) {
    const { payment, operation, email, now } = call
    const { merchant_id, currency } = payment
    const account = { merchant_id, email, currency }
    const account_id = await findOrOpenAccount(db, account, newId('store_credit'), now)
    return write(db, entryOf(call, account_id, 'refund', operation.amount), newId('event'))
  },
  find: (call) => find(db, call),
})

async function perform(
  db: Database,
  newId: NewCreditId,
  call: GatewayCall,
): Promise<GatewayAnswer> {
  const { payment, operation } = call
  const account_id = payment.details.token as CreditId | null
  if (!account_id) return failed('account_missing')
  const { amount } = operation
  switch (operation.type) {
    case 'authorize':
      return write(db, entryOf(call, account_id, 'redeem', -amount), newId('event'))
    case 'capture':
      return succeeded()
    case 'refund':
      return write(db, entryOf(call, account_id, 'refund', amount), newId('event'))
    case 'void': {
      const { captured, refunded } = payment
      const rest = (await heldBy(db, payment)) - (captured - refunded)
      if (rest <= 0) return succeeded()
      return write(db, entryOf(call, account_id, 'release', rest), newId('event'))
    }
  }
}

const entryOf = (
  { payment, operation, now }: GatewayCall,
  account_id: CreditId,
  type: NewEntry['type'],
  amount: number,
): NewEntry => ({
  ...{ merchant_id: payment.merchant_id, account_id, type, amount },
  operation_key: operation.idempotency_key,
  ...{ order_id: payment.order_id, payment_id: payment.id, reason: null, created_at: now },
})

async function write(db: Database, entry: NewEntry, event_id: EventId): Promise<GatewayAnswer> {
  const written = await writeEntry(db, entry, event_id)
  return written === 'insufficient' ? failed('insufficient_credit') : succeeded()
}

/** Redeemed for a payment, less what was released or refunded of it. */
async function heldBy(db: Database, { merchant_id, id, details }: Payment): Promise<number> {
  const [row] = await db
    .select({ held: sql<number>`-COALESCE(SUM(${credit_entries.amount}), 0)` })
    .from(credit_entries)
    .where(
      sql`${credit_entries.merchant_id} = ${merchant_id} AND ${credit_entries.payment_id} = ${id}
        AND ${credit_entries.account_id} = ${details.token}`,
    )
  return row?.held ?? 0
}

async function find(
  db: Database,
  { payment, operation }: GatewayCall,
): Promise<GatewayAnswer | undefined> {
  if (operation.type === 'capture') return succeeded()
  const [row] = await db
    .select({ sequence: credit_entries.sequence })
    .from(credit_entries)
    .where(
      and(
        eq(credit_entries.merchant_id, payment.merchant_id),
        eq(credit_entries.operation_key, operation.idempotency_key),
      ),
    )
  return row && succeeded()
}

interface StoreCreditOwner {
  merchant_id: MerchantId
  email: string
  currency: string
}

/** The customer’s store credit in a currency; opened when there is none. */
export async function findOrOpenAccount(
  db: Database,
  owner: StoreCreditOwner,
  id: Id<'store_credit'>,
  now: number,
): Promise<Id<'store_credit'>> {
  const dates = { created_at: now, updated_at: now }
  const blank = { kind: 'store_credit', balance: 0, active: true, metadata: {} } as const
  const [, [row]] = await db.batch([
    db
      .insert(credit_accounts)
      .values({ ...owner, ...blank, id, version: 1, ...dates })
      .onConflictDoNothing(),
    selectAccountOf(db, owner),
  ])
  return (row?.id ?? id) as Id<'store_credit'>
}

export const selectAccountOf = (db: Database, { merchant_id, email, currency }: StoreCreditOwner) =>
  db
    .select()
    .from(credit_accounts)
    .where(
      sql`${credit_accounts.merchant_id} = ${merchant_id} AND ${credit_accounts.email} = ${email}
        AND ${credit_accounts.currency} = ${currency}`,
    )
