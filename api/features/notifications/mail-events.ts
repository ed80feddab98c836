import type { events } from '../../../db/schema'
import { isPseudonym } from '../../domain/customers/pseudonym'
import { languageOf } from '../../domain/notifications/language'
import { mailFor } from '../../domain/notifications/template'
import { accentFor, defaultAccent } from '../../domain/portal/theme'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import type { Services } from '../../services'
import { findMerchant } from '../merchants/repository'
import { findOrders } from '../orders/repository'
import { findShopById } from '../portal/repository'
import { composeDisabledMail, type DisabledReason } from './compose-disabled-mail'
import { composeMail } from './compose-mail'
import { contentOf, recipientOf } from './mail-content'
import { nextTry } from './patience'
import { forgetEventToMail, insertNotification, type NotificationRow } from './repository'

type EventRow = typeof events.$inferSelect

/**
 * Writes the mails that tell customers, or the merchant, of events, each once, and takes the events
 * off the list: all in one transaction. Answers the new mails, which are the caller's for one try.
 */
export async function mailEvents(
  services: Services,
  merchant_id: MerchantId,
  events: readonly EventRow[],
): Promise<NotificationRow[]> {
  const db = services.shardFor(merchant_id)
  const world = await readWorld(services, merchant_id, events)
  const rows = events.flatMap((event) => {
    const mail = compose(services, world, event)
    return mail ? [{ ...mail, ...newMail(services, merchant_id) }] : []
  })
  const [forget, ...others] = events.map((event) => forgetEventToMail(db, event))
  if (!forget) return []
  const inserts = rows.map((row) => insertNotification(db, row))
  const answers = await db.batch([forget, ...inserts, ...others])
  const written = new Set(answers.flat().flatMap((answer) => ('id' in answer ? answer.id : [])))
  return rows.filter(({ id }) => written.has(id))
}

/** What mails are written from, read at once for all of them. */
async function readWorld(services: Services, merchant_id: MerchantId, events: readonly EventRow[]) {
  const ids = new Set(events.flatMap((event) => (mailFor(event) ? orderOf(event) : [])))
  const tells_merchant = events.some(({ type }) => type === DISABLED)
  const [shop, orders, merchant] = await Promise.all([
    ids.size > 0 ? findShopById(services.directory, merchant_id) : undefined,
    findOrders(services.shardFor(merchant_id), merchant_id, [...ids]),
    tells_merchant ? findMerchant(services.directory, merchant_id) : undefined,
  ])
  return { shop, merchant, orders: new Map(orders.map((each) => [each.order.id, each])) }
}

type World = Awaited<ReturnType<typeof readWorld>>
type Mail = Omit<NotificationRow, keyof ReturnType<typeof newMail>>

const DISABLED = 'webhook_endpoint.disabled'
const orderOf = ({ data }: EventRow): OrderId[] =>
  typeof data.order_id === 'string' ? [data.order_id as OrderId] : []

const compose = (services: Services, world: World, event: EventRow): Mail | undefined =>
  event.type === DISABLED
    ? composeDisabled(services, world, event)
    : composeForCustomer(services, world, event)

/** Nothing when the event is of no order that is still there, or of nobody’s. */
function composeForCustomer(
  services: Services,
  { shop, orders }: World,
  event: EventRow,
): Mail | undefined {
  const mailed = mailFor(event)
  const [order_id] = orderOf(event)
  const stored = order_id && orders.get(order_id)
  if (!mailed || !shop || !stored) return undefined
  const { template, cause_id } = mailed
  const { order } = stored
  if (isPseudonym(order.email)) return undefined
  const language = languageOf(order, shop)
  const { accent, on_accent } = accentFor(shop.accent_color ?? defaultAccent, 'light')
  const mail = composeMail({
    template,
    language,
    shop: { name: shop.name, accent_color: accent, on_accent_color: on_accent },
    order: { number: order.number, name: order.customer.name },
    link: `${services.public_url}/portal/${shop.slug}#number=${order.number}`,
    ...contentOf(template, stored, event, shop.time_zone),
  })
  const recipient = recipientOf(template, stored, event)
  return { ...mail, cause_id, template, recipient, order_id: order.id, language }
}

/** To the merchant; nothing when it has not said where to. */
function composeDisabled(
  services: Services,
  { merchant }: World,
  { id, data }: EventRow,
): Mail | undefined {
  if (!merchant?.contact_email) return undefined
  const { webhook_endpoint, reason } = data as unknown as DisabledWebhook
  const mail = composeDisabledMail({ ...webhook_endpoint, reason, api: services.public_url })
  const about = { template: 'webhook_disabled', language: 'en', order_id: '' } as const
  return { ...mail, ...about, cause_id: id, recipient: merchant.contact_email.toLowerCase() }
}

interface DisabledWebhook {
  webhook_endpoint: { id: string; url: string }
  reason: DisabledReason
}

/** Claimed for its first try as it is written. */
function newMail({ newId, now: clock }: Services, merchant_id: MerchantId) {
  const now = clock()
  return {
    ...({ merchant_id, id: newId('notification'), status: 'pending', attempts: 1 } as const),
    ...{ next_attempt_at: nextTry(now, 1), created_at: now, error: null, sent_at: null },
  }
}
