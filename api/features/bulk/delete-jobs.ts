import type { MerchantId } from '../../domain/shared/ids'
import type { Services } from '../../services'
import { deleteFiles } from './files'
import { type BulkKey, deleteJobRow, endJob, listJobsOf } from './repository'

/** Jobs of a merchant that are looked at in one run; the next run sees to the rest. */
const LOOKED_AT_MAX = 100

/** Deletes a job with its files; one that runs is ended first, so that it writes no more. */
export async function deleteJob(services: Services, job: BulkKey, failure: string): Promise<void> {
  const db = services.shardFor(job.merchant_id)
  await endJob(db, job, failure, services.now())
  await deleteFiles(services.files, job)
  await deleteJobRow(db, job)
}

/**
 * Deletes what jobs hold of orders: exports, which can be made again, and imports that are over.
 *
 * @returns whether nothing is left; an import of before then that still runs has to end first
 */
export async function deleteOrderJobs(
  services: Services,
  merchant_id: MerchantId,
  before: number,
): Promise<boolean> {
  const db = services.shardFor(merchant_id)
  const list = (sort: 'imp_' | 'exp_') => listJobsOf(db, merchant_id, 'orders', sort, LOOKED_AT_MAX)
  const [exports, imports] = [await list('exp_'), await list('imp_')]
  const earlier = imports.filter(({ created_at }) => created_at <= before)
  const over = earlier.filter(({ status }) => status !== 'running' && status !== 'awaiting_content')
  for (const job of [...exports, ...over]) await deleteJob(services, job, 'customer_erased')
  const running = earlier.some(({ status }) => status === 'running')
  return !running && Math.max(exports.length, imports.length) < LOOKED_AT_MAX
}
