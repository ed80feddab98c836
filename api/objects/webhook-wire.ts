import type { webhook_endpoints } from '../../db/schema'
import type { Instant } from '../domain/shared/time'
import { validSecrets } from '../domain/webhooks/message'

const toWire = (instant: Instant) => new Date(instant).toISOString()

/** The endpoint as everybody is told of it, events included: never its secrets. */
export function toWebhookEndpoint(row: typeof webhook_endpoints.$inferSelect, now: Instant) {
  const { id, url, events, description, payload, status, disabled_reason, metadata, version } = row
  return {
    ...{ id, url, events, description, payload, status, disabled_reason },
    disabled_at: row.disabled_at === null ? null : toWire(row.disabled_at),
    secrets: validSecrets(row.secrets, now).map(({ expires_at }) => ({
      expires_at: expires_at === null ? null : toWire(expires_at),
    })),
    ...{ metadata, version },
    created_at: toWire(row.created_at),
    updated_at: toWire(row.updated_at),
  }
}
