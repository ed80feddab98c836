import type { Part } from '../catalog/kit'
import type { Aggregate } from '../orders/aggregate'
import { waitingUnits } from '../orders/units'
import { allocateAmount } from '../shared/money'
import { byText, type Need } from './problem'

/**
 * What has to be sent of each stocked SKU. A line's value goes to its SKU; that of a kit to its
 * components, by their units.
 *
 * @param values per line of the request, in minor units
 * @param gramsOf of one unit; undefined where nobody knows
 */
export function needsOf(
  parts: readonly Part[],
  values: readonly number[],
  gramsOf: (sku: string) => number | null | undefined,
): Need[] {
  const needs = new Map<string, Need>()
  for (const [line, own] of Map.groupBy(parts, (part) => part.line)) {
    const shares = allocateAmount(
      values[line] ?? 0,
      own.map(({ quantity }) => quantity),
    )
    for (const [index, { sku, quantity }] of own.entries()) {
      const { quantity: before = 0, value = 0 } = needs.get(sku) ?? {}
      needs.set(sku, {
        sku,
        quantity: before + quantity,
        value: value + (shares[index] ?? 0),
        unit_grams: gramsOf(sku) ?? 0,
      })
    }
  }
  return [...needs.values()].sort((a, b) => byText(a.sku, b.sku))
}

/** What has not left of an order, as needs: each line worth what its waiting units cost. */
export function remainingNeeds(
  aggregate: Aggregate,
  gramsOf: (sku: string) => number | null | undefined,
) {
  const waiting = waitingUnits(aggregate)
  const lines = aggregate.lines.map((line) => {
    const own = waiting.filter(({ line_id }) => line_id === line.id)
    const units = own.reduce((sum, { quantity }) => sum + quantity, 0)
    return { own, value: Math.round((line.unit_price * units) / unitsPerKit(line.components)) }
  })
  const parts = lines.flatMap(({ own }, line) =>
    own.map(({ sku, quantity }) => ({ line, sku, quantity, location_id: undefined })),
  )
  return needsOf(
    parts,
    lines.map(({ value }) => value),
    gramsOf,
  )
}

const unitsPerKit = (components: readonly { quantity: number }[]) =>
  components.length === 0 ? 1 : components.reduce((sum, { quantity }) => sum + quantity, 0)
