import type { MerchantId } from '../domain/shared/ids'
import { MS_PER_MINUTE } from '../domain/shared/time'
import { claimMails, deliverMails } from '../features/notifications/deliver-mails'
import { mailEvents } from '../features/notifications/mail-events'
import {
  findDueNotifications,
  findEventsToMail,
  type NotificationRow,
  postponeEventToMail,
} from '../features/notifications/repository'
import { describeError } from '../http/log'
import type { Services } from '../services'

/** Looked at per run; the rest are still waiting in a minute. */
const EVENTS_MAX = 100
const MAILS_MAX = 100
const EVENT_TRIES_MAX = 12

type Waiting = Awaited<ReturnType<typeof findEventsToMail>>[number]

/**
 * Writes the mails of what happened, then sends what is due: for all of a merchant's at once, for a
 * mail by itself costs six questions. Run twice, it sends each once.
 */
export async function mailCustomers(services: Services): Promise<void> {
  const { directory, now } = services
  const waiting = await findEventsToMail(directory, now(), EVENTS_MAX)
  for (const [merchant_id, some] of Map.groupBy(waiting, ({ event }) => event.merchant_id)) {
    await deliverMails(services, merchant_id, await write(services, merchant_id, some))
  }
  const due = await findDueNotifications(directory, now(), MAILS_MAX)
  for (const [merchant_id, some] of Map.groupBy(due, (row) => row.merchant_id)) {
    await deliverMails(services, merchant_id, await claimMails(services, merchant_id, some))
  }
}

async function write(
  services: Services,
  merchant_id: MerchantId,
  waiting: readonly Waiting[],
): Promise<NotificationRow[]> {
  const [first] = waiting
  if (!first) return []
  try {
    return await mailEvents(
      services,
      merchant_id,
      waiting.map(({ event }) => event),
    )
  } catch (error) {
    // One that cannot be written must not stand in the way of the others: each by itself.
    if (waiting.length > 1) {
      const written = []
      for (const each of waiting) written.push(...(await write(services, merchant_id, [each])))
      return written
    }
    const { event, attempts } = first
    console.error(JSON.stringify({ event: event.id, ...describeError(error) }))
    // Nor be forgotten: later and later, then rarely.
    const wait = 2 ** Math.min(attempts, EVENT_TRIES_MAX) * MS_PER_MINUTE
    await postponeEventToMail(services.directory, event, attempts + 1, services.now() + wait)
    return []
  }
}
