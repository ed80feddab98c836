import type { ReturnTask } from '../inventory/task'
import { type Aggregate, replaceById, type TaskDraft } from '../orders/aggregate'
import { unitsExpected } from '../returns/return'
import { err, ok, type Result } from '../shared/result'
import type { Refund } from './refund'
import type { RefundRejection } from './rejection'

const accounts: Readonly<Record<string, ReturnTask['account']>> = {
  restock: 'available',
  damaged: 'damaged',
  quality_control: 'quality_control',
}

/**
 * Units that are back with their refund, without a return: only what had left can come back, and
 * what a return expects comes in with that. A kit comes back as its components.
 */
export function restock(
  aggregate: Aggregate,
  entries: Refund['restock'],
): Result<{ aggregate: Aggregate; tasks: TaskDraft[] }, RefundRejection> {
  let { lines } = aggregate
  const tasks: TaskDraft[] = []
  for (const { line_id, quantity, location_id, disposition } of entries) {
    const line = lines.find(({ id }) => id === line_id)
    const account = accounts[disposition]
    if (!line || !account) return err({ code: 'unknown_line', line_id })
    const expected = aggregate.returns.reduce((all, each) => all + unitsExpected(each, line.id), 0)
    const quantity_out = Math.max(0, line.quantity_fulfilled - line.quantity_returned - expected)
    if (quantity > quantity_out) {
      return err({ code: 'exceeds_fulfilled', line_id, quantity_returnable: quantity_out })
    }
    lines = replaceById(lines, { ...line, quantity_returned: line.quantity_returned + quantity })
    const parts = line.components.length > 0 ? line.components : [{ sku: line.sku, quantity: 1 }]
    const order_id = aggregate.order.id
    for (const part of parts) {
      const units = [{ location_id, quantity: quantity * part.quantity }]
      tasks.push({ sku: part.sku, task: { type: 'return', order_id, account, units } })
    }
  }
  return ok({ aggregate: { ...aggregate, lines }, tasks })
}
