import { createServices } from '../services'
import { sweep } from './sweep'

/** What happens every minute, on one page. Every job may run twice, or stop half-way. */
export async function runSchedule(env: Env): Promise<void> {
  await sweep(createServices(env))
}
