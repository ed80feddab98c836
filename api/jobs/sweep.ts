import { sql } from 'drizzle-orm'
import type { Database } from '../../db/database'
import { idempotency_keys, stock_tasks } from '../../db/schema'
import { type Instant, MS_PER_DAY, MS_PER_SECOND } from '../domain/shared/time'
import type { Services } from '../services'

/** Tasks younger than this are on their way: their objects were poked when they were written. */
const TASK_PATIENCE = 5 * MS_PER_SECOND
/** Tasks looked at per run; the rest are still waiting in a minute. */
const TASKS_MAX = 1_000
/** The contract keeps a key at least 24 hours. */
const KEY_RETENTION = 2 * MS_PER_DAY
const KEYS_FORGOTTEN_MAX = 5_000

/** Wakes the objects whose tasks wait, and forgets the answers that nobody asks for any more. */
export async function sweep({ directory, stock, now }: Services): Promise<void> {
  const tasks = await findWaitingTasks(directory, now() - TASK_PATIENCE)
  const objects = new Map(
    tasks.map(({ merchant_id, sku }) => [`${merchant_id}:${sku}`, stock(merchant_id, sku)]),
  )
  await Promise.allSettled([...objects.values()].map((object) => object.poke()))
  await forgetKeys(directory, now() - KEY_RETENTION)
}

/** The oldest first. */
export const findWaitingTasks = (db: Database, created_before: Instant) =>
  db
    .select({ merchant_id: stock_tasks.merchant_id, sku: stock_tasks.sku })
    .from(stock_tasks)
    .where(sql`${stock_tasks.applied_at} IS NULL AND ${stock_tasks.created_at} < ${created_before}`)
    .orderBy(stock_tasks.created_at)
    .limit(TASKS_MAX)

/** Rows are in order of age: only the oldest are looked at. */
export const forgetKeys = (db: Database, created_before: Instant) =>
  db.delete(idempotency_keys).where(
    sql`${idempotency_keys.id} <
          (SELECT MIN(id) + ${KEYS_FORGOTTEN_MAX} FROM ${idempotency_keys})
        AND ${idempotency_keys.created_at} < ${created_before}`,
  )
