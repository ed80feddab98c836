import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import { api_keys } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
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

export const saveApiKey = (db: Database, row: ApiKeyRow, event: NewEvent): Promise<void> =>
  transact(db, [appendEvent(db, event), insertApiKey(db, row)])

/** The first revocation counts. */
export const revokeApiKeyRow = (
  db: Database,
  { id, revoked_at }: ApiKeyRow,
  event: NewEvent,
): Promise<void> =>
  transact(db, [
    appendEvent(db, event),
    db
      .update(api_keys)
      .set({ revoked_at })
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
  created_at: instantToWire(row.created_at),
  revoked_at: row.revoked_at === null ? null : instantToWire(row.revoked_at),
})
