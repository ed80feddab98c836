import { isHeldForStock } from '../backorders/missing'
import type { AcquiredUnits, WantedUnits } from '../orders/acquired'
import {
  type Aggregate,
  type At,
  type Change,
  type EventDraft,
  reviseFulfillment,
  type TaskDraft,
} from '../orders/aggregate'
import type { OrderHold } from '../orders/order'
import { takeUnits, unitsOf } from '../orders/units'
import { err, ok, type Result } from '../shared/result'
import { assignUnits } from './assign'
import { type Fulfillment, type FulfillmentLine, leavingYet } from './fulfillment'
import { type NamedLine, resolveLines, withoutLines } from './lines'
import type { FulfillmentRejection } from './rejection'
import { moveFulfillment } from './status'
import { type FulfillmentId, fulfillmentOf, withFulfillment } from './work'

/** Why a location does not send what it was asked to. */
export const rejectReasons = ['not_found', 'damaged', 'capacity', 'closed', 'other'] as const
export type RejectReason = (typeof rejectReasons)[number]
/** Of a picker: what the shelf itself says. */
export const shortReasons = ['not_found', 'damaged'] as const

type Decided<T> = Result<T, FulfillmentRejection>

/** What another location has to have of a list of units; one entry per SKU. */
export function wantedOf(
  lines: readonly FulfillmentLine[],
  location_id?: string | undefined,
): WantedUnits[] {
  const by_sku = Map.groupBy(lines, ({ sku }) => sku)
  return [...by_sku].map(([sku, units]) => {
    return { sku, quantity: units.reduce((sum, unit) => sum + unit.quantity, 0), location_id }
  })
}

/** Locations that said no to this order: it is not offered to them again. */
export const refusedBy = ({ fulfillments }: Pick<Aggregate, 'fulfillments'>): string[] => [
  ...new Set(
    fulfillments
      .filter(({ status }) => status === 'rejected')
      .map(({ location_id }) => location_id),
  ),
]

/** Of them, those that had the units: what they have is not for this order, unless somebody asks. */
export const unwillingFor = ({ fulfillments }: Aggregate): string[] =>
  refusedBy({ fulfillments: fulfillments.filter(({ details }) => !isLoss(details.reason)) })

/** What a shelf lacked or held broken may come in anew. */
const isLoss = (reason: unknown) => (shortReasons as readonly unknown[]).includes(reason)

/** Nobody is sent elsewhere for what they come to fetch. */
const isBoundTo = ({ method }: Fulfillment) => method !== 'ship'

export interface Move {
  location_id: string
  /** Null: everything. */
  lines: readonly NamedLine[] | null
}

/** The units of a move: checked before any of them is looked for, and again when they are there. */
export function unitsToMove(
  aggregate: Aggregate,
  id: FulfillmentId,
  { location_id, lines }: Move,
): Decided<FulfillmentLine[]> {
  const fulfillment = fulfillmentOf(aggregate, id)
  const moved = moveFulfillment(fulfillment, 'canceled')
  if (!moved.ok) return moved
  if (fulfillment.location_id === location_id) return err({ code: 'same_location', location_id })
  return lines ? resolveLines(aggregate, fulfillment, lines) : ok([...fulfillment.lines])
}

/** Lets another location do it: with its own units, these go back to their shelf. */
export function moveToLocation(
  aggregate: Aggregate,
  id: FulfillmentId,
  move: Move,
  units: AcquiredUnits,
  at: At,
): Decided<Change> {
  const moving = unitsToMove(aggregate, id, move)
  if (!moving.ok) return moving
  const fulfillment = fulfillmentOf(aggregate, id)
  const { location_id, lines, details } = fulfillment
  const given = unitsOf({ ...fulfillment, lines: moving.value })
  const { allocations, tasks } = takeUnits(aggregate, 'cancel', given)
  const rest = withoutLines(lines, moving.value)
  const left = reviseFulfillment(
    fulfillment,
    at.now,
    rest.length > 0
      ? { lines: rest, packages: [] }
      : { status: 'canceled', details: { ...details, reason: `moved to ${move.location_id}` } },
  )
  const before = withFulfillment({ ...aggregate, allocations }, left)
  const { aggregate: after } = assignUnits(before, moving.value, units, at, fulfillment)
  const moved: EventDraft = {
    type: 'fulfillment.moved',
    object_type: 'fulfillment',
    object_id: id,
    data: {
      fulfillment_id: id,
      order_id: fulfillment.order_id,
      from_location_id: location_id,
      to_location_id: move.location_id,
      lines: moving.value,
    },
  }
  return ok({ aggregate: after, events: [moved], tasks })
}

export interface Refusal {
  reason: RejectReason
  note: string | null
  /** What cannot be sent from there; null: nothing of it can. */
  lines: readonly NamedLine[] | null
}

/** The units another location has to be found for; none where the customer comes for them. */
export function unitsToReroute(
  aggregate: Aggregate,
  id: FulfillmentId,
  { lines }: Pick<Refusal, 'lines'>,
): Decided<FulfillmentLine[]> {
  const fulfillment = fulfillmentOf(aggregate, id)
  const moved = moveFulfillment(fulfillment, 'rejected')
  if (!moved.ok) return moved
  return lines ? resolveLines(aggregate, fulfillment, lines) : ok([...fulfillment.lines])
}

/** What still leaves of an order when a location refuses units: that they are planned beside. */
export const staying = (
  aggregate: Aggregate,
  id: FulfillmentId,
  refusal: Pick<Refusal, 'lines'>,
): Pick<Fulfillment, 'location_id' | 'lines'>[] =>
  leavingYet(aggregate).flatMap((each) => {
    if (each.id !== id) return [each]
    const refused = unitsToReroute(aggregate, id, refusal)
    const lines = refused.ok ? withoutLines(each.lines, refused.value) : []
    return lines.length > 0 ? [{ ...each, lines }] : []
  })

export const canReroute = (aggregate: Aggregate, id: FulfillmentId) =>
  !isBoundTo(fulfillmentOf(aggregate, id))

/**
 * A location refuses a fulfillment, or a picker goes short: the units it cannot send are taken from
 * elsewhere. What nobody has waits for stock: as a backorder where the SKU's policy takes those,
 * else with the order held for a person to decide.
 *
 * @param backorderable SKUs whose policy accepts to wait
 */
export function refuse(
  aggregate: Aggregate,
  id: FulfillmentId,
  refusal: Refusal,
  units: AcquiredUnits,
  backorderable: ReadonlySet<string>,
  at: At,
): Decided<Change> {
  const refused = unitsToReroute(aggregate, id, refusal)
  if (!refused.ok) return refused
  const fulfillment = fulfillmentOf(aggregate, id)
  const { reason, note } = refusal
  const lost = isLoss(reason)
  const gone = unitsOf({ ...fulfillment, lines: refused.value })
  const { allocations, tasks } = takeUnits(aggregate, lost ? 'shrink' : 'cancel', gone)
  const rest = withoutLines(fulfillment.lines, refused.value)
  const left = reviseFulfillment(
    fulfillment,
    at.now,
    rest.length > 0
      ? { lines: rest, packages: [], details: { ...fulfillment.details, short: reason } }
      : { status: 'rejected', details: { ...fulfillment.details, reason, note } },
  )
  const before = withFulfillment({ ...aggregate, allocations }, left)
  const { aggregate: after, missing } = assignUnits(before, refused.value, units, at, fulfillment)
  const stuck = missing.some(({ sku }) => !backorderable.has(sku))
  return ok({
    aggregate: stuck ? holdForStock(after, at) : after,
    events: rest.length > 0 ? [shortPicked(fulfillment, refused.value, reason)] : [],
    tasks: [...tasks, ...(reason === 'not_found' ? emptyShelves(fulfillment, gone) : [])],
  })
}

/** Somebody looked: what the books still have there is not there either. */
const emptyShelves = (
  { order_id, location_id }: Fulfillment,
  units: readonly FulfillmentLine[],
): TaskDraft[] =>
  [...new Set(units.map(({ sku }) => sku))].map((sku) => ({
    sku,
    task: { type: 'empty_shelf', order_id, location_id },
  }))

const shortPicked = (
  { id, order_id, location_id }: Fulfillment,
  lines: readonly FulfillmentLine[],
  reason: string,
): EventDraft => ({
  type: 'fulfillment.short_picked',
  object_type: 'fulfillment',
  object_id: id,
  data: { fulfillment_id: id, order_id, location_id, lines, reason },
})

/** One such hold at a time; it ends by itself when stock has come. */
function holdForStock(aggregate: Aggregate, at: At): Aggregate {
  if (isHeldForStock(aggregate)) return aggregate
  const { order } = aggregate
  const hold: OrderHold = {
    id: at.newId('hold'),
    reason: 'inventory_out_of_stock',
    note: null,
    created_at: at.now,
  }
  return { ...aggregate, order: { ...order, holds: [...order.holds, hold] } }
}
