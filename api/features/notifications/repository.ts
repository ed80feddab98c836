import { and, desc, eq, lt, lte, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { idAt } from '../../../db/id-at'
import { events, events_to_mail, notifications } from '../../../db/schema'
import type { MerchantId, NotificationId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import { instantToWire } from '../../http/schemas'
import type { Notification } from './schemas'

export type NotificationRow = typeof notifications.$inferSelect

/** Newest first, below the last id of the page before; one more than `limit`. */
export const listNotifications = (
  db: Database,
  merchant_id: MerchantId,
  to: string | undefined,
  before: NotificationId | undefined,
  limit: number,
) =>
  db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.merchant_id, merchant_id),
        to === undefined ? undefined : eq(notifications.recipient, to.trim().toLowerCase()),
        before && lt(notifications.id, before),
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(limit + 1)

/**
 * A new mail, for a batch; answers its id. One that is there for the same cause stays as it is; with
 * `exists` false it writes nothing, and asks the same.
 */
export const insertNotification = (db: Database, row: NotificationRow, exists = true) =>
  db
    .insert(notifications)
    .select(
      sql`SELECT ${row.merchant_id}, ${row.id}, ${row.cause_id}, ${row.template}, ${row.recipient},
        ${row.order_id}, ${row.language}, ${row.subject}, ${row.text}, ${row.html}, ${row.status},
        ${row.attempts}, ${row.next_attempt_at}, ${row.error}, ${row.created_at}, ${row.sent_at}
        WHERE ${exists ? 1 : 0}`,
    )
    .onConflictDoNothing()
    .returning({ id: notifications.id })

/** The events that wait for their mails, those that wait longest first. */
export const findEventsToMail = (db: Database, now: Instant, limit: number) =>
  db
    .select({ event: events, attempts: events_to_mail.attempts })
    .from(events_to_mail)
    .innerJoin(
      events,
      and(
        eq(events.merchant_id, events_to_mail.merchant_id),
        eq(events.sequence, events_to_mail.sequence),
      ),
    )
    .where(lte(events_to_mail.next_attempt_at, now))
    .orderBy(events_to_mail.next_attempt_at, events_to_mail.merchant_id, events_to_mail.sequence)
    .limit(limit)

type EventKey = Pick<typeof events.$inferSelect, 'merchant_id' | 'sequence'>

const isEvent = ({ merchant_id, sequence }: EventKey) =>
  and(eq(events_to_mail.merchant_id, merchant_id), eq(events_to_mail.sequence, sequence))

export const forgetEventToMail = (db: Database, event: EventKey) =>
  db.delete(events_to_mail).where(isEvent(event))

export const postponeEventToMail = (db: Database, event: EventKey, attempts: number, at: Instant) =>
  db.update(events_to_mail).set({ attempts, next_attempt_at: at }).where(isEvent(event))

/** Mails that are due. */
export const findDueNotifications = (db: Database, now: Instant, limit: number) =>
  db
    .select()
    .from(notifications)
    .where(sql`${notifications.status} = 'pending' AND ${notifications.next_attempt_at} <= ${now}`)
    .orderBy(notifications.next_attempt_at)
    .limit(limit)

/** Takes a mail for one try until `until`; answers nothing when somebody else has it. */
export const claimNotification = (db: Database, row: NotificationRow, until: Instant) =>
  db
    .update(notifications)
    .set({ attempts: row.attempts + 1, next_attempt_at: until })
    .where(
      and(
        eq(notifications.merchant_id, row.merchant_id),
        eq(notifications.id, row.id),
        eq(notifications.status, 'pending'),
        eq(notifications.attempts, row.attempts),
      ),
    )
    .returning({ id: notifications.id })

export const saveOutcome = (
  db: Database,
  { merchant_id, id }: NotificationRow,
  outcome: Partial<NotificationRow>,
) =>
  db
    .update(notifications)
    .set(outcome)
    .where(and(eq(notifications.merchant_id, merchant_id), eq(notifications.id, id)))

/** The oldest of a merchant's mails: their ids are in the order of their age. */
export const forgetNotifications = (
  db: Database,
  merchant_id: MerchantId,
  created_before: Instant,
  limit: number,
) =>
  db.delete(notifications).where(
    sql`${notifications.merchant_id} = ${merchant_id} AND ${notifications.id} IN (
      SELECT ${notifications.id} FROM ${notifications}
      WHERE ${notifications.merchant_id} = ${merchant_id}
        AND ${notifications.id} < ${idAt('notification', created_before)}
      ORDER BY ${notifications.id} LIMIT ${limit})`,
  )

export const toNotification = (row: NotificationRow): Notification => ({
  id: row.id,
  template: row.template,
  order_id: row.order_id || null,
  to: row.recipient,
  language: row.language,
  subject: row.subject,
  text: row.text,
  html: row.html,
  status: row.status,
  error: row.error,
  created_at: instantToWire(row.created_at),
  sent_at: row.sent_at === null ? null : instantToWire(row.sent_at),
})
