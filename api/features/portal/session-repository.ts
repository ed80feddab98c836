import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { portal_links, portal_sessions } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'

type LinkRow = typeof portal_links.$inferSelect

const FORGOTTEN_MAX = 1_000

/** A new link, for a batch; with `exists` false it writes nothing, and asks the same. */
export const insertLink = (db: Database, row: LinkRow, exists: boolean) =>
  db.insert(portal_links).select(
    sql`SELECT ${row.merchant_id}, ${row.token_hash}, ${row.order_id}, ${row.session_hash},
      ${row.created_at}, ${row.expires_at} WHERE ${exists ? 1 : 0}`,
  )

/**
 * Turns a link into a session, if it is the first to use it. The link as it then is: another
 * session's hash says that it was used before.
 */
export async function useLink(
  db: Database,
  merchant_id: MerchantId,
  token_hash: string,
  session: { hash: string; expires_at: Instant },
  now: Instant,
): Promise<LinkRow | undefined> {
  const is_link = and(
    eq(portal_links.merchant_id, merchant_id),
    eq(portal_links.token_hash, token_hash),
  )
  const [, , [link]] = await db.batch([
    db
      .update(portal_links)
      .set({ session_hash: session.hash })
      .where(
        and(
          is_link,
          sql`${portal_links.session_hash} IS NULL AND ${portal_links.expires_at} > ${now}`,
        ),
      ),
    db.insert(portal_sessions).select(
      sql`SELECT ${merchant_id}, ${session.hash}, ${portal_links.order_id}, ${now}, ${session.expires_at}
        FROM ${portal_links} WHERE ${is_link} AND ${portal_links.session_hash} = ${session.hash}`,
    ),
    db.select().from(portal_links).where(is_link),
  ])
  return link
}

export const endSession = (db: Database, merchant_id: MerchantId, token_hash: string) =>
  db
    .delete(portal_sessions)
    .where(
      and(eq(portal_sessions.merchant_id, merchant_id), eq(portal_sessions.token_hash, token_hash)),
    )

export const forgetLinks = (db: Database, expired_before: Instant) =>
  db.delete(portal_links).where(
    sql`(merchant_id, token_hash) IN (SELECT merchant_id, token_hash FROM ${portal_links}
      WHERE ${portal_links.expires_at} < ${expired_before} LIMIT ${FORGOTTEN_MAX})`,
  )

export const forgetSessions = (db: Database, expired_before: Instant) =>
  db.delete(portal_sessions).where(
    sql`(merchant_id, token_hash) IN (SELECT merchant_id, token_hash FROM ${portal_sessions}
      WHERE ${portal_sessions.expires_at} < ${expired_before} LIMIT ${FORGOTTEN_MAX})`,
  )
