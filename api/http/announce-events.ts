/**
 * Wakes the webhooks of a merchant after a write: behind the answer, and for many writes at once.
 * Who has none costs a look into this isolate's memory. Only a hint: what gets lost, the sweep of
 * every minute makes good.
 */
import { and, eq } from 'drizzle-orm'
import type { Context } from 'hono'
import type { Database } from '../../db/database'
import { webhook_endpoints } from '../../db/schema'
import type { MerchantId } from '../domain/shared/ids'
import { type Instant, MS_PER_SECOND } from '../domain/shared/time'
import type { Services } from '../services'
import type { Principal } from './auth'
import type { HonoEnv } from './router'

/** Writes gathered before the endpoints are woken. */
const GATHER_MS = 250
/** An endpoint that was set up elsewhere is known here after this time. */
const KNOWN_FOR = 30 * MS_PER_SECOND
const KNOWN_MAX = 10_000

interface Known {
  endpoint_ids: readonly string[]
  until: Instant
  /** Writes up to then are covered by a wake-up that is on its way. */
  gathered_until: Instant
}
const known = new Map<MerchantId, Known>()

/** So that a change of an endpoint through this isolate is effective at once. */
export const forgetEndpoints = (merchant_id: MerchantId) => known.delete(merchant_id)

export function announceEvents(c: Context<HonoEnv>, principal: Principal): void {
  if (!('merchant' in principal)) return
  const services = c.get('services')
  const { id } = principal.merchant
  const now = services.now()
  const remembered = known.get(id)
  if (remembered && now < remembered.gathered_until) return
  if (remembered?.endpoint_ids.length === 0 && now < remembered.until) return
  const entry = remembered ?? { endpoint_ids: [], until: 0, gathered_until: 0 }
  entry.gathered_until = now + GATHER_MS
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(id, entry)
  c.executionCtx.waitUntil(wake(services, id, entry).catch(() => undefined))
}

async function wake(services: Services, merchant_id: MerchantId, entry: Known): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, GATHER_MS))
  if (services.now() >= entry.until) {
    const rows = await selectEnabled(services.shardFor(merchant_id), merchant_id)
    entry.endpoint_ids = rows.map(({ id }) => id)
    entry.until = services.now() + KNOWN_FOR
  }
  await Promise.allSettled(
    entry.endpoint_ids.map((id) => services.webhooks(merchant_id, id).poke()),
  )
}

export const selectEnabled = (db: Database, merchant_id: MerchantId) =>
  db
    .select({ id: webhook_endpoints.id })
    .from(webhook_endpoints)
    .where(
      and(eq(webhook_endpoints.merchant_id, merchant_id), eq(webhook_endpoints.status, 'enabled')),
    )
