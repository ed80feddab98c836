import { MS_PER_MINUTE } from '../../domain/shared/time'
import { describeError } from '../../http/log'
import type { Services } from '../../services'
import { findShopById } from '../portal/repository'
import { claimNotification, type NotificationRow, saveOutcome } from './repository'

/**
 * Minutes until the next try. All of them fit into the 24 hours for which a provider knows a mail
 * by its id, so that a try whose answer was lost is never delivered a second time.
 */
const patience = [1, 5, 15, 60, 180, 360, 480]

/** Hands one mail to the mailer, whoever else is about to do the same. */
export async function deliverMail(services: Services, row: NotificationRow): Promise<void> {
  const { mailer, now } = services
  const db = services.shardFor(row.merchant_id)
  const wait = patience[row.attempts]
  if (!(await claimNotification(db, row, now() + (wait ?? 1) * MS_PER_MINUTE))) return
  try {
    const shop = await findShopById(services.directory, row.merchant_id)
    const { id, recipient: to, subject, text, html } = row
    const mail = { id, from_name: shop?.name ?? '', to, subject, text, html }
    const handed = await mailer.send(mail)
    if (handed.type === 'refused') {
      await saveOutcome(db, row, { status: 'failed', error: handed.reason })
      return
    }
    await saveOutcome(db, row, { status: 'sent', sent_at: now(), ...kept(services, row) })
  } catch (error) {
    const reason = describeError(error)
    console.error(JSON.stringify({ notification: row.id, ...reason }))
    const failed = { error: String(reason.message).slice(0, 200) }
    await saveOutcome(db, row, wait === undefined ? { status: 'failed', ...failed } : failed)
  }
}

/** A link that signs in is the customer's alone, once it is on its way to them. */
const kept = ({ mailer }: Services, { template }: NotificationRow) =>
  template === 'magic_link' && !mailer.readable ? { text: '', html: '' } : {}
