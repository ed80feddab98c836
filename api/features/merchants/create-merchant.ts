import { auditOf } from '../../../db/append-audit'
import type { NewEvent } from '../../../db/append-event'
import { publishableScopes, scopes } from '../../domain/access/api-key'
import type { Actor } from '../../domain/access/audit'
import { changedFields } from '../../domain/access/changed-fields'
import { deriveSlug, distinguishSlug } from '../../domain/merchants/slug'
import type { Rejection } from '../../domain/rejection'
import { err, ok, type Result } from '../../domain/shared/result'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'
import { mintKey } from '../api-keys/mint-key'
import { insertApiKey } from '../api-keys/repository'
import { insertWebChannel } from '../channels/repository'
import { insertMerchant, type MerchantRow, toSettings } from './repository'
import { type CreateMerchant, retentionDefaults } from './schemas'

/** Files of the portal are served from here. */
const reservedSlugs: readonly string[] = ['api', 'assets', 'static']

/** Creates a merchant with its two keys, which are told this once, and the channel `web`. */
export async function createMerchant(
  services: Services,
  { slug, ...body }: CreateMerchant,
  actor: Actor,
) {
  if (slug !== undefined) return insertAs(services, body, actor, () => slug)
  const derived = deriveSlug(body.name)
  const first = await insertAs(services, body, actor, () => derived)
  return first.ok ? first : insertAs(services, body, actor, (id) => distinguishSlug(derived, id))
}

interface CreatedMerchant {
  merchant: MerchantRow
  secret_key: string
  publishable_key: string
}

async function insertAs(
  services: Services,
  body: Omit<CreateMerchant, 'slug'>,
  actor: Actor,
  slugFor: (id: string) => string,
): Promise<Result<CreatedMerchant, Rejection>> {
  const now = services.now()
  const merchant_id = services.newId('merchant')
  const slug = slugFor(merchant_id)
  if (reservedSlugs.includes(slug)) return err({ code: 'slug_taken' })

  const merchant: MerchantRow = {
    id: merchant_id,
    slug,
    ...body,
    retention: retentionDefaults,
    contact_email: null,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  const owned = { merchant_id, name: 'First key', origins: [] }
  const secret = mintKey(services, { ...owned, kind: 'secret', scopes })
  const publishable = mintKey(services, {
    ...owned,
    kind: 'publishable',
    scopes: publishableScopes,
  })
  const db = services.directory
  const event: NewEvent = {
    id: services.newId('event'),
    merchant_id,
    type: 'merchant.created' as const,
    object_type: 'merchant',
    object_id: merchant_id,
    version: 1,
    data: toSettings(merchant),
    created_at: now,
  }
  const changed = changedFields(undefined, event.data)
  const inserted = await insertMerchant(db, merchant, event, auditOf(event, actor, changed), [
    insertApiKey(db, secret.row),
    insertApiKey(db, publishable.row),
    insertWebChannel(db, merchant_id, now),
  ])
  if (!inserted) return err({ code: 'slug_taken' })
  return ok({ merchant, secret_key: secret.key, publishable_key: publishable.key })
}

export const toCreatedMerchant = ({ merchant, ...keys }: CreatedMerchant) => {
  const { version: _, updated_at: __, contact_email: ___, created_at, ...settings } = merchant
  const { retention: ____, ...rest } = settings
  return { ...rest, ...keys, created_at: instantToWire(created_at) }
}
