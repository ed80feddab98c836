import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { appendAudit, type NewAuditEntry } from '../../../db/append-audit'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import { events, webhook_endpoints } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import { type EndpointRow, isEndpoint } from '../../objects/webhook-sync'

export { type EndpointRow, findEndpoint } from '../../objects/webhook-sync'

/** One more than `limit`, oldest first. */
export const listEndpoints = (
  db: Database,
  merchant_id: MerchantId,
  after: string,
  limit: number,
) =>
  db
    .select()
    .from(webhook_endpoints)
    .where(
      and(
        eq(webhook_endpoints.merchant_id, merchant_id),
        gt(webhook_endpoints.id, after as EndpointRow['id']),
      ),
    )
    .orderBy(asc(webhook_endpoints.id))
    .limit(limit + 1)

export const countEndpoints = (db: Database, merchant_id: MerchantId) =>
  db.$count(webhook_endpoints, eq(webhook_endpoints.merchant_id, merchant_id))

/** It begins after the event that announces it. */
export const insertEndpoint = (
  db: Database,
  row: Omit<EndpointRow, 'cursor'>,
  event: NewEvent,
  entry: NewAuditEntry,
): Promise<void> =>
  transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    db.insert(webhook_endpoints).values({
      ...row,
      cursor: sql`(SELECT MAX(${events.sequence}) FROM ${events}
        WHERE ${events.merchant_id} = ${row.merchant_id})`,
    }),
  ])

/** All but its cursor, which is the object's. */
export function updateEndpoint(
  db: Database,
  row: EndpointRow,
  event: NewEvent,
  entry: NewAuditEntry,
): Promise<void> {
  const { merchant_id: _, id: __, cursor: ___, ...changes } = row
  return transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    db.update(webhook_endpoints).set(changes).where(isEndpoint(row)),
  ])
}

export const deleteEndpointRow = (
  db: Database,
  row: EndpointRow,
  event: NewEvent,
  entry: NewAuditEntry,
): Promise<void> =>
  transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    db.delete(webhook_endpoints).where(isEndpoint(row)),
  ])

export const appendTest = (db: Database, event: NewEvent, entry: NewAuditEntry): Promise<void> =>
  transact(db, [appendEvent(db, event), appendAudit(db, entry)])
