import { and, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { Database } from '../../db/database'
import { api_keys, merchants } from '../../db/schema'
import { type Instant, MS_PER_MINUTE } from '../domain/shared/time'

/** `last_used_at` is this exact, and costs each isolate that uses a key one write in this time. */
const LAST_USE_PRECISION = 10 * MS_PER_MINUTE

export type FoundKey = NonNullable<Awaited<ReturnType<typeof findKey>>>

/** The holder of a key that is known, not revoked and not expired. */
export async function findKey(db: Database, hash: string, now: Instant) {
  const [row] = await db
    .select({
      kind: api_keys.kind,
      key_id: api_keys.id,
      scopes: api_keys.scopes,
      origins: api_keys.origins,
      rate_class: api_keys.rate_class,
      expires_at: api_keys.expires_at,
      last_used_at: api_keys.last_used_at,
      merchant: {
        id: merchants.id,
        currency: merchants.currency,
        time_zone: merchants.time_zone,
      },
    })
    .from(api_keys)
    .innerJoin(merchants, eq(merchants.id, api_keys.merchant_id))
    .where(
      and(
        eq(api_keys.hash, hash),
        isNull(api_keys.revoked_at),
        or(isNull(api_keys.expires_at), gt(api_keys.expires_at, now)),
      ),
    )
  return row
}

export const isUseStale = ({ last_used_at }: FoundKey, now: Instant) =>
  last_used_at === null || last_used_at <= now - LAST_USE_PRECISION

/** Isolates that notice at once write once. */
export const noteUse = (db: Database, { key_id }: FoundKey, now: Instant) =>
  db
    .update(api_keys)
    .set({ last_used_at: now })
    .where(
      and(
        eq(api_keys.id, key_id),
        or(isNull(api_keys.last_used_at), lt(api_keys.last_used_at, now - LAST_USE_PRECISION + 1)),
      ),
    )
