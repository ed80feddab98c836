/** Who a customer is: the holder of a session, which is good for one order of one merchant. */
import { and, eq, gt } from 'drizzle-orm'
import type { Context } from 'hono'
import type { Database } from '../../db/database'
import { merchants, portal_sessions } from '../../db/schema'
import type { MerchantId, OrderId } from '../domain/shared/ids'
import type { Instant } from '../domain/shared/time'
import { Problem } from './problem'
import type { HonoEnv } from './router'

export interface Customer {
  kind: 'customer'
  merchant: { id: MerchantId; slug: string; time_zone: string }
  order_id: OrderId
  session_hash: string
}

/** Of links and sessions: only hashes are stored. */
export async function hashToken(token: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return Buffer.from(hash).toString('base64url')
}

/** One per shop, so that signing in at one leaves the other alone. */
export const cookieName = (slug: string) => `__Host-portal-${slug}`

/**
 * The holder of the session's cookie. Browsers send it from pages of this site only
 * (`SameSite=Strict`); what changes something must come from this very origin, too.
 */
export async function authenticateCustomer(c: Context<HonoEnv>): Promise<Customer> {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') refuseOtherOrigins(c)
  const slug = c.req.param('merchant_slug') ?? ''
  const token = readCookie(c.req.raw.headers.get('cookie'), cookieName(slug))
  const { directory, shardFor, now } = c.get('services')
  const merchant = token && (await findMerchant(directory, slug))
  if (!merchant) throw new Problem('session_missing')
  const hash = await hashToken(token)
  const session = await findSession(shardFor(merchant.id), merchant.id, hash, now())
  if (!session) throw new Problem('session_missing')
  return { kind: 'customer', merchant, order_id: session.order_id, session_hash: hash }
}

/** Browsers name the origin of every request that may change something; scripts name none. */
export function refuseOtherOrigins(c: Context<HonoEnv>): void {
  const { headers } = c.req.raw
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  const own = [new URL(c.req.url).origin, c.get('services').public_url]
  const is_foreign = origin !== null && !own.includes(origin)
  const is_cross_site = site !== null && site !== 'same-origin' && site !== 'none'
  if (is_foreign || is_cross_site) throw new Problem('cross_site_request')
}

function readCookie(header: string | null, name: string): string {
  for (const pair of header?.split(';') ?? []) {
    const [key, value = ''] = pair.trim().split('=')
    if (key === name) return value
  }
  return ''
}

const findMerchant = (db: Database, slug: string) =>
  db
    .select({ id: merchants.id, slug: merchants.slug, time_zone: merchants.time_zone })
    .from(merchants)
    .where(eq(merchants.slug, slug))
    .then(([row]) => row)

const findSession = (db: Database, merchant_id: MerchantId, hash: string, now: Instant) =>
  db
    .select({ order_id: portal_sessions.order_id })
    .from(portal_sessions)
    .where(
      and(
        eq(portal_sessions.merchant_id, merchant_id),
        eq(portal_sessions.token_hash, hash),
        gt(portal_sessions.expires_at, now),
      ),
    )
    .then(([row]) => row)
