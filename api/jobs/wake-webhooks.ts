import { sql } from 'drizzle-orm'
import type { Database } from '../../db/database'
import { events, webhook_endpoints } from '../../db/schema'
import type { Services } from '../services'

const PAGE = 500
/** Endpoints woken per run; the rest are still behind in a minute. */
const WOKEN_MAX = 5_000

/** Wakes the endpoints that are behind the log of their merchant: whoever wrote could not tell. */
export async function wakeWebhooks({ directory, webhooks }: Services): Promise<void> {
  let after = { merchant_id: '', id: '' }
  for (let woken = 0; woken < WOKEN_MAX; woken += PAGE) {
    const behind = await findBehind(directory, after, PAGE)
    await Promise.allSettled(behind.map(({ merchant_id, id }) => webhooks(merchant_id, id).poke()))
    const last = behind.at(-1)
    if (!last || behind.length < PAGE) return
    after = last
  }
}

export const findBehind = (
  db: Database,
  after: { merchant_id: string; id: string },
  limit: number,
) =>
  db
    .select({ merchant_id: webhook_endpoints.merchant_id, id: webhook_endpoints.id })
    .from(webhook_endpoints)
    .where(
      sql`status = 'enabled' AND (merchant_id, id) > (${after.merchant_id}, ${after.id})
        AND cursor < (SELECT MAX(${events.sequence}) FROM ${events}
          WHERE ${events.merchant_id} = ${webhook_endpoints.merchant_id})`,
    )
    .orderBy(webhook_endpoints.merchant_id, webhook_endpoints.id)
    .limit(limit)
