import { sql } from 'drizzle-orm'
import type { Database } from '../../db/database'
import { idempotency_keys, stock_tasks } from '../../db/schema'
import { type Instant, MS_PER_DAY, MS_PER_SECOND } from '../domain/shared/time'
import type { Services } from '../services'

/** Tasks younger than this are on their way: their objects were poked when they were written. */
const TASK_PATIENCE = 5 * MS_PER_SECOND
/** Objects woken per run; the rest are still waiting in a minute. */
const POKES_MAX = 500
/** The contract keeps a key at least 24 hours. */
const KEY_RETENTION = 2 * MS_PER_DAY
const KEYS_FORGOTTEN_MAX = 5_000

/** Wakes the objects whose tasks wait, and forgets the answers that nobody asks for any more. */
export async function sweep({ directory, stock, now }: Services): Promise<void> {
  const waiting = await findWaitingSkus(directory, now() - TASK_PATIENCE)
  await Promise.allSettled(waiting.map(({ merchant_id, sku }) => stock(merchant_id, sku).poke()))
  await forgetKeys(directory, now() - KEY_RETENTION)
}

export const findWaitingSkus = (db: Database, created_before: Instant) =>
  db
    .selectDistinct({ merchant_id: stock_tasks.merchant_id, sku: stock_tasks.sku })
    .from(stock_tasks)
    .where(sql`applied_at IS NULL AND created_at < ${created_before}`)
    .limit(POKES_MAX)

/** Rows are in order of age: looking at the oldest is enough. */
export const forgetKeys = (db: Database, created_before: Instant) =>
  db.run(sql`
    DELETE FROM ${idempotency_keys} WHERE id IN (
      SELECT id FROM (
        SELECT id, created_at FROM ${idempotency_keys} ORDER BY id LIMIT ${KEYS_FORGOTTEN_MAX})
      WHERE created_at < ${created_before})`)
