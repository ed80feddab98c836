import type { MerchantId } from '../../domain/shared/ids'
import { urlRefusals } from '../../domain/webhooks/url-policy'
import { forgetEndpoints } from '../../http/announce-events'
import { Problem } from '../../http/problem'
import { newSecret, sealSecret } from '../../objects/webhook-secret'
import { type AddressSettings, refuseUrl } from '../../objects/webhook-send'
import { toWebhookEndpoint } from '../../objects/webhook-wire'
import type { Services } from '../../services'
import { countEndpoints, type EndpointRow, insertEndpoint } from './repository'
import type { CreateWebhookEndpoint } from './schemas'

const ENDPOINTS_MAX = 50

/** What creating an endpoint needs of the deployment. */
export interface WebhookSettings extends AddressSettings {
  SIGNING_SECRET: string
}

/** Sets up an endpoint, and tells its secret this once. */
export async function createEndpoint(
  services: Services,
  settings: WebhookSettings,
  merchant_id: MerchantId,
  body: CreateWebhookEndpoint,
) {
  const db = services.shardFor(merchant_id)
  await checkUrl(body.url, settings)
  if ((await countEndpoints(db, merchant_id)) >= ENDPOINTS_MAX) {
    throw new Problem('limit_reached', { extra: { limit: ENDPOINTS_MAX } })
  }
  const now = services.now()
  const secret = newSecret()
  const row: EndpointRow = {
    merchant_id,
    id: services.newId('webhook_endpoint'),
    ...body,
    status: 'enabled',
    disabled_reason: null,
    disabled_at: null,
    secrets: [{ sealed: sealSecret(settings.SIGNING_SECRET, secret), expires_at: null }],
    cursor: 0,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  const wire = toWebhookEndpoint(row, now)
  await insertEndpoint(db, row, {
    id: services.newId('event'),
    merchant_id,
    type: 'webhook_endpoint.created',
    object_type: 'webhook_endpoint',
    object_id: row.id,
    version: 1,
    data: wire,
    created_at: now,
  })
  forgetEndpoints(merchant_id)
  return { ...wire, secret }
}

/** Refuses a URL that nothing may be sent to; it is looked at again before everything sent. */
export async function checkUrl(url: string, settings: AddressSettings): Promise<void> {
  const refusal = await refuseUrl(url, settings)
  if (!refusal) return
  throw new Problem('webhook_url_refused', {
    extra: { reason: refusal },
    errors: [{ pointer: '/url', detail: urlRefusals[refusal] }],
  })
}
