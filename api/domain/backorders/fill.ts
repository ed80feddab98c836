import { assignUnits } from '../fulfillments/assign'
import type { FulfillmentLine } from '../fulfillments/fulfillment'
import type { AcquiredUnits } from '../orders/acquired'
import type { Aggregate, At, Change } from '../orders/aggregate'
import { orderEvent } from '../orders/events'
import { ok, type Result } from '../shared/result'
import { missingUnits, withoutStockHold } from './missing'

/** What an order waits for of one SKU, as lines of it. */
export const waitingFor = (aggregate: Aggregate, sku: string): FulfillmentLine[] =>
  missingUnits(aggregate).flatMap((each) => {
    const line_id = aggregate.lines.find(({ position }) => position === each.position)?.id
    if (each.sku !== sku || line_id === undefined) return []
    return [{ line_id, sku, quantity: each.quantity }]
  })

/** Gives an order the units it waited for; with the last of them it need not wait for stock. */
export function fillBackorder(
  aggregate: Aggregate,
  sku: string,
  units: AcquiredUnits,
  at: At,
): Result<Change, never> {
  const waiting = waitingFor(aggregate, sku)
  const { aggregate: filled } = assignUnits(aggregate, waiting, units, at)
  const complete = missingUnits(filled).length === 0
  const got = (units.of_sku.get(sku) ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
  if (got === 0) return ok({ aggregate, events: [], tasks: [] })
  const after = withoutStockHold(filled)
  return ok({
    aggregate: after,
    events: [orderEvent('order.backorder_filled', after.order, { sku, quantity: got, complete })],
    tasks: [],
  })
}
