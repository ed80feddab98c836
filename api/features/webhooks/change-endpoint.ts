import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import type { EventType } from '../../domain/events/catalogue'
import { type Instant, MS_PER_SECOND } from '../../domain/shared/time'
import { rotateSecrets, validSecrets } from '../../domain/webhooks/message'
import { forgetEndpoints } from '../../http/announce-events'
import { Problem } from '../../http/problem'
import { newSecret, sealSecret } from '../../objects/webhook-secret'
import type { EndpointKey } from '../../objects/webhook-sync'
import { toWebhookEndpoint } from '../../objects/webhook-wire'
import type { Services } from '../../services'
import { checkUrl, type WebhookSettings } from './create-endpoint'
import { deleteEndpointRow, type EndpointRow, findEndpoint, updateEndpoint } from './repository'
import type { PatchWebhookEndpoint } from './schemas'

/** Each rotation adds one, and all of them sign until they expire. */
const SECRETS_MAX = 5

/** Reads, changes and saves the endpoint, and tells its object; a 404 when there is none. */
async function change(
  services: Services,
  key: EndpointKey,
  type: EventType,
  apply: (row: EndpointRow, now: Instant) => EndpointRow,
): Promise<EndpointRow> {
  const db = services.shardFor(key.merchant_id)
  const changed = await whenOvertakenAgain(async () => {
    const existing = await findEndpoint(db, key)
    if (!existing) throw new Problem('not_found')
    const now = services.now()
    const row = { ...apply(existing, now), version: existing.version + 1, updated_at: now }
    const event = {
      id: services.newId('event'),
      merchant_id: key.merchant_id,
      type,
      object_type: 'webhook_endpoint',
      object_id: key.id,
      version: row.version,
      data: toWebhookEndpoint(row, now),
      created_at: now,
    }
    if (type === 'webhook_endpoint.deleted') await deleteEndpointRow(db, existing, event)
    else await updateEndpoint(db, row, event)
    return row
  })
  forgetEndpoints(key.merchant_id)
  await services.webhooks(key.merchant_id, key.id).poke()
  return changed
}

/** @param check refuses a change that was made from another version */
export async function changeEndpoint(
  services: Services,
  settings: WebhookSettings,
  key: EndpointKey,
  { status, ...changes }: PatchWebhookEndpoint,
  check: (row: EndpointRow) => void,
): Promise<EndpointRow> {
  const existing = await findEndpoint(services.shardFor(key.merchant_id), key)
  if (!existing) throw new Problem('not_found')
  check(existing)
  if (changes.url !== undefined) await checkUrl(changes.url, settings)
  return change(services, key, 'webhook_endpoint.updated', (row, now) => {
    check(row)
    return { ...row, ...changes, ...statusOf(status ?? row.status, row, now) }
  })
}

/** Disabled again, an endpoint keeps the reason it has. */
function statusOf(status: EndpointRow['status'], row: EndpointRow, now: Instant) {
  if (status === 'enabled') return { status, disabled_reason: null, disabled_at: null }
  const { disabled_reason, disabled_at } = row
  return { status, disabled_reason: disabled_reason ?? 'merchant', disabled_at: disabled_at ?? now }
}

/** A new secret; those before sign beside it for a while. */
export async function rotateSecret(
  services: Services,
  { SIGNING_SECRET }: WebhookSettings,
  key: EndpointKey,
  overlap_seconds: number,
) {
  const secret = newSecret()
  const row = await change(services, key, 'webhook_endpoint.secret_rotated', (existing, now) => {
    if (overlap_seconds > 0 && validSecrets(existing.secrets, now).length >= SECRETS_MAX) {
      throw new Problem('limit_reached', { extra: { limit: SECRETS_MAX } })
    }
    const ends_at = now + overlap_seconds * MS_PER_SECOND
    const sealed = sealSecret(SIGNING_SECRET, secret)
    return { ...existing, secrets: rotateSecrets(existing.secrets, sealed, ends_at, now) }
  })
  return { ...toWebhookEndpoint(row, services.now()), secret }
}

/** Its object finds that it is gone, and forgets everything. */
export const deleteEndpoint = (
  services: Services,
  key: EndpointKey,
  check: (row: EndpointRow) => void,
): Promise<EndpointRow> =>
  change(services, key, 'webhook_endpoint.deleted', (row) => {
    check(row)
    return row
  })
