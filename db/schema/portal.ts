import { sql } from 'drizzle-orm'
import {
  blob,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
} from 'drizzle-orm/sqlite-core'
import type { Language } from '../../api/domain/notifications/language'
import type { MailTemplate, MerchantMailTemplate } from '../../api/domain/notifications/template'
import type { Id, MerchantId, OrderId } from '../../api/domain/shared/ids'

/** A mailed link, by the hash of its token. `session_hash` says which session used it: one can. */
export const portal_links = sqliteTable(
  'portal_links',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    token_hash: text().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    session_hash: text(),
    created_at: integer().notNull(),
    expires_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.token_hash] }),
    index('portal_links_by_expiry').on(table.expires_at),
  ],
)

/** What a link became: whoever has the token may act on this one order until it expires. */
export const portal_sessions = sqliteTable(
  'portal_sessions',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    token_hash: text().notNull(),
    order_id: text().$type<OrderId>().notNull(),
    created_at: integer().notNull(),
    expires_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.token_hash] }),
    index('portal_sessions_by_expiry').on(table.expires_at),
  ],
)

/** How the portal and the mails of a merchant look. */
export const portal_themes = sqliteTable('portal_themes', {
  merchant_id: text().$type<MerchantId>().primaryKey(),
  accent_color: text(),
  logo: blob({ mode: 'buffer' }),
  logo_type: text().$type<'image/png' | 'image/jpeg' | 'image/webp'>(),
  language: text().$type<Language>().notNull(),
  version: integer().notNull(),
  created_at: integer().notNull(),
  updated_at: integer().notNull(),
})

/** Every mail. One per cause, template and recipient, however often its cause is looked at. */
export const notifications = sqliteTable(
  'notifications',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    id: text().$type<Id<'notification'>>().notNull(),
    /** The event it tells of; for a link, the link. */
    cause_id: text().notNull(),
    template: text().$type<MailTemplate | MerchantMailTemplate>().notNull(),
    recipient: text().notNull(),
    /** Empty when it is of no order: a mail to the merchant. */
    order_id: text().$type<OrderId | ''>().notNull(),
    language: text().$type<Language>().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    html: text().notNull(),
    status: text().$type<'pending' | 'sent' | 'failed'>().notNull(),
    attempts: integer().notNull(),
    next_attempt_at: integer().notNull(),
    error: text(),
    created_at: integer().notNull(),
    sent_at: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.id] }),
    unique('notifications_by_cause').on(
      table.merchant_id,
      table.cause_id,
      table.template,
      table.recipient,
    ),
    index('notifications_by_recipient').on(table.merchant_id, table.recipient, table.id),
    index('notifications_waiting').on(table.next_attempt_at).where(sql`status = 'pending'`),
  ],
)

/** Events that customers are to be told of, noted by a trigger, until their mails are written. */
export const events_to_mail = sqliteTable(
  'events_to_mail',
  {
    merchant_id: text().$type<MerchantId>().notNull(),
    sequence: integer().notNull(),
    attempts: integer().notNull(),
    next_attempt_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchant_id, table.sequence] }),
    index('events_to_mail_waiting').on(table.next_attempt_at, table.merchant_id, table.sequence),
  ],
)
