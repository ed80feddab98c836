import { createServices } from '../services'
import { archiveEvents } from './archive-events'
import { resumeBulk } from './bulk/resume'
import { eraseCustomers } from './erase-customers'
import { expireReturns } from './expire-returns'
import { forgetOld } from './forget-old'
import { forgetSignIns } from './forget-sign-ins'
import { expirePickups, fillBackorders } from './fulfillment'
import { mailCustomers } from './mail-customers'
import { sealAuditLogs } from './seal-audit-logs'
import { expireOrders, settlePayments } from './settle-payments'
import { sweep } from './sweep'
import { wakeWebhooks } from './wake-webhooks'

const jobs = {
  sweep,
  settlePayments,
  expireOrders,
  expireReturns,
  expirePickups,
  fillBackorders,
  sealAuditLogs,
  wakeWebhooks,
  archiveEvents,
  resumeBulk,
  mailCustomers,
  forgetSignIns,
  forgetOld,
  eraseCustomers,
}

/**
 * What happens every minute, on one page. Every job may run twice, or stop half-way; one that
 * fails takes nothing from the others.
 */
export async function runSchedule(env: Env): Promise<void> {
  const services = createServices(env)
  let failure: unknown
  for (const [job, run] of Object.entries(jobs)) {
    await run(services).catch((error: unknown) => {
      // The first line only: the others may quote what a query was about.
      const reason = error instanceof Error ? error.message.split('\n')[0] : 'not an error'
      console.error(JSON.stringify({ job, failed: reason }))
      failure ??= error
    })
  }
  if (failure) throw failure
}
