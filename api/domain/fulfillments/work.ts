import {
  type Aggregate,
  type At,
  type Change,
  replaceById,
  reviseFulfillment,
} from '../orders/aggregate'
import type { Id } from '../shared/ids'
import { err, ok, type Result } from '../shared/result'
import type { Fulfillment, Package } from './fulfillment'
import { checkReleased, mergeLines, type NamedLine, resolveLines, withoutLines } from './lines'
import { newFulfillment } from './plan-fulfillments'
import type { FulfillmentRejection } from './rejection'
import { moveFulfillment } from './status'
import { addEvents } from './tracking'

/** The steps of a fulfillment that move no stock. */

export type FulfillmentId = Id<'fulfillment'>
type Decision = Result<Change, FulfillmentRejection>

/** @throws when the order has no such fulfillment: it was found by it */
export function fulfillmentOf({ order, fulfillments }: Aggregate, id: string): Fulfillment {
  const found = fulfillments.find((each) => each.id === id)
  if (!found) throw new Error(`Order ${order.id} has no fulfillment ${id}.`)
  return found
}

/** A change of one fulfillment, beside whatever it brings along. */
export const withFulfillment = (aggregate: Aggregate, revised: Fulfillment): Aggregate => ({
  ...aggregate,
  fulfillments: replaceById(aggregate.fulfillments, revised),
})

const quietly = (aggregate: Aggregate): Decision => ok({ aggregate, events: [], tasks: [] })

/** The location says that it will do it. */
export function accept(aggregate: Aggregate, id: FulfillmentId, { now }: At): Decision {
  const fulfillment = fulfillmentOf(aggregate, id)
  const moved = moveFulfillment(fulfillment, 'accepted')
  if (!moved.ok) return moved
  const revised = reviseFulfillment(fulfillment, now, { status: moved.value })
  return quietly(withFulfillment(aggregate, revised))
}

/** Somebody goes and gets the units, with a list or without. */
export function pick(
  aggregate: Aggregate,
  id: FulfillmentId,
  pick_list_id: Id<'pick_list'> | null,
  { now }: At,
): Decision {
  const fulfillment = fulfillmentOf(aggregate, id)
  const moved = moveFulfillment(fulfillment, 'picking')
  if (!moved.ok) return moved
  const released = checkReleased(aggregate, fulfillment.lines, now)
  if (!released.ok) return released
  const revised = reviseFulfillment(fulfillment, now, { status: moved.value, pick_list_id })
  return quietly(withFulfillment(aggregate, revised))
}

export interface PackageInput {
  weight_grams?: number | undefined
  length_mm?: number | undefined
  width_mm?: number | undefined
  height_mm?: number | undefined
  lines?: readonly NamedLine[] | undefined
}

/** Every unit is in one package. One package without lines has them all. */
export function pack(
  aggregate: Aggregate,
  id: FulfillmentId,
  inputs: readonly PackageInput[],
  at: At,
): Decision {
  const fulfillment = fulfillmentOf(aggregate, id)
  const moved = moveFulfillment(fulfillment, 'packed')
  if (!moved.ok) return moved
  const released = checkReleased(aggregate, fulfillment.lines, at.now)
  if (!released.ok) return released
  const packages: Package[] = []
  let left = fulfillment.lines
  for (const { lines: named, ...size } of inputs) {
    const lines = named ? resolveLines(aggregate, { lines: left }, named) : ok(left)
    if (!lines.ok) return lines
    packages.push({ id: at.newId('package'), ...given(size), lines: lines.value })
    left = withoutLines(left, lines.value)
  }
  const [unpacked] = left
  if (unpacked) return err({ code: 'units_unpacked', ...unpacked })
  const revised = reviseFulfillment(fulfillment, at.now, { status: moved.value, packages })
  return quietly(withFulfillment(aggregate, revised))
}

const given = (size: Omit<PackageInput, 'lines'>) =>
  Object.fromEntries(Object.entries(size).filter(([, value]) => value !== undefined))

/** It arrived. A parcel's events say the same from now on. */
export function deliver(
  aggregate: Aggregate,
  id: FulfillmentId,
  delivered_at: number | null,
  { now }: At,
): Decision {
  const fulfillment = fulfillmentOf(aggregate, id)
  const moved = moveFulfillment(fulfillment, 'delivered')
  if (!moved.ok) return moved
  const { tracking } = fulfillment
  const occurred_at = delivered_at ?? now
  const revised = reviseFulfillment(fulfillment, now, {
    status: moved.value,
    tracking: tracking && addEvents(tracking, [{ status: 'delivered', occurred_at }]),
  })
  const milestones = { ...revised.milestones, delivered: occurred_at }
  return quietly(withFulfillment(aggregate, { ...revised, milestones }))
}

/**
 * Ends a work order, not what the customer was promised: its units stay with the order, and a fresh
 * work order for them takes its place.
 */
export function cancelFulfillment(
  aggregate: Aggregate,
  id: FulfillmentId,
  reason: string | null,
  at: At,
): Decision {
  const fulfillment = fulfillmentOf(aggregate, id)
  const moved = moveFulfillment(fulfillment, 'canceled')
  if (!moved.ok) return moved
  const { location_id, lines, details } = fulfillment
  const ended = withFulfillment(
    aggregate,
    reviseFulfillment(fulfillment, at.now, {
      status: moved.value,
      details: { ...details, ...(reason !== null && { reason }) },
    }),
  )
  const fresh = newFulfillment(aggregate, location_id, mergeLines([], lines), at, fulfillment)
  return quietly({ ...ended, fulfillments: [...ended.fulfillments, fresh] })
}
