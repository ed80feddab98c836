import { MS_PER_HOUR } from '../../domain/shared/time'
import { hashToken } from '../../http/customer'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { newToken } from './new-token'
import { findShop } from './repository'
import { useLink } from './session-repository'

export const SESSION_MS = MS_PER_HOUR

/** Turns a mailed link into a session, once. */
export async function openSession(services: Services, slug: string, token: string) {
  const shop = await findShop(services.directory, slug)
  if (!shop) throw new Problem('link_unknown')
  const now = services.now()
  const secret = newToken()
  const session = { hash: await hashToken(secret), expires_at: now + SESSION_MS }
  const db = services.shardFor(shop.id)
  const link = await useLink(db, shop.id, await hashToken(token), session, now)
  if (!link) throw new Problem('link_unknown')
  if (link.session_hash === null) throw new Problem('link_expired')
  if (link.session_hash !== session.hash) throw new Problem('link_used')
  return { secret, expires_at: session.expires_at }
}
