import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { appendAudit, type NewAuditEntry } from '../../../db/append-audit'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import { api_keys } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import { instantToWire } from '../../http/schemas'
import type { ApiKey } from './schemas'

export type ApiKeyRow = typeof api_keys.$inferSelect

export const findApiKey = (db: Database, merchant_id: MerchantId, id: string) =>
  db
    .select()
    .from(api_keys)
    .where(and(eq(api_keys.merchant_id, merchant_id), eq(api_keys.id, id as ApiKeyRow['id'])))
    .then(([row]) => row)

/** One more than `limit`, oldest first. */
export const listApiKeys = (db: Database, merchant_id: MerchantId, after: string, limit: number) =>
  db
    .select()
    .from(api_keys)
    .where(and(eq(api_keys.merchant_id, merchant_id), gt(api_keys.id, after as ApiKeyRow['id'])))
    .orderBy(asc(api_keys.id))
    .limit(limit + 1)

export const insertApiKey = (db: Database, row: ApiKeyRow) => db.insert(api_keys).values(row)

/** What is told of a key, all but the event's own id. */
export const eventOf = (
  type: NewEvent['type'],
  row: ApiKeyRow,
  created_at: Instant = row.created_at,
): Omit<NewEvent, 'id'> => ({
  merchant_id: row.merchant_id,
  type,
  object_type: 'api_key',
  object_id: row.id,
  version: row.version,
  data: toApiKey(row),
  created_at,
})

export const saveApiKey = (
  db: Database,
  row: ApiKeyRow,
  event: NewEvent,
  entry: NewAuditEntry,
): Promise<void> =>
  transact(db, [appendEvent(db, event), appendAudit(db, entry), insertApiKey(db, row)])

/** The old key with its end, and the new one: both or neither. */
export const replaceApiKey = (
  db: Database,
  { replaced, replacement }: { replaced: ApiKeyRow; replacement: ApiKeyRow },
  events: readonly NewEvent[],
  entry: NewAuditEntry,
): Promise<void> => {
  const { id, expires_at, replaced_by, version } = replaced
  return transact(db, [
    ...events.map((event) => appendEvent(db, event)),
    appendAudit(db, entry),
    insertApiKey(db, replacement),
    db
      .update(api_keys)
      .set({ expires_at, replaced_by, version })
      .where(and(eq(api_keys.id, id), isNull(api_keys.revoked_at))),
  ])
}

/** The first revocation counts. */
export const revokeApiKeyRow = (
  db: Database,
  { id, revoked_at, version }: ApiKeyRow,
  event: NewEvent,
  entry: NewAuditEntry,
): Promise<void> =>
  transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    db
      .update(api_keys)
      .set({ revoked_at, version })
      .where(and(eq(api_keys.id, id), isNull(api_keys.revoked_at))),
  ])

/** Without the hash: it is no secret, and of no use to anyone. */
export const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  hint: row.hint,
  scopes: row.scopes,
  origins: row.origins,
  rate_class: row.rate_class,
  created_at: instantToWire(row.created_at),
  expires_at: toWire(row.expires_at),
  last_used_at: toWire(row.last_used_at),
  revoked_at: toWire(row.revoked_at),
  replaced_by: row.replaced_by,
})

const toWire = (instant: Instant | null) => (instant === null ? null : instantToWire(instant))
