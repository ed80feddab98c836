import type { Fulfillment, FulfillmentLine } from '../fulfillments/fulfillment'
import type { Allocation } from '../inventory/task'
import type { AttemptId } from '../shared/ids'
import type { Aggregate, TaskDraft } from './aggregate'
import type { OrderAllocation } from './order'

/** Units of a line at one location, to be taken from what is promised there. */
export type UnitsAt = FulfillmentLine & { location_id: string }

const openUnits = ({ quantity, quantity_dispatched }: OrderAllocation) =>
  quantity - quantity_dispatched

/**
 * Takes units that wait at a location out of an order's allocations, oldest attempt first: sent to
 * the customer they stay counted, given back or lost they do not. With the tasks that say the same
 * to the stock objects, so that D1 and the shelf cannot differ.
 */
export function takeUnits(
  { order, lines, allocations }: Aggregate,
  type: 'dispatch' | 'cancel' | 'shrink',
  wanted: readonly UnitsAt[],
): { allocations: readonly OrderAllocation[]; tasks: TaskDraft[] } {
  let rest = allocations
  const taken = new Map<string, { sku: string; attempt_id: AttemptId; units: Allocation[] }>()
  for (const { line_id, sku, quantity, location_id } of wanted) {
    const position = lines.find(({ id }) => id === line_id)?.position
    let left = quantity
    rest = rest.map((row) => {
      const here = row.position === position && row.sku === sku && row.location_id === location_id
      const units = here ? Math.min(left, openUnits(row)) : 0
      if (units === 0) return row
      left -= units
      const key = `${sku} ${row.attempt_id}`
      const task = taken.get(key) ?? { sku, attempt_id: row.attempt_id, units: [] }
      task.units.push({ location_id, quantity: units })
      taken.set(key, task)
      return type === 'dispatch'
        ? { ...row, quantity_dispatched: row.quantity_dispatched + units }
        : { ...row, quantity: row.quantity - units }
    })
    if (left > 0) throw new Error(`Order ${order.id} has no ${left} more of ${sku} there.`)
  }
  const tasks = [...taken.values()].map(({ sku, attempt_id, units }): TaskDraft => {
    return { sku, task: { type, attempt_id, order_id: order.id, units } }
  })
  return { allocations: rest, tasks }
}

/** What a fulfillment has on the shelf, as units of its location. */
export const unitsOf = ({ lines, location_id }: Fulfillment): UnitsAt[] =>
  lines.map((line) => ({ ...line, location_id }))

/** Everything of an order that has not left. */
export const waitingUnits = ({ lines, allocations }: Aggregate): UnitsAt[] =>
  allocations.flatMap((row) => {
    const line_id = lines.find(({ position }) => position === row.position)?.id
    const quantity = openUnits(row)
    if (line_id === undefined || quantity === 0) return []
    return [{ line_id, sku: row.sku, quantity, location_id: row.location_id }]
  })
