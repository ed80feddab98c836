// Whether stock, orders and audits agree after a run. Pure.
import type { Inventory } from './import.ts'

export interface Order {
  readonly id: string
  readonly status: string
  readonly created_at: string
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
}

/** One SKU over the whole run. */
export interface SkuBooks {
  readonly sku: string
  readonly before: Inventory
  readonly after: Inventory
  readonly received: number
  readonly ordered: number
  readonly oversold: number
  readonly balanced: boolean
  readonly entries: number
}

export interface Books {
  readonly skus: readonly SkuBooks[]
  /** Orders the server acknowledged and does not list. */
  readonly missing: readonly string[]
}

/** Units by SKU in orders that stand. */
export function unitsOrdered(orders: readonly Order[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { status, lines } of orders) {
    if (status === 'canceled') continue
    for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity)
  }
  return units
}

/** What could be sold at that moment; a hold is not subtracted, for it may end unsold. */
export const sellable = (stock: Inventory): number =>
  stock.on_hand - stock.committed - stock.damaged - stock.quality_control - stock.safety_stock

/** Units in orders beyond the units there were: from orders and deliveries, not from the server's sums. */
export const oversold = (before: Inventory, received: number, ordered: number): number =>
  Math.max(0, ordered - received - sellable(before))

/** Everything that must not be, each with where to look. Empty when the run is good. */
export function findFaults({ skus, missing }: Books): string[] {
  return [
    ...skus.flatMap(({ sku, oversold, received, ordered, before, after, balanced }) => [
      ...(oversold > 0
        ? [
            `${sku}: ${ordered} units ordered, ${sellable(before) + received} there: oversold by ` +
              `${oversold}. Compare GET /v1/orders with GET /v1/inventory/${sku}/movements.`,
          ]
        : []),
      ...(balanced ? [] : [`${sku}: not balanced. See GET /v1/inventory/${sku}/audit.`]),
      ...(after.reserved > before.reserved
        ? [
            `${sku}: ${after.reserved - before.reserved} units are still reserved though no hold ` +
              `of this run is left. See GET /v1/inventory/${sku}/movements.`,
          ]
        : []),
      ...(after.committed - before.committed === ordered
        ? []
        : [
            `${sku}: ${ordered} units ordered, ${after.committed - before.committed} committed ` +
              `(equal unless somebody ships or cancels meanwhile). See GET /v1/inventory/${sku}.`,
          ]),
    ]),
    ...missing.map(
      (id) => `Order ${id} was acknowledged and is not listed. See GET /v1/orders/${id}.`,
    ),
  ]
}
