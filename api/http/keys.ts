import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '../../db/database'
import { api_keys, merchants } from '../../db/schema'
import type { Principal } from './auth'

/** The holder of a key that is known and not revoked. */
export async function findKey(db: Database, hash: string) {
  const [row] = await db
    .select({
      kind: api_keys.kind,
      key_id: api_keys.id,
      scopes: api_keys.scopes,
      origins: api_keys.origins,
      merchant: {
        id: merchants.id,
        currency: merchants.currency,
        time_zone: merchants.time_zone,
      },
    })
    .from(api_keys)
    .innerJoin(merchants, eq(merchants.id, api_keys.merchant_id))
    .where(and(eq(api_keys.hash, hash), isNull(api_keys.revoked_at)))
  return row satisfies Extract<Principal, { key_id: string }> | undefined
}
