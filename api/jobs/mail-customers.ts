import { MS_PER_MINUTE } from '../domain/shared/time'
import { deliverMail } from '../features/notifications/deliver-mail'
import { mailEvent } from '../features/notifications/mail-event'
import {
  findDueNotifications,
  findEventsToMail,
  postponeEventToMail,
} from '../features/notifications/repository'
import { describeError } from '../http/log'
import type { Services } from '../services'

/** Looked at per run; the rest are still waiting in a minute. */
const EVENTS_MAX = 100
const MAILS_MAX = 100
const AT_ONCE = 5
const EVENT_TRIES_MAX = 12

/** Writes the mails of what happened, then sends what is due. Run twice, it sends each once. */
export async function mailCustomers(services: Services): Promise<void> {
  const { directory, now } = services
  for (const { event, attempts } of await findEventsToMail(directory, now(), EVENTS_MAX)) {
    try {
      await mailEvent(services, event)
    } catch (error) {
      console.error(JSON.stringify({ event: event.id, ...describeError(error) }))
      // It must not stand in the way of the others, nor be forgotten: later and later, then rarely.
      const wait = 2 ** Math.min(attempts, EVENT_TRIES_MAX) * MS_PER_MINUTE
      await postponeEventToMail(directory, event, attempts + 1, now() + wait)
    }
  }
  const due = await findDueNotifications(directory, now(), MAILS_MAX)
  for (let start = 0; start < due.length; start += AT_ONCE) {
    const some = due.slice(start, start + AT_ONCE)
    await Promise.all(some.map((row) => deliverMail(services, row)))
  }
}
