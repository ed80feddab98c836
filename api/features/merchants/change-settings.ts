import { auditOf } from '../../../db/append-audit'
import type { NewEvent } from '../../../db/append-event'
import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import type { Actor } from '../../domain/access/audit'
import { changedFields } from '../../domain/access/changed-fields'
import type { Rejection } from '../../domain/rejection'
import type { MerchantId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import { forgetKeys } from '../../http/auth'
import type { Services } from '../../services'
import { findMerchant, type MerchantRow, toSettings, updateMerchant } from './repository'
import type { PatchSettings } from './schemas'

/**
 * Changes what a merchant may change of itself; what is absent stays.
 *
 * @param check refuses a change that was made from another version
 */
export async function changeSettings(
  services: Services,
  merchant_id: MerchantId,
  changes: PatchSettings,
  check: (merchant: MerchantRow) => void,
  actor: Actor,
): Promise<Result<MerchantRow, Rejection>> {
  return whenOvertakenAgain(async () => {
    const merchant = await findMerchant(services.directory, merchant_id)
    if (!merchant) return err({ code: 'not_found' })
    check(merchant)

    const now = services.now()
    const changed = {
      ...merchant,
      ...changes,
      retention: { ...merchant.retention, ...changes.retention },
      version: merchant.version + 1,
      updated_at: now,
    }
    const event: NewEvent = {
      id: services.newId('event'),
      merchant_id,
      type: 'merchant.updated',
      object_type: 'merchant',
      object_id: merchant_id,
      version: changed.version,
      data: toSettings(changed),
      created_at: now,
    }
    const fields = changedFields(toSettings(merchant), event.data)
    await updateMerchant(services.directory, changed, event, auditOf(event, actor, fields))
    // What is known of a key includes its merchant's time zone.
    forgetKeys()
    return ok(changed)
  })
}
