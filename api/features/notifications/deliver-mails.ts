import { transact } from '../../../db/database'
import type { MerchantId } from '../../domain/shared/ids'
import { inParallel } from '../../http/in-parallel'
import { describeError } from '../../http/log'
import type { Services } from '../../services'
import { findShopById } from '../portal/repository'
import { isLastTry, nextTry } from './patience'
import { claimNotification, type NotificationRow, saveOutcome } from './repository'

const AT_ONCE = 5

/** Those of a merchant's mails that nobody else is about to send: the caller's for one try. */
export async function claimMails(
  services: Services,
  merchant_id: MerchantId,
  rows: readonly NotificationRow[],
): Promise<NotificationRow[]> {
  const db = services.shardFor(merchant_id)
  const now = services.now()
  const [first, ...rest] = rows.map((row) =>
    claimNotification(db, row, nextTry(now, row.attempts + 1)),
  )
  if (!first) return []
  const answers = await db.batch([first, ...rest])
  return rows
    .filter((_, index) => answers[index]?.length)
    .map((row) => ({ ...row, attempts: row.attempts + 1 }))
}

/** Hands a merchant's claimed mails to the mailer, and keeps how that ended. */
export async function deliverMails(
  services: Services,
  merchant_id: MerchantId,
  rows: readonly NotificationRow[],
): Promise<void> {
  if (rows.length === 0) return
  const db = services.shardFor(merchant_id)
  const shop = await findShopById(services.directory, merchant_id)
  const outcomes = await inParallel(rows, AT_ONCE, (row) =>
    deliver(services, row, shop?.name ?? ''),
  )
  await transact(
    db,
    outcomes.map((outcome, index) => saveOutcome(db, rows[index] as NotificationRow, outcome)),
  )
}

async function deliver(
  { mailer, now }: Services,
  row: NotificationRow,
  from_name: string,
): Promise<Partial<NotificationRow>> {
  const { id, recipient: to, subject, text, html } = row
  try {
    const handed = await mailer.send({ id, from_name, to, subject, text, html })
    if (handed.type === 'refused') return { status: 'failed', error: handed.reason }
    return { status: 'sent', sent_at: now(), ...kept(mailer.readable, row) }
  } catch (error) {
    const reason = describeError(error)
    console.error(JSON.stringify({ notification: id, ...reason }))
    const failed = { error: String(reason.message).slice(0, 200) }
    return isLastTry(row.attempts) ? { status: 'failed', ...failed } : failed
  }
}

/** A link that signs in is the customer's alone, once it is on its way to them. */
const kept = (readable: boolean, { template }: NotificationRow) =>
  template === 'magic_link' && !readable ? { text: '', html: '' } : {}
