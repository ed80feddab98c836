import { createServices } from '../services'
import { expireReturns } from './expire-returns'
import { expireOrders, settlePayments } from './settle-payments'
import { sweep } from './sweep'

/** What happens every minute, on one page. Every job may run twice, or stop half-way. */
export async function runSchedule(env: Env): Promise<void> {
  const services = createServices(env)
  await sweep(services)
  await settlePayments(services)
  await expireOrders(services)
  await expireReturns(services)
}
