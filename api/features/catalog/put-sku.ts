import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import { recordsOfPut } from '../../../db/put-records'
import type { Actor } from '../../domain/access/audit'
import { checkComponents } from '../../domain/catalog/components'
import type { Rejection } from '../../domain/rejection'
import type { MerchantId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import { canonical } from '../../http/digest'
import type { Services } from '../../services'
import { readForPut, type SkuRow, saveSku, toSku } from './repository'
import type { PutSku } from './schemas'
import { forgetCatalog } from './snapshot'
import { isStocked } from './stock-in-use'

interface Merchant {
  id: MerchantId
  currency: string
}

/**
 * Creates the SKU, or replaces it wholly: what is absent is cleared.
 *
 * @param check refuses a change that was made from another version
 */
export async function putSku(
  services: Services,
  merchant: Merchant,
  sku: string,
  body: PutSku,
  check: (existing: SkuRow | undefined) => void,
  actor: Actor,
): Promise<Result<{ created: boolean; row: SkuRow }, Rejection>> {
  const merchant_id = merchant.id
  const db = services.shardFor(merchant_id)
  const named = body.components.map((component) => component.sku)

  return whenOvertakenAgain(async () => {
    const { existing, last_version, ...kits } = await readForPut(db, { merchant_id, sku }, named)
    const checked = checkComponents(sku, body.components, kits)
    if (!checked.ok) return checked
    check(existing)
    const becomes_kit = existing?.components.length === 0 && named.length > 0
    if (becomes_kit && (await isStocked(services, merchant_id, sku))) {
      return err({ code: 'sku_in_use', used_by: 'stock' })
    }

    const now = services.now()
    const row: SkuRow = {
      merchant_id,
      sku,
      ...toColumns(body, merchant.currency),
      version: last_version + 1,
      created_at: existing?.created_at ?? now,
      updated_at: now,
    }
    const told = recordsOfPut({
      ...{ existing, row, actor, toWire: toSku },
      event_id: services.newId('event'),
      object_type: 'sku',
      object_id: sku,
    })
    await saveSku(db, row, existing, told)
    forgetCatalog(merchant_id)
    return ok({ created: !existing, row })
  })
}

/** Whether a SKU is just as a body asks: putting it again would change nothing. */
export function isAsAsked(row: SkuRow, body: PutSku, merchant_currency: string): boolean {
  const asked: Record<string, unknown> = { ...row, ...toColumns(body, merchant_currency) }
  return canonical(asked) === canonical({ ...row })
}

function toColumns(body: PutSku, merchant_currency: string) {
  const priced = body.price !== undefined || body.cost !== undefined
  return {
    ...body,
    price: body.price ?? null,
    cost: body.cost ?? null,
    currency: body.currency ?? (priced ? merchant_currency : null),
    barcode: body.barcode ?? null,
    weight_grams: body.weight_grams ?? null,
    length_mm: body.length_mm ?? null,
    width_mm: body.width_mm ?? null,
    height_mm: body.height_mm ?? null,
    hs_code: body.hs_code ?? null,
    country_of_origin: body.country_of_origin ?? null,
    image_url: body.image_url ?? null,
  }
}
