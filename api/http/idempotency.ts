import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { appendAuditIf, type NewAuditEntry } from '../../db/append-audit'
import { type Database, transact, violatedConstraint } from '../../db/database'
import { everyColumn, prepared } from '../../db/prepared'
import { idempotency_keys } from '../../db/schema'
import type { Actor } from '../domain/access/audit'
import type { MerchantId } from '../domain/shared/ids'
import { type Instant, MS_PER_SECOND } from '../domain/shared/time'
import { canonical, digest } from './digest'
import { Problem } from './problem'

/** A request as its Idempotency-Key knows it: the key's scope is the merchant and the route. */
export interface RequestKey {
  merchant_id: MerchantId
  route: string
  key: string
  request_hash: string
}

/** A request, and who made it: for the audit log. */
export interface Asked {
  request: RequestKey
  actor: Actor
}

export interface Recorded<Body> {
  status: number
  body: Body
}
/** A key that is taken, and answered later; `body` is the id of what the request made. */
export interface Claim {
  status: null
  body: string
}
export type Claimed<Body> = Recorded<Body> & { replayed: boolean }

/** @param content what makes two requests the same: the body, and the ids in the path */
export const requestKey = (
  merchant_id: MerchantId,
  route: string,
  key: string,
  content: unknown,
): RequestKey => ({
  ...{ merchant_id, route, key },
  request_hash: digest(canonical(content)),
})

/** The header that says an answer was given before. */
export const replayedHeaders = (replayed: boolean): Record<string, string> =>
  replayed ? { 'idempotent-replayed': 'true' } : {}

/** As it is stored. */
const keyOf = ({ merchant_id, route, key, request_hash }: RequestKey) => ({
  ...{ merchant_id, route, key, request_hash },
})

const sameKey = ({ merchant_id, route, key }: RequestKey) =>
  and(
    eq(idempotency_keys.merchant_id, merchant_id),
    eq(idempotency_keys.route, route),
    eq(idempotency_keys.key, key),
  )

/** For the batch of the decision: the key and what it was answered. A key in use fails the batch. */
export const recordWith = (
  db: Database,
  { merchant_id, route, key, request_hash }: RequestKey,
  { status, body }: Recorded<unknown> | Claim,
  created_at: Instant,
) =>
  insertRecord(db, {
    ...{ id: null, merchant_id, route, key, request_hash, status, created_at },
    body: body ?? null,
  })[0]

const insertRecord = prepared((db) => [
  db.insert(idempotency_keys).values(everyColumn(idempotency_keys)),
])

export const isKeyInUse = (error: unknown) =>
  violatedConstraint(error)?.startsWith('idempotency_keys.') ?? false

/** The statement that finds what a key was answered, for a batch of reads. */
export const selectRecorded = (db: Database, request: RequestKey) =>
  db
    .select({
      request_hash: idempotency_keys.request_hash,
      status: idempotency_keys.status,
      body: idempotency_keys.body,
      created_at: idempotency_keys.created_at,
    })
    .from(idempotency_keys)
    .where(sameKey(request))

export type RecordedRow = Awaited<ReturnType<typeof selectRecorded>>[number]

/** The recorded answer of the same request; a 422 when the key was used for another one. */
export function replay<Body>(
  row: RecordedRow | undefined,
  request: RequestKey,
): Recorded<Body> | undefined {
  if (!row) return undefined
  if (row.request_hash !== request.request_hash) throw new Problem('idempotency_key_reused')
  return row.status === null ? undefined : { status: row.status, body: row.body as Body }
}

/** A request that was recorded as claimed and has not been answered for this long has died. */
const CLAIM_MS = 30 * MS_PER_SECOND

/**
 * What the request of a claimed key made, for whoever goes on after it died; a 409 while it may
 * still be running.
 */
export function abandonedClaim(
  row: RecordedRow | undefined,
  request: RequestKey,
  now: Instant,
): string | undefined {
  if (!row || row.status !== null) return undefined
  if (row.request_hash !== request.request_hash) throw new Problem('idempotency_key_reused')
  if (now < row.created_at + CLAIM_MS) throw new Problem('idempotency_in_progress')
  return String(row.body)
}

export async function findRecorded<Body>(db: Database, request: RequestKey) {
  const [row] = await selectRecorded(db, request)
  return replay<Body>(row, request)
}

/**
 * Claims a key for a change that is idempotent in itself and recorded afterwards. Requests that
 * run at once may all go on: they get the same `subject_id`, and do the same thing once.
 *
 * @param entry tells the audit log of the change, before it: there is no change without an entry
 */
export async function claim<Body>(
  db: Database,
  request: RequestKey,
  subject_id: string,
  created_at: Instant,
  entry: NewAuditEntry,
): Promise<{ recorded: Recorded<Body> } | { recorded: undefined; subject_id: string }> {
  const [, [row]] = await db.batch([
    db
      .insert(idempotency_keys)
      .values({ ...keyOf(request), body: subject_id, created_at })
      .onConflictDoNothing(),
    selectRecorded(db, request),
    appendAuditIf(db, claimStands(request, subject_id), entry),
  ])
  const recorded = replay<Body>(row, request)
  return recorded ? { recorded } : { recorded, subject_id: String(row?.body ?? subject_id) }
}

/** Records what the claim with this id came to; a key that was claimed anew since is left alone. */
export const record = (
  db: Database,
  request: RequestKey,
  subject_id: string,
  { status, body }: Recorded<unknown>,
) => db.update(idempotency_keys).set({ status, body }).where(claimedWith(request, subject_id))

/**
 * Lets go of a claim whose request changed nothing, so that the key may be used again.
 *
 * @param entry takes back, in the audit log, what the claim's entry said; null where that happened
 */
export const unclaim = (
  db: Database,
  request: RequestKey,
  subject_id: string,
  entry: NewAuditEntry | null,
) =>
  transact(db, [
    ...(entry ? [appendAuditIf(db, claimStands(request, subject_id), entry)] : []),
    db.delete(idempotency_keys).where(claimedWith(request, subject_id)),
  ])

/** Lets go of a claim whose change has an audit entry of its own, so that the key may try again. */
export const letGo = (db: Database, request: RequestKey, subject_id: string) =>
  db.delete(idempotency_keys).where(claimedWith(request, subject_id))

const claimStands = (request: RequestKey, subject_id: string): SQL =>
  sql`EXISTS (SELECT 1 FROM ${idempotency_keys} WHERE ${claimedWith(request, subject_id)})`

const claimedWith = (request: RequestKey, subject_id: string) =>
  and(sameKey(request), isNull(idempotency_keys.status), eq(idempotency_keys.body, subject_id))
