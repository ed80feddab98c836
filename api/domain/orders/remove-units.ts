import { missingUnits, withoutStockHold } from '../backorders/missing'
import type { Fulfillment } from '../fulfillments/fulfillment'
import { partsOf } from '../fulfillments/lines'
import { slice } from '../refunds/slices'
import type { OrderLineId } from '../shared/ids'
import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'
import { unitsByLine } from '../shared/units-by-line'
import { type Aggregate, replaceById, reviseFulfillment, type TaskDraft } from './aggregate'
import { unitsWanted } from './derive'
import type { OrderLine } from './order'
import type { OrderRejection } from './rejection'
import { takeUnits, type UnitsAt } from './units'

export interface LineUnits {
  line_id: OrderLineId
  quantity: number
}

/**
 * Takes units out of an order before anyone has begun to pick them: those that wait for stock
 * first, then from the newest fulfillments. What they cost is no longer owed: their slices.
 */
export function removeUnits(
  aggregate: Aggregate,
  wanted: readonly LineUnits[],
  now: Instant,
): Result<{ aggregate: Aggregate; tasks: TaskDraft[] }, OrderRejection> {
  let { lines } = aggregate
  let fulfillments = aggregate.fulfillments
  const units: UnitsAt[] = []
  for (const [line_id, quantity] of unitsByLine(wanted)) {
    const line = lines.find(({ id }) => id === line_id)
    if (!line) return err({ code: 'unknown_line', line_id })
    const waiting = Math.min(quantity, line.quantity_backordered)
    const surplus = surplusOf(aggregate, line, quantity)
    const taken = takeFromFulfillments(fulfillments, line, surplus, now)
    if (quantity > unitsWanted(line) || !taken) {
      return err({
        code: 'units_in_progress',
        line_id,
        quantity_editable: editable(line, fulfillments),
      })
    }
    fulfillments = taken.fulfillments
    units.push(...taken.units)
    lines = replaceById(lines, withoutUnits(line, quantity, waiting))
  }
  const { allocations, tasks } = takeUnits(aggregate, 'cancel', units)
  const rest = { ...aggregate, lines, fulfillments, allocations }
  // Whoever waited for what is not wanted any more waits for nothing.
  const waited = missingUnits(aggregate).length > 0
  return ok({ aggregate: waited ? withoutStockHold(rest) : rest, tasks })
}

/**
 * Units of each part that are allocated and no longer needed with fewer of the line. A kit that
 * waits for one component may have the others.
 */
function surplusOf(
  { allocations }: Aggregate,
  line: OrderLine,
  quantity: number,
): { sku: string; quantity: number }[] {
  const needed = unitsWanted(line) - quantity
  return partsOf(line).map((part) => {
    const allocated = allocations
      .filter(({ position, sku }) => position === line.position && sku === part.sku)
      .reduce((sum, row) => sum + row.quantity, 0)
    return { sku: part.sku, quantity: Math.max(0, allocated - needed * part.quantity) }
  })
}

/** Units whose money went back by a refund, and that are still to be sent. */
const unsentRefunded = ({ quantity_refunded, quantity_canceled, quantity_fulfilled }: OrderLine) =>
  Math.max(0, quantity_refunded - quantity_canceled - quantity_fulfilled)

/**
 * A line without some of its units, and without what they cost: their slices. Those that were
 * refunded go first, and are not paid back again.
 */
export function withoutUnits(line: OrderLine, quantity: number, waiting = 0): OrderLine {
  const refunded = Math.min(quantity, unsentRefunded(line))
  const from = line.quantity_refunded - refunded
  const to = Math.min(line.quantity, from + quantity)
  const net = line.subtotal - line.discount
  return {
    ...line,
    quantity_canceled: line.quantity_canceled + quantity,
    quantity_backordered: line.quantity_backordered - waiting,
    quantity_refunded: to,
    amount_canceled:
      line.amount_canceled +
      slice(net, line.quantity, from, to) +
      slice(line.tax, line.quantity, from, to),
  }
}

/** Nobody has begun: open or accepted, held or not. */
const isEditable = ({ status, held_from }: Fulfillment) =>
  ['open', 'accepted'].includes(status === 'on_hold' ? (held_from ?? '') : status)

/** Units of a line that can still be taken out. */
function editable(line: OrderLine, fulfillments: readonly Fulfillment[]): number {
  const there = (sku: string) =>
    fulfillments
      .filter(isEditable)
      .flatMap((each) => each.lines)
      .filter((each) => each.line_id === line.id && each.sku === sku)
      .reduce((sum, each) => sum + each.quantity, 0)
  const whole = partsOf(line).map(({ sku, quantity }) => Math.floor(there(sku) / quantity))
  return line.quantity_backordered + Math.min(...whole)
}

function takeFromFulfillments(
  fulfillments: readonly Fulfillment[],
  line: OrderLine,
  surplus: readonly { sku: string; quantity: number }[],
  now: Instant,
): { fulfillments: readonly Fulfillment[]; units: UnitsAt[] } | undefined {
  let rest = fulfillments
  const units: UnitsAt[] = []
  for (const part of surplus) {
    let left = part.quantity
    for (const fulfillment of [...rest].reverse().filter(isEditable)) {
      const own = fulfillment.lines.find(
        ({ line_id, sku }) => line_id === line.id && sku === part.sku,
      )
      const taken = Math.min(left, own?.quantity ?? 0)
      if (!own || taken === 0) continue
      left -= taken
      units.push({ ...own, quantity: taken, location_id: fulfillment.location_id })
      rest = replaceById(rest, shrink(fulfillment, own, taken, now))
    }
    if (left > 0) return undefined
  }
  return { fulfillments: rest, units }
}

/** A fulfillment that has nothing left to send is over; its lines stay to be read. */
function shrink(
  fulfillment: Fulfillment,
  line: Fulfillment['lines'][number],
  quantity: number,
  now: Instant,
): Fulfillment {
  const lines = fulfillment.lines.flatMap((each) => {
    if (each !== line) return [each]
    return each.quantity > quantity ? [{ ...each, quantity: each.quantity - quantity }] : []
  })
  if (lines.length === 0) return reviseFulfillment(fulfillment, now, { status: 'canceled' })
  return reviseFulfillment(fulfillment, now, { lines })
}
