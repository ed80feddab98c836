// Whether stock, orders and audits agree after a run. Pure.
import type { Inventory } from './import.ts'

export interface Order {
  readonly id: string
  readonly status: string
  readonly created_at: string
  readonly lines: readonly {
    readonly sku: string
    readonly quantity: number
    readonly quantity_canceled: number
  }[]
}

/** One SKU over the whole run. */
export interface SkuBooks {
  readonly sku: string
  readonly before: Inventory
  readonly after: Inventory
  readonly received: number
  readonly ordered: number
  /** Units that left for customers, and units that came back, in whatever condition. */
  readonly sent: number
  readonly back: number
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
    for (const { sku, quantity, quantity_canceled } of lines) {
      units.set(sku, (units.get(sku) ?? 0) + quantity - quantity_canceled)
    }
  }
  return units
}

/** What could be sold at that moment; a hold is not subtracted, for it may end unsold. */
export const sellable = (stock: Inventory): number =>
  stock.on_hand - stock.committed - stock.damaged - stock.quality_control - stock.safety_stock

/** Units in orders beyond the units there were: from orders and deliveries, not from the server's sums. */
export const oversold = (before: Inventory, received: number, ordered: number): number =>
  Math.max(0, ordered - received - sellable(before))

type Flows = Pick<SkuBooks, 'received' | 'ordered' | 'sent' | 'back'>

/** What the counters have to be afterwards, from orders, deliveries and parcels alone. */
export const expectedOf = (before: Inventory, { received, ordered, sent, back }: Flows) => ({
  on_hand: before.on_hand + received - sent + back,
  committed: before.committed + ordered - sent,
})

/** Everything that must not be, each with where to look. Empty when the run is good. */
export const findFaults = ({ skus, missing }: Books): string[] => [
  ...skus.flatMap(faultsOfSku),
  ...missing.map(
    (id) => `Order ${id} was acknowledged and is not listed. See GET /v1/orders/${id}.`,
  ),
]

function faultsOfSku({ sku, oversold, balanced, before, after, ...flows }: SkuBooks): string[] {
  const { received, ordered } = flows
  const expected = expectedOf(before, flows)
  const counters = (['on_hand', 'committed'] as const).flatMap((name) =>
    after[name] === expected[name]
      ? []
      : [
          `${sku}: ${name} is ${after[name]}, by its orders and parcels ${expected[name]} ` +
            `(equal unless somebody else sells, ships or cancels meanwhile). ` +
            `See GET /v1/inventory/${sku}/movements.`,
        ],
  )
  return [
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
    ...counters,
  ]
}
