import { formatKey, KEY_RANDOM_LENGTH, type KeyKind } from '../../domain/access/api-key'
import type { MerchantId } from '../../domain/shared/ids'
import { hashKey } from '../../http/auth'
import type { Services } from '../../services'
import type { ApiKeyRow } from './repository'

interface NewKey {
  merchant_id: MerchantId
  kind: KeyKind
  name: string
  scopes: readonly string[]
  origins: readonly string[]
}

const HINT_LENGTH = 4

/** A new key and the row that remembers it: the row cannot tell the key. */
export function mintKey(
  { newId, now }: Services,
  { scopes, origins, ...rest }: NewKey,
): { key: string; row: ApiKeyRow } {
  const key = randomKey(rest.kind)
  const row: ApiKeyRow = {
    id: newId('api_key'),
    ...rest,
    scopes: [...scopes],
    origins: [...origins],
    hash: hashKey(key),
    hint: key.slice(-HINT_LENGTH),
    created_at: now(),
    revoked_at: null,
  }
  return { key, row }
}

/** Some bytes are skipped, so a few more than are needed; hardly ever that is not enough. */
function randomKey(kind: KeyKind): string {
  for (;;) {
    const key = formatKey(kind, crypto.getRandomValues(new Uint8Array(KEY_RANDOM_LENGTH + 10)))
    if (key) return key
  }
}
