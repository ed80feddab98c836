import { type BulkKey, type BulkRow, findJob } from '../../features/bulk/repository'
import type { Services } from '../../services'
import { exportStep } from './export-step'
import { importStep } from './import-step'

/** What a step needs beside the world. */
export interface StepContext {
  /** Signs reservation ids, which imported orders may name. */
  secret: string
  /** Nothing is hoped for from another try: what fails now has failed. */
  is_last_try: boolean
}

/** Does the next step of a job, or the one that was not noted; says whether there is another. */
export async function runStep(
  services: Services,
  { merchant_id, id }: BulkKey,
  context: StepContext,
): Promise<boolean> {
  const job = await findJob(services.shardFor(merchant_id), merchant_id, id)
  if (job?.status !== 'running') return false
  const done: BulkRow['status'] = id.startsWith('imp_')
    ? await importStep(services, job, context)
    : await exportStep(services, job)
  return done === 'running'
}
