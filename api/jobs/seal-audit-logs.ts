import { eq, sql } from 'drizzle-orm'
import { deployment_facts } from '../../db/schema'
import { findWaiting, listMerchantIds } from '../features/audit-log/repository'
import { sealAuditLog } from '../features/audit-log/seal'
import type { Services } from '../services'

/** Merchants looked at per run, in turn: so many that a log waits a minute where there are fewer. */
const MERCHANTS_MAX = 500
const fact = 'audit_logs_sealed_up_to'

/**
 * Seals the logs that have grown, merchant by merchant, from where the run before stopped. Entries
 * have no index on what is unsealed: each would cost every write another row.
 */
export async function sealAuditLogs({ directory, shardFor, now }: Services): Promise<void> {
  const [reached] = await directory
    .select()
    .from(deployment_facts)
    .where(eq(deployment_facts.name, fact))
  const ids = await listMerchantIds(directory, reached?.value ?? '', MERCHANTS_MAX)
  for (const [db, of_shard] of Map.groupBy(ids, shardFor)) {
    for (const merchant_id of await findWaiting(db, of_shard)) {
      const broken = await sealAuditLog(db, merchant_id, now())
      if (broken) console.error(JSON.stringify({ audit_log_broken: { merchant_id, ...broken } }))
    }
  }
  const value = ids.length < MERCHANTS_MAX ? '' : String(ids.at(-1))
  if (value === (reached?.value ?? '')) return
  await directory
    .insert(deployment_facts)
    .values({ name: fact, value })
    .onConflictDoUpdate({ target: deployment_facts.name, set: { value: sql`excluded.value` } })
}
