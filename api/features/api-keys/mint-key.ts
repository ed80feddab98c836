import { formatKey, KEY_RANDOM_LENGTH } from '../../domain/access/api-key'
import { hashKey } from '../../http/auth'
import type { Services } from '../../services'
import type { ApiKeyRow } from './repository'

/** What a key is made with; the rest follows. */
export type NewKey = Pick<ApiKeyRow, 'merchant_id' | 'kind' | 'name'> & {
  scopes: readonly string[]
  origins: readonly string[]
  rate_class?: ApiKeyRow['rate_class']
  expires_at?: ApiKeyRow['expires_at']
}

export interface MintedKey {
  key: string
  row: ApiKeyRow
}

const HINT_LENGTH = 4

/** A new key and the row that remembers it: the row cannot tell the key. */
export function mintKey(
  { newId, now }: Services,
  { scopes, origins, rate_class = 'standard', expires_at = null, ...rest }: NewKey,
): MintedKey {
  const key = randomKey(rest.kind)
  const row: ApiKeyRow = {
    id: newId('api_key'),
    ...rest,
    scopes: [...scopes],
    origins: [...origins],
    rate_class,
    hash: hashKey(key),
    hint: key.slice(-HINT_LENGTH),
    version: 1,
    created_at: now(),
    expires_at,
    last_used_at: null,
    revoked_at: null,
    replaced_by: null,
  }
  return { key, row }
}

/** Some bytes are skipped, so a few more than are needed; hardly ever that is not enough. */
function randomKey(kind: ApiKeyRow['kind']): string {
  for (;;) {
    const key = formatKey(kind, crypto.getRandomValues(new Uint8Array(KEY_RANDOM_LENGTH + 10)))
    if (key) return key
  }
}
