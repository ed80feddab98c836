import { auditOf } from '../../../db/append-audit'
import type { NewEvent } from '../../../db/append-event'
import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import type { Actor } from '../../domain/access/audit'
import { changedFields } from '../../domain/access/changed-fields'
import type { Rejection } from '../../domain/rejection'
import type { MerchantId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import type { Services } from '../../services'
import { deleteSkuRow, readForDelete, type SkuRow, toSku } from './repository'
import { forgetCatalog } from './snapshot'
import { isStocked } from './stock-in-use'

/** Deletes a SKU that nothing refers to any more; answers it as it was. */
export async function deleteSku(
  services: Services,
  merchant_id: MerchantId,
  sku: string,
  check: (existing: SkuRow) => void,
  actor: Actor,
): Promise<Result<SkuRow, Rejection>> {
  const db = services.shardFor(merchant_id)
  return whenOvertakenAgain(async () => {
    const { existing, in_kits, in_open_orders } = await readForDelete(db, { merchant_id, sku })
    if (!existing) return err({ code: 'not_found' })
    check(existing)
    if (in_kits) return err({ code: 'sku_in_use', used_by: 'kits' })
    if (in_open_orders) return err({ code: 'sku_in_use', used_by: 'orders' })
    if (await isStocked(services, merchant_id, sku)) {
      return err({ code: 'sku_in_use', used_by: 'stock' })
    }
    const event: NewEvent = {
      id: services.newId('event'),
      merchant_id,
      type: 'sku.deleted',
      object_type: 'sku',
      object_id: sku,
      version: existing.version + 1,
      data: toSku(existing),
      created_at: services.now(),
    }
    const changed = changedFields(event.data, {})
    await deleteSkuRow(db, existing, { event, entry: auditOf(event, actor, changed) })
    forgetCatalog(merchant_id)
    return ok(existing)
  })
}
