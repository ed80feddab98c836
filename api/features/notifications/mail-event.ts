import { transact } from '../../../db/database'
import type { events } from '../../../db/schema'
import { isPseudonym } from '../../domain/customers/pseudonym'
import { readLanguage } from '../../domain/notifications/language'
import { mailFor } from '../../domain/notifications/template'
import { accentFor, defaultAccent } from '../../domain/portal/theme'
import type { OrderId } from '../../domain/shared/ids'
import type { Services } from '../../services'
import { findOrder } from '../orders/repository'
import { findShopById } from '../portal/repository'
import { composeMail } from './compose-mail'
import { contentOf } from './mail-content'
import { forgetEventToMail, insertNotification, type NotificationRow } from './repository'

type EventRow = typeof events.$inferSelect

/** Writes the mail that tells a customer of an event, once, and takes the event off the list. */
export async function mailEvent(services: Services, event: EventRow): Promise<void> {
  const { merchant_id } = event
  const db = services.shardFor(merchant_id)
  const row = await compose(services, event)
  await transact(db, [...(row ? [insertNotification(db, row)] : []), forgetEventToMail(db, event)])
}

/** Nothing when the event is of no order that is still there, or of nobody’s. */
async function compose(services: Services, event: EventRow): Promise<NotificationRow | undefined> {
  const { merchant_id } = event
  const mailed = mailFor(event)
  const order_id = event.data.order_id as OrderId | undefined
  if (!mailed || !order_id) return undefined
  const { template, cause_id } = mailed
  const [shop, stored] = await Promise.all([
    findShopById(services.directory, merchant_id),
    findOrder(services.shardFor(merchant_id), merchant_id, order_id),
  ])
  if (!shop || !stored) return undefined

  const { order } = stored
  if (isPseudonym(order.email)) return undefined
  const language = readLanguage(order.metadata.locale) ?? shop.language ?? 'en'
  const { accent, on_accent } = accentFor(shop.accent_color ?? defaultAccent, 'light')
  const mail = composeMail({
    template,
    language,
    shop: { name: shop.name, accent_color: accent, on_accent_color: on_accent },
    order: { number: order.number, name: order.customer.name },
    link: `${services.public_url}/portal/${shop.slug}#number=${order.number}`,
    ...contentOf(template, stored, event),
  })
  const now = services.now()
  return {
    ...mail,
    merchant_id,
    id: services.newId('notification'),
    cause_id,
    template,
    recipient: order.email,
    order_id: order.id,
    language,
    status: 'pending',
    attempts: 0,
    next_attempt_at: now,
    error: null,
    created_at: now,
    sent_at: null,
  }
}
