import { auditOf } from '../../../db/append-audit'
import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import type { Actor } from '../../domain/access/audit'
import type { Rejection } from '../../domain/rejection'
import type { MerchantId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import { forgetKeys } from '../../http/auth'
import type { Services } from '../../services'
import { type ApiKeyRow, eventOf, findApiKey, revokeApiKeyRow } from './repository'

/**
 * Ends a key, the merchant's last one included: a leaked key must be stoppable at once, and the
 * operator can create another. Again, it answers the same. This isolate knows at once, others
 * within the age of their memory.
 */
export async function revokeKey(
  services: Services,
  merchant_id: MerchantId,
  id: string,
  actor: Actor,
): Promise<Result<ApiKeyRow, Rejection>> {
  return whenOvertakenAgain(async () => {
    const existing = await findApiKey(services.directory, merchant_id, id)
    if (!existing) return err({ code: 'not_found' })
    if (existing.revoked_at !== null) return ok(existing)

    const now = services.now()
    const revoked = { ...existing, revoked_at: now, version: existing.version + 1 }
    const event = { ...eventOf('api_key.revoked', revoked, now), id: services.newId('event') }
    const entry = auditOf(event, actor, ['/revoked_at'])
    await revokeApiKeyRow(services.directory, revoked, event, entry)
    forgetKeys()
    return ok(revoked)
  })
}
