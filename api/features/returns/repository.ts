import { and, desc, eq, lt, lte, type SQL, sql } from 'drizzle-orm'
import { appendAudit, appendAuditIf, type NewAuditEntry } from '../../../db/append-audit'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import { orders, return_exceptions, return_policies, returns } from '../../../db/schema'
import type { Actor } from '../../domain/access/audit'
import type { PolicyVersion } from '../../domain/returns/policy'
import type { ReturnException } from '../../domain/returns/receive-return'
import type { Return, ReturnState } from '../../domain/returns/return'
import type { Id, MerchantId, OrderId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'

export const findReturn = (
  db: Database,
  merchant_id: MerchantId,
  id: string,
): Promise<Return | undefined> =>
  db
    .select()
    .from(returns)
    .where(and(eq(returns.merchant_id, merchant_id), eq(returns.id, id as Id<'return'>)))
    .then(([row]) => row)

export interface ReturnFilter {
  status?: ReturnState | undefined
  order_id?: string | undefined
}

/** Newest first, below the last id of the page before. */
export const listReturns = (
  db: Database,
  merchant_id: MerchantId,
  { status, order_id }: ReturnFilter,
  before: string | undefined,
  limit: number,
): Promise<Return[]> => {
  const conditions: (SQL | undefined)[] = [
    eq(returns.merchant_id, merchant_id),
    before === undefined ? undefined : lt(returns.id, before as Id<'return'>),
    status && eq(returns.status, status),
    order_id === undefined ? undefined : eq(returns.order_id, order_id as OrderId),
  ]
  return db
    .select()
    .from(returns)
    .where(and(...conditions))
    .orderBy(desc(returns.id))
    .limit(limit + 1)
}

/** Returns that should have arrived, the longest overdue first. */
export const findOverdueReturns = (db: Database, now: Instant, limit: number) =>
  db
    .select({ merchant_id: returns.merchant_id, id: returns.id, order_id: returns.order_id })
    .from(returns)
    .where(and(sql`${returns.expires_at} IS NOT NULL`, lte(returns.expires_at, now)))
    .orderBy(returns.expires_at)
    .limit(limit)

export const listExceptions = (
  db: Database,
  merchant_id: MerchantId,
  status: ReturnException['status'],
  before: string | undefined,
  limit: number,
): Promise<ReturnException[]> =>
  db
    .select()
    .from(return_exceptions)
    .where(
      and(
        eq(return_exceptions.merchant_id, merchant_id),
        eq(return_exceptions.status, status),
        before === undefined
          ? undefined
          : lt(return_exceptions.id, before as Id<'return_exception'>),
      ),
    )
    .orderBy(desc(return_exceptions.id))
    .limit(limit + 1)

/** Closes an exception once; resolved again it stays as it was. Undefined: there is none. */
export async function resolveException(
  db: Database,
  merchant_id: MerchantId,
  id: string,
  { note, now, actor }: { note: string; now: Instant; actor: Actor },
): Promise<ReturnException | undefined> {
  const own = and(
    eq(return_exceptions.merchant_id, merchant_id),
    eq(return_exceptions.id, id as Id<'return_exception'>),
  )
  const is_open = and(own, eq(return_exceptions.status, 'open'))
  const [, , [row]] = await db.batch([
    // Before the change, which makes it true no more.
    appendAuditIf(db, sql`EXISTS (SELECT 1 FROM ${return_exceptions} WHERE ${is_open})`, {
      ...{ merchant_id, actor, created_at: now },
      ...{ object_type: 'return_exception', object_id: id, changed: ['/status', '/note'] },
    }),
    db.update(return_exceptions).set({ status: 'resolved', note, resolved_at: now }).where(is_open),
    db.select().from(return_exceptions).where(own),
  ])
  return row
}

const newestVersion = (effective_by: SQL) => sql`${return_policies.version} = (
  SELECT MAX(other.version) FROM ${return_policies} AS other
  WHERE other.merchant_id = ${return_policies.merchant_id}
    AND other.market = ${return_policies.market} AND other.effective_at <= ${effective_by})`

/** Of each market the version that was in force when an order was placed; with the merchant's clock. */
export const findPoliciesOf = (
  db: Database,
  merchant_id: MerchantId,
  order_id: OrderId,
): Promise<PolicyVersion[]> => {
  const placed_at = sql`(SELECT ${orders.created_at} FROM ${orders}
    WHERE ${orders.merchant_id} = ${merchant_id} AND ${orders.id} = ${order_id})`
  return db
    .select()
    .from(return_policies)
    .where(and(eq(return_policies.merchant_id, merchant_id), newestVersion(placed_at)))
}

/** Of each market the newest version, in the order of the markets. */
export const listPolicies = (
  db: Database,
  merchant_id: MerchantId,
  after: string | undefined,
  limit: number,
): Promise<PolicyVersion[]> =>
  db
    .select()
    .from(return_policies)
    .where(
      and(
        eq(return_policies.merchant_id, merchant_id),
        after === undefined ? undefined : sql`${return_policies.market} > ${after}`,
        newestVersion(sql`${Number.MAX_SAFE_INTEGER}`),
      ),
    )
    .orderBy(return_policies.market)
    .limit(limit + 1)

/** The newest version of a market, or one that is named. */
export const findPolicy = (
  db: Database,
  merchant_id: MerchantId,
  market: string,
  version?: number,
): Promise<PolicyVersion | undefined> =>
  db
    .select()
    .from(return_policies)
    .where(
      and(
        eq(return_policies.merchant_id, merchant_id),
        eq(return_policies.market, market),
        version === undefined ? undefined : eq(return_policies.version, version),
      ),
    )
    .orderBy(desc(return_policies.version))
    .limit(1)
    .then(([row]) => row)

export const insertPolicy = (
  db: Database,
  merchant_id: MerchantId,
  policy: PolicyVersion,
  event: NewEvent,
  entry: NewAuditEntry,
): Promise<void> =>
  transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    db.insert(return_policies).values({ merchant_id, ...policy }),
  ])

/** Completed returns that still promise store credit on top. */
export const findBonusesDue = (db: Database, limit: number) =>
  db
    .select({ merchant_id: returns.merchant_id, id: returns.id })
    .from(returns)
    .where(sql`${returns.bonus_due} > 0`)
    .orderBy(returns.bonus_due)
    .limit(limit)
