import { and, eq, sql } from 'drizzle-orm'
import { type Database, violatedConstraint } from '../../../../db/database'
import { test_gateway_calls, test_gateway_charges } from '../../../../db/schema'
import type { GatewayAnswer } from '../../../domain/payments/resolve'
import type { MerchantId } from '../../../domain/shared/ids'
import { failed, type GatewayCall, GatewaySilent, type PaymentGateway } from '../gateway'
import { signed } from '../signature'
import { type Charge, describe, openCharge, operate } from './charge'
import { type Fault, readToken } from './token'

type ChargeRow = typeof test_gateway_charges.$inferSelect

/**
 * A gateway whose customers are made of tokens. It keeps what it did in tables of its own, so that
 * a lost answer is just that: the effect exists, and can be found.
 */
export const createTestGateway = (db: Database, webhook_secret: string | undefined) =>
  ({
    multicapture: true,
    perform: (call) => perform(db, call),
    find: (call) => findAnswer(db, call),
    async readWebhook({ headers, body, now }) {
      const signature = headers.get('gateway-signature') ?? ''
      if (!webhook_secret || !signed(webhook_secret, body, signature, now)) {
        return { status: 'forged' }
      }
      const message = parseJson(body) as { payment_id?: unknown } | null | undefined
      if (message === undefined) return { status: 'malformed' }
      return typeof message?.payment_id === 'string'
        ? { status: 'news', payment_id: message.payment_id }
        : { status: 'irrelevant' }
    },
  }) satisfies PaymentGateway

/** Undefined: it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function perform(db: Database, call: GatewayCall): Promise<GatewayAnswer> {
  const { payment, operation } = call
  const token = readToken(payment.details.token ?? '')
  if (!token) return failed('token_unknown')
  const known = await findCall(db, payment.merchant_id, operation.idempotency_key)
  if (known) return known
  const fault = await firstFault(db, call, token.faults)
  if (fault === 'unsent') throw new GatewaySilent(`${operation.type} never arrived`)
  if (fault === 'refused') return remember(db, call, failed('refused'))

  const row = await findCharge(db, payment.merchant_id, payment.id)
  const decided = row
    ? operate(row, operation)
    : operation.type === 'authorize'
      ? openCharge(token, operation.amount, `tch_${crypto.randomUUID().replaceAll('-', '')}`)
      : undefined
  const answer = decided
    ? await save(db, call, row, decided.charge, decided.answer)
    : await remember(db, call, failed('no_such_payment'))
  if (fault === 'lost') throw new GatewaySilent(`The answer to ${operation.type} was lost`)
  return answer
}

/** A fault hits the first call of its kind, once. */
async function firstFault(
  db: Database,
  { payment, operation, now }: GatewayCall,
  faults: readonly Fault[],
): Promise<Fault['fault'] | undefined> {
  const fault = faults.find(({ type }) => type === operation.type)
  if (!fault) return undefined
  const idempotency_key = `${payment.id}.${fault.type}_${fault.fault}`
  const { merchant_id } = payment
  const answer = failed(fault.fault)
  const { meta } = await db
    .insert(test_gateway_calls)
    .values({ merchant_id, idempotency_key, answer, created_at: now })
    .onConflictDoNothing()
    .run()
  return meta.changes > 0 ? fault.fault : undefined
}

/** The effect and what was answered for its key, together; a key that was used is answered again. */
async function save(
  db: Database,
  call: GatewayCall,
  row: ChargeRow | undefined,
  charge: Charge,
  answer: GatewayAnswer,
): Promise<GatewayAnswer> {
  const { payment, operation, now } = call
  const { merchant_id, id: payment_id, currency, details } = payment
  const created = { merchant_id, payment_id, token: details.token ?? '', currency, created_at: now }
  const { idempotency_key } = operation
  const { status, amount } = charge
  // By how much, not to what: of two operations at once neither may be forgotten.
  const changes = {
    ...{ status, amount },
    captured: sql`captured + ${charge.captured - (row?.captured ?? 0)}`,
    refunded: sql`refunded + ${charge.refunded - (row?.refunded ?? 0)}`,
  }
  try {
    await db.batch([
      db
        .insert(test_gateway_calls)
        .values({ merchant_id, idempotency_key, answer, created_at: now }),
      row
        ? db.update(test_gateway_charges).set(changes).where(ofPayment(merchant_id, payment_id))
        : db.insert(test_gateway_charges).values({ ...created, ...charge }),
    ])
    return answer
  } catch (error) {
    // Two calls at once: the other one has done it.
    const known = violatedConstraint(error) && (await findCall(db, merchant_id, idempotency_key))
    if (known) return known
    if (String(error).includes('CHECK')) return remember(db, call, failed('amount_too_large'))
    throw error
  }
}

async function remember(
  db: Database,
  { payment, operation, now }: GatewayCall,
  answer: GatewayAnswer,
): Promise<GatewayAnswer> {
  await db
    .insert(test_gateway_calls)
    .values({
      merchant_id: payment.merchant_id,
      idempotency_key: operation.idempotency_key,
      answer,
      created_at: now,
    })
    .onConflictDoNothing()
  return answer
}

/** An authorization is found as it is now; what else was done, as it was answered. */
async function findAnswer(
  db: Database,
  { payment, operation }: GatewayCall,
): Promise<GatewayAnswer | undefined> {
  const { merchant_id, id } = payment
  if (operation.type !== 'authorize') return findCall(db, merchant_id, operation.idempotency_key)
  const charge = await findCharge(db, merchant_id, id)
  return charge && describe(charge)
}

const ofPayment = (merchant_id: MerchantId, payment_id: ChargeRow['payment_id']) =>
  and(
    eq(test_gateway_charges.merchant_id, merchant_id),
    eq(test_gateway_charges.payment_id, payment_id),
  )

const findCharge = (db: Database, merchant_id: MerchantId, payment_id: ChargeRow['payment_id']) =>
  db
    .select()
    .from(test_gateway_charges)
    .where(ofPayment(merchant_id, payment_id))
    .then(([row]) => row)

const findCall = (db: Database, merchant_id: MerchantId, idempotency_key: string) =>
  db
    .select({ answer: test_gateway_calls.answer })
    .from(test_gateway_calls)
    .where(
      and(
        eq(test_gateway_calls.merchant_id, merchant_id),
        eq(test_gateway_calls.idempotency_key, idempotency_key),
      ),
    )
    .then(([row]) => row?.answer)

/** The customer does what the bank asked for, or does not. */
export async function authenticate(
  db: Database,
  reference: string,
  outcome: 'succeeded' | 'failed',
): Promise<ChargeRow | undefined> {
  const [charge] = await db
    .select()
    .from(test_gateway_charges)
    .where(eq(test_gateway_charges.reference, reference))
  if (!charge) return undefined
  const open = charge.status === 'requires_action'
  const late = charge.status === 'voided' && readToken(charge.token)?.ignores_void
  if (!open && !late) return charge
  const status = outcome === 'succeeded' ? 'authorized' : 'declined'
  await db
    .update(test_gateway_charges)
    .set({ status })
    .where(ofPayment(charge.merchant_id, charge.payment_id))
  return { ...charge, status }
}
