import { transact } from '../../../db/database'
import type { Language } from '../../domain/notifications/language'
import { accentFor, defaultAccent } from '../../domain/portal/theme'
import type { OrderId } from '../../domain/shared/ids'
import { MS_PER_MINUTE } from '../../domain/shared/time'
import { hashToken } from '../../http/customer'
import type { Services } from '../../services'
import { composeMail } from '../notifications/compose-mail'
import { insertNotification, type NotificationRow } from '../notifications/repository'
import { type Asked, findKnownOrder, readAsked } from './find-known-order'
import { newToken } from './new-token'
import { insertLink } from './session-repository'

export const LINK_MINUTES = 30

/**
 * Mails a link that signs in, if number and e-mail are right. If not, it asks, hashes and composes
 * all the same, and writes nothing.
 *
 * @returns whether there is a mail to send
 */
export async function sendLink(
  services: Services,
  slug: string,
  asked: Asked,
  { network, language }: { network: string; language: Language | undefined },
): Promise<boolean> {
  const { shop, merchant_id, number } = await readAsked(services, slug, asked)
  const attempt = { kind: 'link', subject: number, network } as const
  const verdict = await services.locks(merchant_id, number).attempt(attempt)
  const order = await findKnownOrder(services, { merchant_id, number }, asked.email)
  const found = order !== undefined && verdict.allowed

  const token = newToken()
  const now = services.now()
  const order_id: OrderId = order?.id ?? 'ord_nobody'
  const link = {
    merchant_id,
    token_hash: await hashToken(token),
    order_id,
    session_hash: null,
    created_at: now,
    expires_at: now + LINK_MINUTES * MS_PER_MINUTE,
  }
  const { accent, on_accent } = accentFor(shop?.accent_color ?? defaultAccent, 'light')
  const spoken = language ?? shop?.language ?? 'en'
  const mail = composeMail({
    template: 'magic_link',
    language: spoken,
    shop: { name: shop?.name ?? '', accent_color: accent, on_accent_color: on_accent },
    order: { number, name: order?.name ?? '' },
    lines: [],
    // Behind the #: no server, log or referrer ever sees it.
    link: `${services.public_url}/portal/${slug}/sign-in#token=${token}`,
    minutes: LINK_MINUTES,
  })
  const row: NotificationRow = {
    ...mail,
    merchant_id,
    id: services.newId('notification'),
    cause_id: link.token_hash,
    template: 'magic_link',
    recipient: order?.email ?? '',
    order_id,
    language: spoken,
    status: 'pending',
    attempts: 0,
    next_attempt_at: now,
    error: null,
    created_at: now,
    sent_at: null,
  }
  const db = services.shardFor(merchant_id)
  await transact(db, [insertLink(db, link, found), insertNotification(db, row, found)])
  return found
}
