import type { z } from '@hono/zod-openapi'
import { appendAudit } from '../../../db/append-audit'
import { type Statements, transact, violatedConstraint } from '../../../db/database'
import { findOrOpenAccount } from '../../adapters/payments/credit'
import { entryStatements, type NewEntry } from '../../adapters/payments/credit/entries'
import { changedFields } from '../../domain/access/changed-fields'
import { formatGiftCardCode, GIFT_CARD_CODE_BYTES } from '../../domain/store-credit/code'
import {
  type Asked,
  type Claimed,
  findRecorded,
  isKeyInUse,
  type Recorded,
  type RequestKey,
  recordWith,
} from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { type CreditRow, findCredit, hashCode } from './repository'
import type {
  IssuedGiftCardSchema,
  IssueGiftCardSchema,
  IssueStoreCreditSchema,
  StoreCreditSchema,
} from './schemas'
import { toGiftCard, toStoreCredit } from './wire'
import { insertAccount } from './write'

type Statement = Statements[number]
type WireCredit = z.output<typeof StoreCreditSchema>
type WireIssued = z.output<typeof IssuedGiftCardSchema>

/** Gives a customer store credit: into the account there is, or a new one. */
export async function issueStoreCredit(
  services: Services,
  { request, actor }: Asked,
  { email, currency, amount, reason }: z.output<typeof IssueStoreCreditSchema>,
): Promise<Claimed<WireCredit>> {
  const { merchant_id } = request
  const db = services.shardFor(merchant_id)
  const now = services.now()
  const owner = { merchant_id, email: email.toLowerCase(), currency }
  const earlier = await findRecorded<WireCredit>(db, request)
  if (earlier) return { ...earlier, replayed: true }
  const account_id = await findOrOpenAccount(db, owner, services.newId('store_credit'), now)
  const account = await findCredit(db, merchant_id, 'store_credit', account_id)
  if (!account) throw new Problem('unavailable')
  const { balance, version } = account
  const answer = {
    status: 201,
    body: toStoreCredit({
      ...account,
      ...{ balance: balance + amount, version: version + 1, updated_at: now },
    }),
  }
  const entry: NewEntry = {
    ...{ merchant_id, account_id, type: 'issue', amount, reason: reason ?? null },
    operation_key: services.newId('event'),
    ...{ order_id: null, payment_id: null, created_at: now },
  }
  const audit = {
    ...{ merchant_id, actor, object_type: 'store_credit', object_id: account_id },
    ...{ changed: ['/balance'], created_at: now },
  }
  return save(services, request, answer, [appendAudit(db, audit)], entry)
}

/** Issues a gift card. Its code is drawn, or the merchant's own; only its hash is kept. */
export async function issueGiftCard(
  services: Services,
  { request, actor }: Asked,
  { code, currency, amount, expires_at, metadata }: z.output<typeof IssueGiftCardSchema>,
): Promise<Claimed<WireIssued>> {
  const { merchant_id } = request
  const db = services.shardFor(merchant_id)
  const now = services.now()
  const earlier = await findRecorded<WireIssued>(db, request)
  if (earlier) return { ...earlier, replayed: true }
  const drawn = crypto.getRandomValues(new Uint8Array(GIFT_CARD_CODE_BYTES))
  const secret = code ?? formatGiftCardCode(drawn)
  const id = services.newId('gift_card')
  const account: CreditRow = {
    ...{ merchant_id, id, kind: 'gift_card', currency, email: null, metadata },
    ...{ code_hash: hashCode(secret), hint: secret.slice(-4), balance: 0, active: true },
    expires_at: expires_at === undefined ? null : Date.parse(expires_at),
    ...{ version: 1, created_at: now, updated_at: now },
  }
  const entry: NewEntry = {
    ...{ merchant_id, account_id: id, type: 'issue', amount, reason: null, operation_key: id },
    ...{ order_id: null, payment_id: null, created_at: now },
  }
  const issued = { ...account, balance: amount, version: 2 }
  const answer = { status: 201, body: { ...toGiftCard(issued), code: secret } }
  const audit = {
    ...{ merchant_id, actor, object_type: 'gift_card', object_id: id },
    ...{ changed: changedFields(undefined, toGiftCard(issued)), created_at: now },
  }
  const statements = [insertAccount(db, account), appendAudit(db, audit)]
  return save(services, request, answer, statements, entry)
}

async function save<Body>(
  services: Services,
  request: RequestKey,
  answer: Recorded<Body>,
  before: readonly Statement[],
  entry: NewEntry,
): Promise<Claimed<Body>> {
  const db = services.shardFor(request.merchant_id)
  try {
    await transact(db, [
      recordWith(db, request, answer, entry.created_at),
      ...before,
      ...entryStatements(db, entry, services.newId('event')),
    ])
    return { ...answer, replayed: false }
  } catch (error) {
    const recorded = isKeyInUse(error) && (await findRecorded<Body>(db, request))
    if (recorded) return { ...recorded, replayed: true }
    if (violatedConstraint(error)?.includes('code_hash')) throw new Problem('gift_card_code_taken')
    throw error
  }
}
