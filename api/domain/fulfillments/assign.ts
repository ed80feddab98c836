import type { AcquiredUnits } from '../orders/acquired'
import { type Aggregate, type At, replaceById, reviseFulfillment } from '../orders/aggregate'
import type { OrderAllocation } from '../orders/order'
import type { Instant } from '../shared/time'
import type { Fulfillment, FulfillmentLine } from './fulfillment'
import { mergeLines } from './lines'
import { newFulfillment, type Replaced, timesOf } from './plan-fulfillments'

/**
 * Gives lines of an order the units that were acquired for them, in the order of the lines; what
 * goes short stays missing. Units join a work order of their location that nobody has begun.
 */
export function assignUnits(
  aggregate: Aggregate,
  wanted: readonly FulfillmentLine[],
  { attempt_id, of_sku }: AcquiredUnits,
  at: At,
  replaced: Replaced | null = null,
): { aggregate: Aggregate; missing: FulfillmentLine[] } {
  const { order, lines } = aggregate
  const pool = new Map([...of_sku].map(([sku, units]) => [sku, units.map((unit) => ({ ...unit }))]))
  const by_location = new Map<string, FulfillmentLine[]>()
  const allocations: OrderAllocation[] = []
  const missing: FulfillmentLine[] = []
  for (const line of wanted) {
    const position = lines.find(({ id }) => id === line.line_id)?.position
    let open = line.quantity
    for (const unit of pool.get(line.sku) ?? []) {
      const quantity = Math.min(open, unit.quantity)
      if (quantity === 0 || position === undefined) continue
      open -= quantity
      unit.quantity -= quantity
      const { location_id } = unit
      const here = by_location.get(location_id) ?? []
      by_location.set(location_id, mergeLines(here, [{ ...line, quantity }]))
      const { merchant_id, id: order_id } = order
      const place = { merchant_id, order_id, position, sku: line.sku, location_id, attempt_id }
      allocations.push({ ...place, quantity, quantity_dispatched: 0 })
    }
    if (open > 0) missing.push({ ...line, quantity: open })
  }
  const after = [...by_location].reduce<Aggregate>(
    (all, [location_id, units]) => addWork(all, location_id, units, at, replaced),
    { ...aggregate, allocations: [...aggregate.allocations, ...mergeRows(allocations)] },
  )
  return { aggregate: after, missing }
}

/** Units that an order has at locations beside those it had, as work: with what nobody has begun. */
export function joinWork(
  aggregate: Aggregate,
  allocations: readonly OrderAllocation[],
  at: At,
): Aggregate {
  const by_location = Map.groupBy(allocations, ({ location_id }) => location_id)
  return [...by_location].reduce<Aggregate>((all, [location_id, rows]) => {
    const units = rows.flatMap(({ position, sku, quantity }): FulfillmentLine[] => {
      const line_id = all.lines.find((line) => line.position === position)?.id
      return line_id === undefined ? [] : [{ line_id, sku, quantity }]
    })
    return addWork(all, location_id, mergeLines([], units), at, null)
  }, aggregate)
}

/** Two lines of one request may take of the same units for the same line. */
function mergeRows(rows: readonly OrderAllocation[]): OrderAllocation[] {
  const groups = Map.groupBy(rows, ({ position, sku, location_id }) =>
    [position, sku, location_id].join(' '),
  )
  return [...groups.values()].flatMap(([first, ...more]) =>
    first
      ? [{ ...first, quantity: more.reduce((sum, row) => sum + row.quantity, first.quantity) }]
      : [],
  )
}

const earlier = (one: Instant | null, other: Instant | null) =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

const isUntouched = ({ status, held_from }: Fulfillment) =>
  status === 'open' || (status === 'on_hold' && held_from === 'open')

function addWork(
  aggregate: Aggregate,
  location_id: string,
  units: readonly FulfillmentLine[],
  at: At,
  replaced: Replaced | null,
): Aggregate {
  const { lines, fulfillments } = aggregate
  // An exchange may wait for what its order does not: they leave apart.
  const return_id = replaced?.details.return_id
  const there = fulfillments.find(
    (each) =>
      each.location_id === location_id &&
      isUntouched(each) &&
      !each.details.split_from &&
      each.details.return_id === return_id,
  )
  if (!there) {
    const fresh = newFulfillment(aggregate, location_id, units, at, replaced)
    return { ...aggregate, fulfillments: [...fulfillments, fresh] }
  }
  const merged = mergeLines(there.lines, units)
  const revised = reviseFulfillment(there, at.now, {
    lines: merged,
    ...timesOf(lines, merged, earlier(there.ship_by, replaced?.ship_by ?? null)),
  })
  return { ...aggregate, fulfillments: replaceById(fulfillments, revised) }
}
