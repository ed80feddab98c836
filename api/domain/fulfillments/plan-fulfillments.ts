import type { Aggregate, At } from '../orders/aggregate'
import type { Order, OrderAllocation, OrderLine } from '../orders/order'
import type { Instant } from '../shared/time'
import type { Fulfillment, FulfillmentLine } from './fulfillment'

/** One work order per location that has units of the order. */
export function planFulfillments(
  order: Order,
  lines: readonly OrderLine[],
  allocations: readonly OrderAllocation[],
  at: At,
): Fulfillment[] {
  const by_location = Map.groupBy(allocations, ({ location_id }) => location_id)
  return [...by_location].map(([location_id, rows]) => {
    const units = lines.flatMap(({ id: line_id, position }): FulfillmentLine[] =>
      rows
        .filter((row) => row.position === position)
        .map(({ sku, quantity }) => ({ line_id, sku, quantity })),
    )
    return newFulfillment({ order, lines }, location_id, units, at)
  })
}

/** What a work order that takes the place of another keeps: its date, its purpose, its own holds. */
export type Replaced = Pick<Fulfillment, 'ship_by' | 'details' | 'holds'>

/** What a work order is for: an exchange waits for other things than its order does. */
export const purposeOf = ({ details }: Pick<Fulfillment, 'details'>): Fulfillment['details'] =>
  Object.fromEntries(purposes.flatMap((key) => (key in details ? [[key, details[key]]] : [])))

const purposes = ['return_id', 'claim_id', 'handed_over'] as const

/**
 * A work order nobody has looked at: released with the last of its lines, due with the first or,
 * where no line says so, as what it takes the place of.
 */
export function newFulfillment(
  { order, lines }: Pick<Aggregate, 'order' | 'lines'>,
  location_id: string,
  units: readonly FulfillmentLine[],
  at: At,
  replaced: Replaced | null = null,
): Fulfillment {
  return {
    merchant_id: order.merchant_id,
    id: at.newId('fulfillment'),
    order_id: order.id,
    location_id,
    method: order.channel_kind === 'pos' ? 'pos' : order.delivery.method,
    status: 'open',
    held_from: null,
    holds: replaced?.holds ?? [],
    lines: units,
    ...timesOf(lines, units, replaced?.ship_by),
    packages: [],
    tracking: null,
    details: replaced ? purposeOf(replaced) : {},
    pick_list_id: null,
    expires_at: null,
    milestones: { open: at.now },
    version: 1,
    created_at: at.now,
    updated_at: at.now,
  }
}

/** When these units may be worked on, and by when they have to leave. */
export function timesOf(
  lines: readonly OrderLine[],
  units: readonly FulfillmentLine[],
  due: Instant | null = null,
) {
  const named = new Set<string>(units.map(({ line_id }) => line_id))
  const own = lines.filter(({ id }) => named.has(id))
  return {
    ship_after: latest(own.map(({ ship_after }) => ship_after)),
    ship_by: earliest(own.map(({ ship_by }) => ship_by)) ?? due,
  }
}

const given = (instants: readonly (Instant | null)[]) => instants.filter((each) => each !== null)
const latest = (instants: readonly (Instant | null)[]) =>
  given(instants).length > 0 ? Math.max(...given(instants)) : null
const earliest = (instants: readonly (Instant | null)[]) =>
  given(instants).length > 0 ? Math.min(...given(instants)) : null
