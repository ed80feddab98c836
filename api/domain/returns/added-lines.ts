import { explode } from '../catalog/kit'
import type { Fulfillment } from '../fulfillments/fulfillment'
import { shareOut } from '../inventory/demand'
import type { Allocation } from '../inventory/task'
import type { Aggregate, At } from '../orders/aggregate'
import type { HoldReason, LineComponent, OrderAllocation, OrderLine } from '../orders/order'
import type { AttemptId, OrderLineId } from '../shared/ids'

/** What an order gets on top of what it was placed with, in exchange or as a replacement. */
export interface AddedLine {
  sku: string
  title: string
  quantity: number
  unit_price: number
  tax: number
  components: readonly LineComponent[]
  returnable: boolean
  final_sale: boolean
}

/** Units that were pinned for it by an attempt. */
export interface PinnedUnits {
  attempt_id: AttemptId
  of_sku: ReadonlyMap<string, readonly Allocation[]>
}

export interface Addition {
  holds: readonly HoldReason[]
  /** Why the fulfillments exist: the return or claim they belong to. */
  details: Readonly<Record<string, unknown>>
}

/** The order with further lines, where their units are, and the work of sending them. */
export function addLines(
  aggregate: Aggregate,
  added: readonly AddedLine[],
  { attempt_id, of_sku }: PinnedUnits,
  addition: Addition,
  at: At,
): { aggregate: Aggregate; line_ids: OrderLineId[] } {
  const { merchant_id, id: order_id } = aggregate.order
  const first = Math.max(-1, ...aggregate.lines.map(({ position }) => position)) + 1
  const lines = added.map((line, index): OrderLine => {
    const subtotal = line.unit_price * line.quantity
    return {
      ...{ merchant_id, order_id, position: first + index, id: at.newId('order_line') },
      ...line,
      ...{ subtotal, discount: 0, total: subtotal + line.tax, properties: {} },
      ...{ ship_after: null, ship_by: null, quantity_canceled: 0, quantity_backordered: 0 },
      ...{ quantity_fulfilled: 0, quantity_returned: 0, quantity_refunded: 0 },
    }
  })
  const parts = explode(added, (sku) => added.find((line) => line.sku === sku)?.components ?? [])
  const allocations = shareOut(parts, of_sku).flatMap(({ line, sku, units }) =>
    units.map((unit): OrderAllocation => {
      const place = { merchant_id, order_id, position: first + line, sku, attempt_id }
      return { ...place, ...unit, quantity_dispatched: 0 }
    }),
  )
  const work = planWork(aggregate, lines, allocations, addition, at)
  return {
    line_ids: lines.map(({ id }) => id),
    aggregate: {
      ...aggregate,
      lines: [...aggregate.lines, ...lines],
      allocations: [...aggregate.allocations, ...allocations],
      fulfillments: [...aggregate.fulfillments, ...work],
    },
  }
}

function planWork(
  { order: { merchant_id, id: order_id, delivery } }: Aggregate,
  lines: readonly OrderLine[],
  allocations: readonly OrderAllocation[],
  { holds, details }: Addition,
  at: At,
): Fulfillment[] {
  const by_location = Map.groupBy(allocations, ({ location_id }) => location_id)
  return [...by_location].map(([location_id, rows]) => ({
    ...{ merchant_id, id: at.newId('fulfillment'), order_id, location_id },
    ...{ method: delivery.method, status: 'open', held_from: null, holds },
    lines: rows.flatMap(({ position, sku, quantity }) => {
      const line_id = lines.find((line) => line.position === position)?.id
      return line_id === undefined ? [] : [{ line_id, sku, quantity }]
    }),
    ...{ ship_after: null, ship_by: null, packages: [], tracking: null, details },
    milestones: { open: at.now },
    ...{ version: 1, created_at: at.now, updated_at: at.now },
  }))
}
