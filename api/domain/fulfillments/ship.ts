import { type Aggregate, type At, type Change, reviseFulfillment } from '../orders/aggregate'
import { takeUnits, unitsOf } from '../orders/units'
import { ok, type Result } from '../shared/result'
import type { Fulfillment, FulfillmentLine, Package } from './fulfillment'
import { checkReleased, type NamedLine, resolveLines, withoutLines } from './lines'
import { newFulfillment, timesOf } from './plan-fulfillments'
import type { FulfillmentRejection } from './rejection'
import { moveFulfillment } from './status'
import { type FulfillmentId, fulfillmentOf, withFulfillment } from './work'

export interface Shipment {
  carrier: string
  service: string | null
  tracking_number: string | null
  tracking_url: string | null
  /** Null: everything. */
  lines: readonly NamedLine[] | null
}

/**
 * Sends a fulfillment, or part of it: the part is what it becomes, and the rest goes on as another
 * one. The units leave the shelf now, which nobody else notices: they were never available.
 */
export function ship(
  aggregate: Aggregate,
  id: FulfillmentId,
  { lines, ...parcel }: Shipment,
  at: At,
): Result<Change, FulfillmentRejection> {
  const fulfillment = fulfillmentOf(aggregate, id)
  const moved = moveFulfillment(fulfillment, 'shipped')
  if (!moved.ok) return moved
  const sent = lines ? resolveLines(aggregate, fulfillment, lines) : ok([...fulfillment.lines])
  if (!sent.ok) return sent
  const released = checkReleased(aggregate, sent.value, at.now)
  if (!released.ok) return released

  const units = unitsOf({ ...fulfillment, lines: sent.value })
  const { allocations, tasks } = takeUnits(aggregate, 'dispatch', units)
  const rest = withoutLines(fulfillment.lines, sent.value)
  const shipped = reviseFulfillment(fulfillment, at.now, {
    status: moved.value,
    lines: sent.value,
    ...timesOf(aggregate.lines, sent.value, fulfillment.ship_by),
    packages: packagesOf(fulfillment, sent.value),
    tracking: { ...parcel, status: 'pre_transit', events: [] },
  })
  const after = withFulfillment({ ...aggregate, allocations }, shipped)
  const fulfillments =
    rest.length > 0
      ? [...after.fulfillments, remainder(aggregate, fulfillment, rest, at)]
      : after.fulfillments
  return ok({ aggregate: { ...after, fulfillments }, events: [], tasks })
}

/** What stays behind is where it was, but in no parcel any more. */
function remainder(
  aggregate: Aggregate,
  whole: Fulfillment,
  rest: readonly FulfillmentLine[],
  at: At,
): Fulfillment {
  const { location_id, status, pick_list_id, id } = whole
  const fresh = newFulfillment(aggregate, location_id, rest, at, whole)
  const state = status === 'packed' ? 'picking' : status
  return {
    ...fresh,
    status: state,
    pick_list_id,
    details: { ...fresh.details, split_from: id },
    milestones: { ...fresh.milestones, [state]: at.now },
  }
}

function packagesOf(
  { packages }: Fulfillment,
  sent: readonly FulfillmentLine[],
): readonly Package[] {
  let left = sent
  return packages.flatMap((each) => {
    const lines = each.lines.flatMap((line) => {
      const here = left.find(({ line_id, sku }) => line_id === line.line_id && sku === line.sku)
      const quantity = Math.min(line.quantity, here?.quantity ?? 0)
      return quantity > 0 ? [{ ...line, quantity }] : []
    })
    left = withoutLines(left, lines)
    return lines.length > 0 ? [{ ...each, lines }] : []
  })
}
