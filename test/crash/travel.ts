// What orders say of money that moved, and of units that left and came back.
import type { Order } from '../races/wire.ts'

type Moved = [sku: string, units: { location_id: string; quantity: number }]

const isSent = ({ status }: { status: string }) => status === 'shipped' || status === 'delivered'
const hasSucceeded = ({ status }: { status: string }) => status === 'succeeded'

export const unitsSent = ({ fulfillments }: Order): Moved[] =>
  fulfillments
    .filter(isSent)
    .flatMap(({ location_id, lines }) =>
      lines.map(({ sku, quantity }): Moved => [sku, { location_id, quantity }]),
    )

/** Units on a shelf again, or only those that are damaged. Of a kit, its components. */
export const unitsBack = ({ lines, returns }: Order, which: 'all' | 'damaged') =>
  returns.flatMap((each) =>
    each.lines.flatMap(({ line_id, dispositions: { restock, damaged } }) => {
      const line = lines.find(({ id }) => id === line_id)
      const units = which === 'all' ? restock + damaged : damaged
      return line && units > 0 ? partsOf(line, units) : []
    }),
  )

/** As many of each SKU as there are in so many units of a line. */
function partsOf(line: Order['lines'][number], units: number): [string, { quantity: number }][] {
  const parts = line.components ?? [line]
  return parts.map(({ sku, allocations }) => {
    const of_all = allocations.reduce((total, { quantity }) => total + quantity, 0)
    return [sku, { quantity: (of_all / line.quantity) * units }]
  })
}

/** Ids, by the event that has to be there once for each of them. */
export function decidedOnce(orders: readonly Order[]): Record<string, string[]> {
  const payments = orders.flatMap((order) => order.payments)
  const refunds = orders.flatMap((order) => order.refunds)
  const returns = orders.flatMap((order) => order.returns)
  const operationsOf = (type: string) =>
    payments.flatMap(({ id, operations }) =>
      operations.filter((each) => each.type === type && hasSucceeded(each)).map(() => id),
    )
  return {
    'payment.authorized': operationsOf('authorize'),
    'payment.captured': operationsOf('capture'),
    'refund.created': refunds.map(({ id }) => id),
    'refund.succeeded': refunds.filter(hasSucceeded).map(({ id }) => id),
    'fulfillment.shipped': orders
      .flatMap(({ fulfillments }) => fulfillments.filter(isSent))
      .map(({ id }) => id),
    'return.received': returns
      .filter(({ lines }) => lines.some(({ quantity_received }) => quantity_received > 0))
      .map(({ id }) => id),
  }
}
