import { publishableScopes } from '../../domain/access/api-key'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { mintKey } from './mint-key'
import { type ApiKeyRow, saveApiKey, toApiKey } from './repository'
import type { CreateApiKey } from './schemas'

/** Creates a key that may do at most what `grantable` lists; the key is told this once. */
export async function createKey(
  services: Services,
  merchant_id: MerchantId,
  { kind, name, origins, scopes }: CreateApiKey,
  grantable: readonly string[],
): Promise<{ key: string; row: ApiKeyRow }> {
  const possible = kind === 'publishable' ? publishableScopes : grantable
  const wanted = scopes ?? possible.filter((scope) => grantable.includes(scope))
  const lacking = wanted.filter((scope) => !grantable.includes(scope))
  if (lacking.length > 0 || wanted.length === 0) {
    const detail = `A key cannot grant what it may not do: ${(lacking.length > 0 ? lacking : possible).join(', ')}.`
    throw new Problem('scope_missing', { detail })
  }

  const minted = mintKey(services, {
    merchant_id,
    kind,
    name,
    origins,
    scopes: [...new Set(wanted)],
  })
  await saveApiKey(services.directory, minted.row, {
    id: services.newId('event'),
    merchant_id,
    type: 'api_key.created',
    object_type: 'api_key',
    object_id: minted.row.id,
    version: 1,
    data: toApiKey(minted.row),
    created_at: minted.row.created_at,
  })
  return minted
}
