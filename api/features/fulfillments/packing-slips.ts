import type { Fulfillment } from '../../domain/fulfillments/fulfillment'
import { addressLines, type PackingSlip, packingSlip } from '../../domain/fulfillments/packing-slip'
import { languageOf } from '../../domain/notifications/language'
import type { MerchantId } from '../../domain/shared/ids'
import { localDay } from '../../domain/shared/local-day'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { loadSnapshot } from '../catalog/snapshot'
import { findShopById } from '../portal/repository'
import { findFulfillments, findOrdersOf } from './repository'

/**
 * The slips of some fulfillments, in the order asked for.
 *
 * @throws Problem `not_found` naming those that are not there
 */
export async function readPackingSlips(
  services: Services,
  merchant_id: MerchantId,
  ids: readonly string[],
): Promise<PackingSlip[]> {
  const db = services.shardFor(merchant_id)
  const found = await findFulfillments(db, merchant_id, ids)
  const by_id = new Map<string, Fulfillment>(found.map((each) => [each.id, each]))
  const unknown = ids.filter((id) => !by_id.has(id))
  if (unknown.length > 0) throw new Problem('not_found', { extra: { fulfillment_ids: unknown } })
  const skus = [...new Set(found.flatMap(({ lines }) => lines.map(({ sku }) => sku)))]
  const [orders, shop, snapshot] = await Promise.all([
    findOrdersOf(db, merchant_id, found),
    findShopById(services.directory, merchant_id),
    loadSnapshot(services, merchant_id, skus),
  ])
  const titles = new Map([...snapshot.skus].map(([sku, { title }]) => [sku, title]))
  return ids.flatMap((id) => {
    const fulfillment = by_id.get(id)
    const order = fulfillment && orders.get(fulfillment.order_id)
    if (!order) return []
    const { location_id } = fulfillment
    const place = snapshot.location_by_id.get(location_id)
    const location = {
      name: place?.name ?? location_id,
      lines: place ? addressLines(place.address) : [],
    }
    const ordered_on = localDay(order.order.created_at, shop?.time_zone ?? 'UTC')
    const language = languageOf(order.order, shop)
    const sender = { language, shop: shop?.name ?? '', ordered_on, location, titles }
    return [packingSlip(order, fulfillment, sender)]
  })
}
