import type { z } from '@hono/zod-openapi'
import type { Allocation } from '../../domain/inventory/task'
import { waitingUnits } from '../../domain/orders/units'
import { needsOf, remainingNeeds } from '../../domain/routing/needs'
import type { OrderRouting } from '../../domain/routing/record'
import type { Unroutable } from '../../domain/routing/routing'
import type { RoutingSettings } from '../../domain/routing/rule'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import type { Result } from '../../domain/shared/result'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { planCart } from '../catalog/plan-cart'
import { loadSnapshot } from '../catalog/snapshot'
import { findOrder } from '../orders/repository'
import { readLevels, withOwnUnits } from './live-levels'
import { planUnits } from './plan-units'
import type { PreviewOrderRoutingSchema, PreviewRoutingSchema } from './schemas'

interface Viewer {
  id: MerchantId
  time_zone: string
}

/** How a cart would be routed now. Nothing is held by it, and nothing promised. */
export async function previewRouting(
  services: Services,
  { id: merchant_id, time_zone }: Viewer,
  body: z.output<typeof PreviewRoutingSchema>,
): Promise<OrderRouting> {
  const codes = body.lines.map(({ sku }) => sku)
  const snapshot = await loadSnapshot(services, merchant_id, codes, body.channel)
  if (!snapshot.channel) {
    throw new Problem('unknown_channel', { detail: `No channel ${body.channel}.` })
  }
  const wanted = body.lines.map((line) => ({ ...line, location_id: body.pickup_at }))
  const { parts } = planCart(snapshot, wanted)
  const values = body.lines.map(({ unit_price, quantity }) => unit_price * quantity)
  const needs = needsOf(parts, values, (sku) => snapshot.skus.get(sku)?.weight_grams)
  const levels = await readLevels(
    services,
    merchant_id,
    needs.map(({ sku }) => sku),
  )
  return planned(
    await planUnits(
      services,
      {
        ...{ merchant_id, time_zone, snapshot, needs },
        destination: body.destination ?? null,
        pickup_at: body.pickup_at,
        shipping_service: body.shipping_service ?? null,
        settings: toSettings(body.settings),
      },
      levels,
    ),
  )
}

/** How what has not left of an order would be routed now, its own units among what is there. */
export async function previewOrderRouting(
  services: Services,
  { id: merchant_id, time_zone }: Viewer,
  order_id: OrderId,
  body: z.output<typeof PreviewOrderRoutingSchema>,
): Promise<OrderRouting> {
  const aggregate = await findOrder(services.shardFor(merchant_id), merchant_id, order_id)
  if (!aggregate) throw new Problem('not_found')
  const { order } = aggregate
  const waiting = waitingUnits(aggregate)
  const skus = [...new Set(waiting.map(({ sku }) => sku))]
  const snapshot = await loadSnapshot(services, merchant_id, skus, order.channel)
  const levels = await readLevels(services, merchant_id, skus)
  return planned(
    await planUnits(
      services,
      {
        ...{ merchant_id, time_zone, snapshot },
        needs: remainingNeeds(aggregate, (sku) => snapshot.skus.get(sku)?.weight_grams),
        destination: order.shipping_address,
        pickup_at: order.delivery.method === 'pickup' ? order.delivery.location_id : undefined,
        shipping_service: order.shipping_service,
        settings: toSettings(body.settings),
        serving: new Set(waiting.map(({ location_id }) => location_id)),
      },
      withOwnUnits(levels, ownUnits(waiting)),
    ),
  )
}

function ownUnits(waiting: ReturnType<typeof waitingUnits>): Map<string, Allocation[]> {
  const by_sku = Map.groupBy(waiting, ({ sku }) => sku)
  return new Map(
    [...by_sku].map(([sku, units]) => [
      sku,
      units.map(({ location_id, quantity }) => ({ location_id, quantity })),
    ]),
  )
}

/** The rules of a request, in the words of the domain; undefined: the merchant's own. */
export const toSettings = (
  settings: z.output<typeof PreviewOrderRoutingSchema>['settings'],
): RoutingSettings | undefined =>
  settings && {
    rules: settings.rules,
    max_splits: settings.max_splits ?? null,
    min_split_value: settings.min_split_value ?? null,
  }

function planned(result: Result<OrderRouting, Unroutable>): OrderRouting {
  if (result.ok) return result.value
  const { because, shortages, dropped } = result.error
  if (because === 'stock') {
    throw new Problem('insufficient_stock', { extra: { shortages, dropped } })
  }
  throw new Problem('unroutable', { extra: { dropped } })
}
