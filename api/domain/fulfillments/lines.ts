import type { Aggregate } from '../orders/aggregate'
import type { OrderLine } from '../orders/order'
import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'
import type { Fulfillment, FulfillmentLine } from './fulfillment'
import type { FulfillmentRejection } from './rejection'

/** Units as a request names them: without `sku`, of a kit's line they are whole kits. */
export interface NamedLine {
  line_id: string
  sku?: string | undefined
  quantity: number
}

const isSame = (one: FulfillmentLine) => (other: FulfillmentLine) =>
  one.line_id === other.line_id && one.sku === other.sku

/** What one unit of a line is made of. */
export const partsOf = ({ sku, components }: OrderLine) =>
  components.length > 0 ? components : [{ sku, quantity: 1 }]

/** The units that are named, as lines of the fulfillment; all of them, or a refusal. */
export function resolveLines(
  { lines }: Pick<Aggregate, 'lines'>,
  fulfillment: Pick<Fulfillment, 'lines'>,
  named: readonly NamedLine[],
): Result<FulfillmentLine[], FulfillmentRejection> {
  let resolved: FulfillmentLine[] = []
  for (const { line_id, sku, quantity } of named) {
    const line = lines.find(({ id }) => id === line_id)
    if (!line) return err({ code: 'unknown_line', line_id })
    const parts = sku === undefined ? partsOf(line) : [{ sku, quantity: 1 }]
    const units = parts.map((part) => ({
      line_id: line.id,
      sku: part.sku,
      quantity: part.quantity * quantity,
    }))
    resolved = mergeLines(resolved, units)
  }
  for (const wanted of resolved) {
    const available = fulfillment.lines.find(isSame(wanted))?.quantity ?? 0
    if (wanted.quantity > available) {
      const { quantity: requested, ...line } = wanted
      return err({ code: 'exceeds_fulfillment', ...line, requested, available })
    }
  }
  return ok(resolved)
}

export function mergeLines(
  lines: readonly FulfillmentLine[],
  more: readonly FulfillmentLine[],
): FulfillmentLine[] {
  const merged = [...lines]
  for (const line of more) {
    const index = merged.findIndex(isSame(line))
    const there = merged[index]
    if (there) merged[index] = { ...there, quantity: there.quantity + line.quantity }
    else merged.push(line)
  }
  return merged
}

/**
 * Units by the titles of their lines: kits as kits, as many as are whole; a part that comes by
 * itself stands for its kit.
 */
export function titlesOf(
  lines: readonly OrderLine[],
  units: readonly { line_id: string; sku: string; quantity: number }[],
): { title: string; quantity: number }[] {
  const by_line = Map.groupBy(units, ({ line_id }) => line_id)
  return [...by_line].map(([line_id, parts]) => {
    const line = lines.find(({ id }) => id === line_id)
    const per_unit = new Map(line?.components.map(({ sku, quantity }) => [sku, quantity]))
    const counts = parts.map(({ sku, quantity }) => Math.floor(quantity / (per_unit.get(sku) ?? 1)))
    return { title: line?.title ?? '', quantity: Math.max(1, Math.min(...counts)) }
  })
}

/** What is left of lines without some of their units. */
export const withoutLines = (
  lines: readonly FulfillmentLine[],
  gone: readonly FulfillmentLine[],
): FulfillmentLine[] =>
  lines.flatMap((line) => {
    const quantity = line.quantity - (gone.find(isSame(line))?.quantity ?? 0)
    return quantity > 0 ? [{ ...line, quantity }] : []
  })

/** Whether these units may be worked on yet. */
export function checkReleased(
  { lines }: Pick<Aggregate, 'lines'>,
  units: readonly FulfillmentLine[],
  now: Instant,
): Result<null, FulfillmentRejection> {
  const named = new Set(units.map(({ line_id }) => line_id))
  const latest = Math.max(
    ...lines.map(({ id, ship_after }) => (named.has(id) ? (ship_after ?? 0) : 0)),
  )
  if (latest <= now) return ok(null)
  return err({ code: 'not_released', ship_after: new Date(latest).toISOString() })
}
