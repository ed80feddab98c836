import { transact } from '../../../db/database'
import type { events } from '../../../db/schema'
import { isPseudonym } from '../../domain/customers/pseudonym'
import { readLanguage } from '../../domain/notifications/language'
import { mailFor } from '../../domain/notifications/template'
import { accentFor, defaultAccent } from '../../domain/portal/theme'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import type { Services } from '../../services'
import { findMerchant } from '../merchants/repository'
import { findOrder } from '../orders/repository'
import { findShopById } from '../portal/repository'
import { composeDisabledMail, type DisabledReason } from './compose-disabled-mail'
import { composeMail } from './compose-mail'
import { contentOf } from './mail-content'
import { forgetEventToMail, insertNotification, type NotificationRow } from './repository'

type EventRow = typeof events.$inferSelect

/** Writes the mail that tells a customer, or the merchant, of an event, once, and takes the event off the list. */
export async function mailEvent(services: Services, event: EventRow): Promise<void> {
  const { merchant_id } = event
  const db = services.shardFor(merchant_id)
  const row = await (event.type === 'webhook_endpoint.disabled'
    ? composeDisabled(services, event)
    : compose(services, event))
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
  const about = { cause_id, template, recipient: order.email, order_id: order.id, language }
  return { ...mail, ...about, ...newMail(services, merchant_id) }
}

/** To the merchant; nothing when it has not said where to. */
async function composeDisabled(
  services: Services,
  { id, merchant_id, data }: EventRow,
): Promise<NotificationRow | undefined> {
  const merchant = await findMerchant(services.directory, merchant_id)
  if (!merchant?.contact_email) return undefined
  const { webhook_endpoint, reason } = data as unknown as DisabledWebhook
  const mail = composeDisabledMail({ ...webhook_endpoint, reason, api: services.public_url })
  const about = { template: 'webhook_disabled', language: 'en', order_id: '' } as const
  const recipient = merchant.contact_email.toLowerCase()
  return { ...mail, ...about, cause_id: id, recipient, ...newMail(services, merchant_id) }
}

interface DisabledWebhook {
  webhook_endpoint: { id: string; url: string }
  reason: DisabledReason
}

function newMail({ newId, now: clock }: Services, merchant_id: MerchantId) {
  const now = clock()
  return {
    ...({ merchant_id, id: newId('notification'), status: 'pending', attempts: 0 } as const),
    ...{ next_attempt_at: now, created_at: now, error: null, sent_at: null },
  }
}
