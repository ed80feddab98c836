import type { Fulfillment } from '../fulfillments/fulfillment'
import type { PartAllocation } from '../inventory/demand'
import type { Aggregate, At } from '../orders/aggregate'
import { withLines } from '../orders/edit-order'
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

/** Units that were pinned for it by an attempt: which serve which line, by its index. */
export interface PinnedUnits {
  attempt_id: AttemptId
  shares: readonly PartAllocation[]
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
  { attempt_id, shares }: PinnedUnits,
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
      ...{ quantity_fulfilled: 0, quantity_returned: 0, quantity_refunded: 0, amount_canceled: 0 },
    }
  })
  const allocations = shares.flatMap(({ line, sku, units }) =>
    units.map((unit): OrderAllocation => {
      const place = { merchant_id, order_id, position: first + line, sku, attempt_id }
      return { ...place, ...unit, quantity_dispatched: 0 }
    }),
  )
  const fulfillments = planWork(aggregate, lines, allocations, addition, at)
  return {
    line_ids: lines.map(({ id }) => id),
    aggregate: withLines(
      { ...aggregate, fulfillments: [...aggregate.fulfillments, ...fulfillments] },
      { lines, allocations },
    ),
  }
}

/** What was sold at the counter, to nobody's address, is handed over there as soon as it may leave. */
const atCounter = ({ channel_kind, shipping_address }: Aggregate['order']) =>
  channel_kind === 'pos' && shipping_address === null

function planWork(
  { order }: Aggregate,
  lines: readonly OrderLine[],
  allocations: readonly OrderAllocation[],
  { holds, details }: Addition,
  at: At,
): Fulfillment[] {
  const { merchant_id, id: order_id, delivery } = order
  const way = atCounter(order)
    ? { method: 'pos' as const, details: { ...details, handed_over: 'when_paid' } }
    : { method: delivery.method, details }
  const by_location = Map.groupBy(allocations, ({ location_id }) => location_id)
  return [...by_location].map(([location_id, rows]) => ({
    ...{ merchant_id, id: at.newId('fulfillment'), order_id, location_id },
    ...{ ...way, status: 'open', held_from: null, holds },
    lines: rows.flatMap(({ position, sku, quantity }) => {
      const line_id = lines.find((line) => line.position === position)?.id
      return line_id === undefined ? [] : [{ line_id, sku, quantity }]
    }),
    ...{ ship_after: null, ship_by: null, packages: [], tracking: null },
    ...{ pick_list_id: null, expires_at: null },
    milestones: { open: at.now },
    ...{ version: 1, created_at: at.now, updated_at: at.now },
  }))
}
