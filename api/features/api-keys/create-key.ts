import { auditOf } from '../../../db/append-audit'
import { mayGrantRate, publishableScopes, type RateClass } from '../../domain/access/api-key'
import type { Actor } from '../../domain/access/audit'
import { changedFields } from '../../domain/access/changed-fields'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { type MintedKey, mintKey } from './mint-key'
import { eventOf, saveApiKey } from './repository'
import type { CreateApiKey } from './schemas'

/** What a key may pass on: what it may do itself. */
export interface Grantable {
  scopes: readonly string[]
  rate_class: RateClass
}

/** Creates a key that may do at most what is grantable; the key is told this once. */
export async function createKey(
  services: Services,
  merchant_id: MerchantId,
  { kind, name, origins, scopes, rate_class, expires_at }: CreateApiKey,
  grantable: Grantable,
  actor: Actor,
): Promise<MintedKey> {
  const possible = kind === 'publishable' ? publishableScopes : grantable.scopes
  const wanted = scopes ?? possible.filter((scope) => grantable.scopes.includes(scope))
  refuseGrant({ scopes: wanted.length > 0 ? wanted : possible, rate_class }, grantable)

  const minted = mintKey(services, {
    merchant_id,
    kind,
    name,
    origins,
    scopes: [...new Set(wanted)],
    rate_class,
    expires_at: expires_at ?? null,
  })
  const event = { ...eventOf('api_key.created', minted.row), id: services.newId('event') }
  const changed = changedFields(undefined, event.data)
  await saveApiKey(services.directory, minted.row, event, auditOf(event, actor, changed))
  return minted
}

/** A 403 when a key would get more than the one it comes from has. */
export function refuseGrant(wanted: Grantable, own: Grantable): void {
  const lacking = wanted.scopes.filter((scope) => !own.scopes.includes(scope))
  if (lacking.length > 0) {
    const detail = `A key cannot grant what it may not do: ${lacking.join(', ')}.`
    throw new Problem('scope_missing', { detail })
  }
  if (!mayGrantRate(own.rate_class, wanted.rate_class)) throw new Problem('rate_class_not_allowed')
}
