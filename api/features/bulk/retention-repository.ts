import { sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { idAt } from '../../../db/id-at'
import { bulk_jobs } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'

/** Jobs of a merchant that nothing happened to since, the running ones aside: the oldest. */
export const listOldJobs = (
  db: Database,
  merchant_id: MerchantId,
  updated_before: Instant,
  limit: number,
) =>
  db
    .select({ merchant_id: bulk_jobs.merchant_id, id: bulk_jobs.id })
    .from(bulk_jobs)
    .where(
      sql`${bulk_jobs.merchant_id} = ${merchant_id}
        AND (${bulk_jobs.id} BETWEEN 'exp_' AND ${idAt('export', updated_before)}
          OR ${bulk_jobs.id} BETWEEN 'imp_' AND ${idAt('import', updated_before)})
        AND ${bulk_jobs.status} <> 'running' AND ${bulk_jobs.updated_at} < ${updated_before}`,
    )
    .limit(limit)
