import { createServices } from '../services'
import { sealAuditLogs } from './seal-audit-logs'
import { sweep } from './sweep'

/** What happens every minute, on one page. Every job may run twice, or stop half-way. */
export async function runSchedule(env: Env): Promise<void> {
  const services = createServices(env)
  const jobs = [sweep(services), sealAuditLogs(services)]
  // One that fails must not keep the others from their work, but is to be seen.
  const failed = (await Promise.allSettled(jobs)).find(({ status }) => status === 'rejected')
  if (failed) throw (failed as PromiseRejectedResult).reason
}
