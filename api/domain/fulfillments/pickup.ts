import {
  type Aggregate,
  type At,
  type Change,
  type EventDraft,
  reviseFulfillment,
} from '../orders/aggregate'
import { cancelOrder } from '../orders/cancel-order'
import { unitsWanted } from '../orders/derive'
import { orderEvent } from '../orders/events'
import type { OrderLine } from '../orders/order'
import type { OrderRejection } from '../orders/rejection'
import { withoutUnits } from '../orders/remove-units'
import { takeUnits, unitsOf } from '../orders/units'
import { err, ok, type Result } from '../shared/result'
import { type Instant, MS_PER_DAY } from '../shared/time'
import type { Fulfillment } from './fulfillment'
import { checkReleased, partsOf } from './lines'
import type { FulfillmentRejection } from './rejection'
import { moveFulfillment } from './status'
import { type FulfillmentId, fulfillmentOf, withFulfillment } from './work'

/** How long a parcel waits for its customer, unless the merchant says otherwise. */
export const PICKUP_DAYS = 7
/** Wrong codes after which only a new one helps. */
export const PICKUP_TRIES_MAX = 5

/** Which code of a fulfillment is the valid one: each `ready` makes the one before worthless. */
export const pickupRound = ({ details }: Pick<Fulfillment, 'details'>) =>
  Number(details.pickup_round ?? 0)
const triesOf = ({ details }: Fulfillment) => Number(details.pickup_tries ?? 0)

/** It waits at the counter, until a day. Again: another code, another day. */
export function ready(
  aggregate: Aggregate,
  id: FulfillmentId,
  days: number,
  { now }: At,
): Result<Change, FulfillmentRejection> {
  const fulfillment = fulfillmentOf(aggregate, id)
  const moved = moveFulfillment(fulfillment, 'ready_for_pickup')
  if (!moved.ok) return moved
  const released = checkReleased(aggregate, fulfillment.lines, now)
  if (!released.ok) return released
  const round = pickupRound(fulfillment) + 1
  const revised = reviseFulfillment(fulfillment, now, {
    status: moved.value,
    expires_at: now + days * MS_PER_DAY,
    details: { ...fulfillment.details, pickup_round: round, pickup_tries: 0 },
  })
  const again = fulfillment.status === moved.value
  const events = again ? [pickupEvent('fulfillment.pickup_renewed', revised)] : []
  return ok({ aggregate: withFulfillment(aggregate, revised), events, tasks: [] })
}

export type PickedUp = Change & { picked_up: boolean; tries_left: number }

/** Hands it over to whoever knows the code. Wrong ones are counted, so that nobody can guess. */
export function pickUp(
  aggregate: Aggregate,
  id: FulfillmentId,
  is_right: (fulfillment: Fulfillment) => boolean,
  { now }: At,
): Result<PickedUp, FulfillmentRejection> {
  const fulfillment = fulfillmentOf(aggregate, id)
  const moved = moveFulfillment(fulfillment, 'picked_up')
  if (!moved.ok) return moved
  const tries = triesOf(fulfillment)
  if (tries >= PICKUP_TRIES_MAX) return err({ code: 'pickup_locked', tries })
  if (!is_right(fulfillment)) {
    const details = { ...fulfillment.details, pickup_tries: tries + 1 }
    const revised = reviseFulfillment(fulfillment, now, { details })
    const after = withFulfillment(aggregate, revised)
    const tries_left = PICKUP_TRIES_MAX - tries - 1
    return ok({ aggregate: after, events: [], tasks: [], picked_up: false, tries_left })
  }
  const { allocations, tasks } = takeUnits(aggregate, 'dispatch', unitsOf(fulfillment))
  const revised = reviseFulfillment(fulfillment, now, { status: moved.value, expires_at: null })
  const after = withFulfillment({ ...aggregate, allocations }, revised)
  return ok({ aggregate: after, events: [], tasks, picked_up: true, tries_left: 0 })
}

/**
 * Nobody came: the units go back to the shelf and are no longer owed. An order that has nothing
 * else is canceled.
 */
export function expirePickup(
  aggregate: Aggregate,
  id: FulfillmentId,
  at: At,
): Result<Change, FulfillmentRejection | OrderRejection> {
  const fulfillment = fulfillmentOf(aggregate, id)
  if (!isOverdue(fulfillment, at.now)) return ok({ aggregate, events: [], tasks: [] })
  const reason = 'pickup_expired'
  const noted = { ...fulfillment, details: { ...fulfillment.details, reason } }
  const given_up = aggregate.lines.flatMap((line) => {
    const quantity = wholeUnits(line, fulfillment)
    return quantity > 0 ? [{ line_id: line.id, quantity }] : []
  })
  const lines = aggregate.lines.map((line) => {
    const { quantity } = given_up.find(({ line_id }) => line_id === line.id) ?? {}
    return quantity ? withoutUnits(line, quantity) : line
  })
  const expired = pickupEvent('fulfillment.pickup_expired', noted)
  if (lines.every((line) => unitsWanted(line) === 0)) {
    const canceled = cancelOrder(withFulfillment(aggregate, noted), { reason, note: null }, at)
    if (!canceled.ok) return canceled
    return ok({ ...canceled.value, events: [expired, ...canceled.value.events] })
  }
  const { allocations, tasks } = takeUnits(aggregate, 'cancel', unitsOf(fulfillment))
  const ended = reviseFulfillment(noted, at.now, { status: 'canceled', expires_at: null })
  const { order } = aggregate
  const data = { reason, lines: given_up }
  return ok({
    aggregate: withFulfillment({ ...aggregate, lines, allocations }, ended),
    events: [expired, orderEvent('order.lines_canceled', order, data)],
    tasks,
  })
}

export const isOverdue = ({ status, expires_at }: Fulfillment, now: Instant) =>
  status === 'ready_for_pickup' && expires_at !== null && expires_at <= now

const pickupEvent = (
  type: Extract<EventDraft['type'], `fulfillment.pickup_${string}`>,
  { id, order_id, location_id, lines }: Fulfillment,
): EventDraft => ({
  type,
  object_type: 'fulfillment',
  object_id: id,
  data: { fulfillment_id: id, order_id, location_id, lines },
})

/** Whole units of a line that a fulfillment has: of a kit, all components of each. */
function wholeUnits(line: OrderLine, { lines }: Fulfillment): number {
  const here = (sku: string) =>
    lines
      .filter((each) => each.line_id === line.id && each.sku === sku)
      .reduce((sum, { quantity }) => sum + quantity, 0)
  return Math.min(...partsOf(line).map(({ sku, quantity }) => Math.floor(here(sku) / quantity)))
}
