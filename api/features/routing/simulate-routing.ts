import type { z } from '@hono/zod-openapi'
import { encodeTime } from 'ulid'
import { toPastOrder } from '../../domain/routing/record'
import { openSimulation } from '../../domain/routing/simulation'
import { idPrefixes, type MerchantId, type OrderId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import type { Services } from '../../services'
import { loadSnapshot } from '../catalog/snapshot'
import { placesOf } from './places'
import { toSettings } from './preview-routing'
import { countRoutings, insertSimulation, listRoutings, type SimulationRow } from './repository'
import type { SimulateRoutingSchema } from './simulation-schemas'

/** Orders that one request replays; and how many are in memory at once, each with its stock. */
const ORDERS_MAX = 1_000
const PAGE = 100

/**
 * Replays the orders of a period under other rules, and keeps what came of it. Nothing else is
 * written: no order, no stock, no event.
 */
export async function simulateRouting(
  services: Services,
  merchant_id: MerchantId,
  body: z.output<typeof SimulateRoutingSchema>,
): Promise<SimulationRow> {
  const db = services.shardFor(merchant_id)
  const [placed_after, placed_before] = [body.placed_after, body.placed_before].map((time) =>
    Date.parse(time),
  ) as [Instant, Instant]
  const { rules, max_splits, min_split_value } = body
  const settings = toSettings({ rules, max_splits, min_split_value })
  if (!settings) throw new RangeError('A simulation needs rules.')
  const { locations } = await loadSnapshot(services, merchant_id, [])

  const [first, end] = [firstIdAt(placed_after), firstIdAt(placed_before)]
  const simulation = openSimulation(placesOf(locations, services.locate), settings)
  let replayed = 0
  for (let from = first; replayed < ORDERS_MAX; ) {
    const rows = await listRoutings(db, merchant_id, from, end, PAGE)
    for (const { parcels, basis } of rows) simulation.replay(toPastOrder(parcels, basis))
    replayed += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) break
    // The next id there can be.
    from = `${last.order_id}0`
  }
  const all = replayed < ORDERS_MAX ? replayed : await countRoutings(db, merchant_id, first, end)
  const row: SimulationRow = {
    merchant_id,
    id: services.newId('simulation'),
    settings,
    placed_after,
    placed_before,
    figures: { ...simulation.result(), skipped: all - replayed },
    created_at: services.now(),
  }
  await insertSimulation(db, row)
  return row
}

/** Ids begin with the time they were drawn at: no order from then on has a lower one. */
const firstIdAt = (instant: Instant): OrderId =>
  `${idPrefixes.order}_${encodeTime(Math.max(0, instant)).toLowerCase()}`
