import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { claims } from '../../../db/schema'
import type { Claim, ClaimState } from '../../domain/claims/claim'
import type { Id, MerchantId } from '../../domain/shared/ids'

export const findClaim = (
  db: Database,
  merchant_id: MerchantId,
  id: string,
): Promise<Claim | undefined> =>
  db
    .select()
    .from(claims)
    .where(and(eq(claims.merchant_id, merchant_id), eq(claims.id, id as Id<'claim'>)))
    .then(([row]) => row)

/** Newest first, below the last id of the page before. */
export const listClaims = (
  db: Database,
  merchant_id: MerchantId,
  status: ClaimState | undefined,
  before: string | undefined,
  limit: number,
): Promise<Claim[]> =>
  db
    .select()
    .from(claims)
    .where(
      and(
        eq(claims.merchant_id, merchant_id),
        status && eq(claims.status, status),
        before === undefined ? undefined : lt(claims.id, before as Id<'claim'>),
      ),
    )
    .orderBy(desc(claims.id))
    .limit(limit + 1)
