import { auditOf } from '../../../db/append-audit'
import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import { isLive, overlapEnd } from '../../domain/access/api-key'
import type { Actor } from '../../domain/access/audit'
import type { Rejection } from '../../domain/rejection'
import type { MerchantId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import { forgetKeys } from '../../http/auth'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { type Grantable, refuseGrant } from './create-key'
import { type MintedKey, mintKey } from './mint-key'
import { eventOf, findApiKey, replaceApiKey } from './repository'

/**
 * Replaces a key by a new one that may do the same. The old one goes on for the overlap, so that
 * whoever uses it can change over, and ends by itself. Asked again, because the answer was lost,
 * another one is made: the one nobody received can be revoked.
 */
export async function rollKey(
  services: Services,
  merchant_id: MerchantId,
  { id, overlap_ms }: { id: string; overlap_ms: number },
  grantable: Grantable,
  actor: Actor,
): Promise<Result<MintedKey, Rejection>> {
  return whenOvertakenAgain(async () => {
    const existing = await findApiKey(services.directory, merchant_id, id)
    if (!existing) return err({ code: 'not_found' })
    if (!isLive(existing, services.now())) throw new Problem('key_ended')
    refuseGrant(existing, grantable)

    const { kind, name, scopes, origins, rate_class } = existing
    const minted = mintKey(services, { merchant_id, kind, name, scopes, origins, rate_class })
    const now = minted.row.created_at
    const replaced = {
      ...existing,
      expires_at: overlapEnd(existing, now, overlap_ms),
      replaced_by: minted.row.id,
      version: existing.version + 1,
    }
    const created = { ...eventOf('api_key.created', minted.row), id: services.newId('event') }
    const rolled = { ...eventOf('api_key.rolled', replaced, now), id: services.newId('event') }
    await replaceApiKey(
      services.directory,
      { replaced, replacement: minted.row },
      [created, rolled],
      auditOf(rolled, actor, ['/expires_at', '/replaced_by']),
    )
    forgetKeys()
    return ok(minted)
  })
}
