import { sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { deleteBelow } from '../../../db/delete-files'
import { jsonEach } from '../../../db/json-rows'
import { claims } from '../../../db/schema'
import type { Claim } from '../../domain/claims/claim'
import type { MerchantId, OrderId } from '../../domain/shared/ids'

type ClaimKey = Pick<Claim, 'merchant_id' | 'id'>

const folder = ({ merchant_id, id }: ClaimKey) => `claims/${merchant_id}/${id}/`
export const fileOf = (claim: ClaimKey, digest: string) => folder(claim) + digest

/** Every photo of claims on these orders, those included that never got into a claim. */
export async function deletePhotos(
  db: Database,
  files: R2Bucket,
  merchant_id: MerchantId,
  ids: readonly OrderId[],
): Promise<void> {
  const found = await db
    .select({ merchant_id: claims.merchant_id, id: claims.id })
    .from(claims)
    .where(
      sql`${claims.merchant_id} = ${merchant_id}
        AND ${claims.order_id} IN (SELECT value FROM ${jsonEach(ids)})`,
    )
  for (const claim of found) await deleteBelow(files, folder(claim))
}
