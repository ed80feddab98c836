import { createServices } from '../services'
import { expirePickups, fillBackorders } from './fulfillment'
import { sweep } from './sweep'

/** What happens every minute, on one page. Every job may run twice, or stop half-way. */
export async function runSchedule(env: Env): Promise<void> {
  const services = createServices(env)
  await sweep(services)
  await expirePickups(services)
  await fillBackorders(services)
}
