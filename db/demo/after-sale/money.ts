// Whether the money of a run adds up: what was acknowledged, what orders say, what their parts say. Pure.
import type { Told } from './payments.ts'
import type { Order } from './wire.ts'

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
const hasSucceeded = ({ status }: { status: string }) => status === 'succeeded'

/** The whole run in figures. */
export interface Turnover {
  readonly paid: number
  readonly captured: number
  readonly refunded: number
  readonly refunds: number
  /** Units that came back, and those of them that are for sale again. */
  readonly returned: number
  readonly restocked: number
}

export function turnoverOf(orders: readonly Order[]): Turnover {
  const refunds = orders.flatMap((order) => order.refunds.filter(hasSucceeded))
  const unitsOf = (which: 'all' | 'for_sale') => sum([...unitsBack(orders, which).values()])
  return {
    paid: orders.filter(({ payments }) => payments.some(({ captured }) => captured > 0)).length,
    captured: sum(orders.map(({ amount_captured }) => amount_captured)),
    refunded: sum(orders.map(({ amount_refunded }) => amount_refunded)),
    refunds: refunds.length,
    returned: unitsOf('all'),
    restocked: unitsOf('for_sale'),
  }
}

/** Units that came back, by SKU: all of them, or those that are for sale again. */
export function unitsBack(
  orders: readonly Order[],
  which: 'all' | 'for_sale',
): Map<string, number> {
  const units = new Map<string, number>()
  const add = (sku: string, quantity: number) => units.set(sku, (units.get(sku) ?? 0) + quantity)
  for (const { lines, returns, refunds } of orders) {
    for (const { sku, quantity_received, dispositions } of returns.flatMap((each) => each.lines)) {
      add(sku, which === 'all' ? quantity_received : dispositions.restock)
    }
    const sku_by_line = new Map(lines.map(({ id, sku }) => [id, sku]))
    for (const { line_id, quantity } of refunds.flatMap(({ restock }) => restock)) {
      add(sku_by_line.get(line_id) ?? line_id, quantity)
    }
  }
  return units
}

/** Everything about money that must not be, each with where to look. */
export function findMoneyFaults(orders: readonly Order[], told: Told): string[] {
  const payments = new Map(orders.flatMap((order) => order.payments.map((each) => [each.id, each])))
  const refunds = new Map(orders.flatMap((order) => order.refunds.map((each) => [each.id, each])))
  return [
    ...orders.flatMap(faultsOfOrder),
    ...[...told.captured].flatMap(([id, amount]) => {
      const captured = payments.get(id)?.captured
      return captured === amount
        ? []
        : [`Payment ${id}: ${amount} was acknowledged as captured, ${captured ?? 'nothing'} is.`]
    }),
    ...[...told.refunded].flatMap(([id, amount]) => {
      const refund = refunds.get(id)
      return refund?.amount === amount && hasSucceeded(refund)
        ? []
        : [`Refund ${id} of ${amount} was acknowledged, and is ${refund?.status ?? 'not there'}.`]
    }),
  ]
}

function faultsOfOrder(order: Order): string[] {
  const { id, payments, refunds, fulfillments } = order
  const at = `Order ${id}`
  const look = `See GET /v1/orders/${id}.`
  const [captured, refunded] = [
    sum(payments.map((each) => each.captured)),
    sum(payments.map((each) => each.refunded)),
  ]
  const given = sum(refunds.filter(hasSucceeded).map(({ amount }) => amount))
  const isSent = ({ status }: { status: string }) => ['shipped', 'delivered'].includes(status)
  return [
    ...(captured === order.amount_captured && refunded === order.amount_refunded
      ? []
      : [
          `${at}: payments captured ${captured} and refunded ${refunded}, the order says ` +
            `${order.amount_captured} and ${order.amount_refunded}. ${look}`,
        ]),
    ...(order.amount_refunded > order.amount_captured
      ? [`${at}: ${order.amount_refunded} refunded of ${order.amount_captured} captured. ${look}`]
      : []),
    ...(given === order.amount_refunded
      ? []
      : [`${at}: its refunds come to ${given}, it says ${order.amount_refunded}. ${look}`]),
    ...(refunds.some(({ status }) => status === 'pending')
      ? [`${at}: a refund is still pending. ${look}`]
      : []),
    ...(captured === 0 && fulfillments.some(isSent) ? [`${at}: sent, and not paid. ${look}`] : []),
  ]
}
