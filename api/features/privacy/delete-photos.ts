import { sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { deleteBelow } from '../../../db/delete-files'
import { jsonEach } from '../../../db/json-rows'
import { claims, returns } from '../../../db/schema'
import type { MerchantId, OrderId } from '../../domain/shared/ids'

/** Where the photos of each are, below the merchant and its own id. */
const folders = { claims, returns }

/** Every photo of what belongs to these orders, those included that nothing names. */
export async function deletePhotos(
  db: Database,
  files: R2Bucket,
  merchant_id: MerchantId,
  ids: readonly OrderId[],
): Promise<void> {
  for (const [folder, table] of Object.entries(folders)) {
    const found = await db
      .select({ id: table.id })
      .from(table)
      .where(
        sql`${table.merchant_id} = ${merchant_id}
          AND ${table.order_id} IN (SELECT value FROM ${jsonEach(ids)})`,
      )
    for (const { id } of found) await deleteBelow(files, `${folder}/${merchant_id}/${id}/`)
  }
}
