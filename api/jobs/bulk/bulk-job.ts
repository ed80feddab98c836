import { DurableObject } from 'cloudflare:workers'
import { FAILURES_MAX, retryAfter } from '../../domain/bulk/job'
import type { MerchantId } from '../../domain/shared/ids'
import type { BulkKey } from '../../features/bulk/repository'
import { createServices } from '../../services'
import { runStep } from './run-step'

/**
 * Drives one import or export: each alarm does a step, from where D1 says the job is. Nothing is
 * kept here but whose job it is, and how often in a row a step failed.
 */
export class BulkJob extends DurableObject<Env> {
  async poke(merchant_id: MerchantId, id: BulkKey['id']): Promise<void> {
    await this.ctx.storage.put<BulkKey>('job', { merchant_id, id })
    // One that is set already, after a failure perhaps, stays.
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now())
  }

  /** Never throws: a throwing alarm is dropped for good after a few retries. */
  override async alarm(): Promise<void> {
    const { storage } = this.ctx
    const job = await storage.get<BulkKey>('job')
    if (!job) return
    const failures = (await storage.get<number>('failures')) ?? 0
    try {
      const context = {
        secret: this.env.SIGNING_SECRET,
        is_last_try: failures >= FAILURES_MAX,
      }
      const more = await runStep(createServices(this.env), job, context)
      if (failures > 0) await storage.delete('failures')
      if (more) await storage.setAlarm(Date.now())
      else await storage.deleteAll()
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : 'not an error'
      console.error(JSON.stringify({ job: job.id, step_failed: reason }))
      await storage.put('failures', failures + 1)
      await storage.setAlarm(Date.now() + retryAfter(failures + 1))
    }
  }
}
