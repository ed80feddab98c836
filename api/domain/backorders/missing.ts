import { partsOf } from '../fulfillments/lines'
import type { Aggregate } from '../orders/aggregate'
import type { OrderLine } from '../orders/order'

/** Units of a line that nothing is allocated for. */
export interface MissingUnits {
  position: number
  sku: string
  quantity: number
}

/** What an order still wants of each SKU and has nowhere: the rest is at a location, or has left. */
export function missingUnits({
  lines,
  allocations,
}: Pick<Aggregate, 'lines' | 'allocations'>): MissingUnits[] {
  return lines.flatMap((line) =>
    partsOf(line).flatMap(({ sku, quantity: per_unit }) => {
      const { position } = line
      const wanted = (line.quantity - line.quantity_canceled) * per_unit
      const quantity = wanted - allocatedUnits(allocations, position, sku)
      return quantity > 0 ? [{ position, sku, quantity }] : []
    }),
  )
}

/** Refused by a location that had nobody to take its place. */
export const isHeldForStock = ({ order }: Pick<Aggregate, 'order'>): boolean =>
  order.holds.some(({ reason }) => reason === 'inventory_out_of_stock')

/** An order that was held for stock need not be once it lacks nothing any more. */
export function withoutStockHold<Held extends Pick<Aggregate, 'order' | 'lines' | 'allocations'>>(
  aggregate: Held,
): Held {
  if (!isHeldForStock(aggregate) || missingUnits(aggregate).length > 0) return aggregate
  const { order } = aggregate
  const holds = order.holds.filter(({ reason }) => reason !== 'inventory_out_of_stock')
  return { ...aggregate, order: { ...order, holds } }
}

/** Whole units of a line that wait for stock: a kit lacks as many as its scarcest component. */
export function backorderedUnits(line: OrderLine, allocations: Aggregate['allocations']): number {
  const wanted = line.quantity - line.quantity_canceled
  const covered = partsOf(line).map(({ sku, quantity }) =>
    Math.floor(allocatedUnits(allocations, line.position, sku) / quantity),
  )
  return Math.max(0, wanted - Math.min(...covered))
}

const allocatedUnits = (allocations: Aggregate['allocations'], position: number, sku: string) =>
  allocations.reduce(
    (sum, row) => (row.position === position && row.sku === sku ? sum + row.quantity : sum),
    0,
  )
