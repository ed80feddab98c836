/** What people do to the work of an order, by name; each with numbers that are always in range. */
import fc from 'fast-check'
import type { Fulfillment } from '../../../../api/domain/fulfillments/fulfillment'
import { expirePickup, pickUp, ready } from '../../../../api/domain/fulfillments/pickup'
import {
  canReroute,
  moveToLocation,
  refuse,
  refusedBy,
  rejectReasons,
  unitsToMove,
  unitsToReroute,
  wantedOf,
} from '../../../../api/domain/fulfillments/reroute'
import { ship } from '../../../../api/domain/fulfillments/ship'
import {
  accept,
  cancelFulfillment,
  deliver,
  pack,
  pick,
} from '../../../../api/domain/fulfillments/work'
import { cancelLines, cancelOrder } from '../../../../api/domain/orders/cancel-order'
import { holdOrder, releaseOrder } from '../../../../api/domain/orders/hold-order'
import { MS_PER_DAY } from '../../../../api/domain/shared/time'
import { type Life, places, skus } from './life'

const units = fc.nat(4)
const levels = fc.record({ berlin: units, paris: units, rome: units })
export const beginning = fc.record({
  quantities: fc.tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 2 }),
  ),
  stock: fc.record({ 'SKU-0': levels, 'SKU-1': levels }),
  pickup: fc.boolean(),
  ship_complete: fc.boolean(),
})

/** Which fulfillment, which of its lines, how many units, where: numbers that are always in range. */
export interface Luck {
  which: number
  line: number
  units: number
  place: (typeof places)[number]
  reason: (typeof rejectReasons)[number]
}
export const luck = fc.record({
  which: fc.nat(9),
  line: fc.nat(3),
  units: fc.integer({ min: 1, max: 3 }),
  place: fc.constantFrom(...places),
  reason: fc.constantFrom(...rejectReasons),
})
const parcel = { carrier: 'DHL', service: null, tracking_number: null, tracking_url: null }
export const why = { reason: 'x', note: null }

export const steps: Record<string, (life: Life, luck: Luck, work: Fulfillment) => void> = {
  accept: (life, _, { id }) => life.change((order, _u, at) => accept(order, id, at)),
  pick: (life, _, { id }) => life.change((order, _u, at) => pick(order, id, null, at)),
  pack: (life, _, { id }) => life.change((order, _u, at) => pack(order, id, [{}], at)),
  ship: (life, _, { id }) =>
    life.change((order, _u, at) => ship(order, id, { ...parcel, lines: null }, at)),
  ship_part: (life, { line, units: quantity }, { id, lines }) => {
    const named = lines[line % lines.length]
    const part = named && [{ line_id: named.line_id, sku: named.sku, quantity }]
    if (part) life.change((order, _u, at) => ship(order, id, { ...parcel, lines: part }, at))
  },
  deliver: (life, _, { id }) => life.change((order, _u, at) => deliver(order, id, null, at)),
  cancel_work: (life, _, { id }) =>
    life.change((order, _u, at) => cancelFulfillment(order, id, null, at)),
  ready: (life, _, { id }) => life.change((order, _u, at) => ready(order, id, 7, at)),
  pick_up: (life, { units: digit }, { id }) =>
    life.change((order, _u, at) => pickUp(order, id, () => digit > 1, at)),
  expire: (life, _, { id }) => {
    life.later(8 * MS_PER_DAY)
    life.change((order, _u, at) => expirePickup(order, id, at))
  },
  move: (life, { place, which, line, units: quantity }, { id, lines }) => {
    const named = lines[line % lines.length]
    if (!named) return
    const part = [{ line_id: named.line_id, sku: named.sku, quantity }]
    const move = { location_id: place, lines: which % 2 === 0 ? null : part }
    const wanted = unitsToMove(life.read(), id, move)
    if (!wanted.ok) return
    life.change(
      (order, got, at) => moveToLocation(order, id, move, got, at),
      wantedOf(wanted.value, place),
    )
  },
  reject: (life, { reason, place }, { id, location_id }) => {
    const refusal = { reason, note: null, lines: null }
    const wanted = unitsToReroute(life.read(), id, refusal)
    if (!wanted.ok) return
    const avoided = [...refusedBy(life.read()), location_id]
    const want = canReroute(life.read(), id) ? wantedOf(wanted.value) : []
    const waits = new Set<string>(place === 'rome' ? skus : [])
    life.change((order, got, at) => refuse(order, id, refusal, got, waits, at), want, avoided, true)
  },
  short_pick: (life, { line, units: quantity }, { id, lines, location_id }) => {
    const named = lines[line % lines.length]
    if (!named) return
    const missing = [{ line_id: named.line_id, sku: named.sku, quantity }]
    const refusal = { reason: 'not_found', note: null, lines: missing } as const
    const wanted = unitsToReroute(life.read(), id, refusal)
    if (!wanted.ok) return
    const want = canReroute(life.read(), id) ? wantedOf(wanted.value) : []
    life.change(
      (order, got, at) => refuse(order, id, refusal, got, new Set(), at),
      want,
      [...refusedBy(life.read()), location_id],
      true,
    )
  },
  hold: (life) => life.change((order, _u, at) => holdOrder(order, { ...why, reason: 'other' }, at)),
  release: (life) =>
    life.change((order) => releaseOrder(order, order.order.holds[0]?.id ?? 'hld_none')),
  cancel_units: (life, { line, units: quantity }) => {
    const some = [{ line_id: `lin_${line % 3}` as const, quantity }]
    life.change((order, _u, at) => cancelLines(order, some, why, at))
  },
  cancel_order: (life) => life.change((order, _u, at) => cancelOrder(order, why, at)),
  receive: (life, { line, units: quantity, place }) =>
    life.receive(skus[line % 2] ?? skus[0], place, quantity),
  fill: (life, { line }) => life.fill(skus[line % 2] ?? skus[0]),
  sync: (life) => life.sync(),
}
/** What ends a life comes seldom, what few lives get to often. */
export const often: Record<string, number> = {
  ...{ ship_part: 4, short_pick: 4, move: 4, reject: 2, deliver: 2, ready: 4, pick_up: 6, fill: 3 },
  ...{ release: 3, receive: 3, pack: 2, pick: 2, accept: 2, ship: 2, sync: 3 },
}
