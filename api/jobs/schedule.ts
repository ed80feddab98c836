import { createServices } from '../services'
import { expireReturns } from './expire-returns'
import { forgetSignIns } from './forget-sign-ins'
import { mailCustomers } from './mail-customers'
import { expireOrders, settlePayments } from './settle-payments'
import { sweep } from './sweep'

/** What happens every minute, on one page. Every job may run twice, or stop half-way. */
export async function runSchedule(env: Env): Promise<void> {
  const services = createServices(env)
  const jobs = [sweep, settlePayments, expireOrders, expireReturns, mailCustomers, forgetSignIns]
  const ended = await Promise.allSettled(jobs.map((job) => job(services)))
  // One that fails must not keep the others from their work, but is to be seen.
  for (const each of ended) if (each.status === 'rejected') throw each.reason
}
