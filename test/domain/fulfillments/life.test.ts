import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Fulfillment } from '../../../api/domain/fulfillments/fulfillment'
import { expirePickup, pickUp, ready } from '../../../api/domain/fulfillments/pickup'
import {
  canReroute,
  moveToLocation,
  refuse,
  refusedBy,
  rejectReasons,
  unitsToMove,
  unitsToReroute,
  wantedOf,
} from '../../../api/domain/fulfillments/reroute'
import { ship } from '../../../api/domain/fulfillments/ship'
import { nextStates } from '../../../api/domain/fulfillments/status'
import {
  accept,
  cancelFulfillment,
  deliver,
  pack,
  pick,
} from '../../../api/domain/fulfillments/work'
import { cancelLines, cancelOrder } from '../../../api/domain/orders/cancel-order'
import { holdOrder, releaseOrder } from '../../../api/domain/orders/hold-order'
import { MS_PER_DAY } from '../../../api/domain/shared/time'
import { beginLife, type Life, places, skus } from './support/life'

const units = fc.nat(4)
const levels = fc.record({ berlin: units, paris: units, rome: units })
const beginning = fc.record({
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
interface Luck {
  which: number
  line: number
  units: number
  place: (typeof places)[number]
  reason: (typeof rejectReasons)[number]
}
const luck = fc.record({
  which: fc.nat(9),
  line: fc.nat(3),
  units: fc.integer({ min: 1, max: 3 }),
  place: fc.constantFrom(...places),
  reason: fc.constantFrom(...rejectReasons),
})
const parcel = { carrier: 'DHL', service: null, tracking_number: null, tracking_url: null }
const why = { reason: 'x', note: null }

const steps: Record<string, (life: Life, luck: Luck, work: Fulfillment) => void> = {
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
const often: Record<string, number> = {
  ...{ ship_part: 4, short_pick: 4, move: 4, reject: 2, deliver: 2, ready: 4, pick_up: 6, fill: 3 },
  ...{ release: 3, receive: 3, pack: 2, pick: 2, accept: 2, ship: 2, sync: 3 },
}
const names = Object.keys(steps).flatMap((name) => Array(often[name] ?? 1).fill(name) as string[])
const script = fc.array(fc.tuple(fc.constantFrom(...names), luck), {
  maxLength: 25,
  size: 'max',
})

const over = ['rejected', 'canceled']
const gone = ['shipped', 'delivered', 'picked_up']
const perUnit: Record<string, number> = { '0 SKU-0': 1, '1 SKU-1': 1, '2 SKU-0': 2, '2 SKU-1': 1 }
const total = (rows: readonly { quantity: number }[]) =>
  rows.reduce((sum, { quantity }) => sum + quantity, 0)

/** Every unit is in one fulfillment, at one location, allocated once; or it is missing. */
function checkUnits(life: Life) {
  const { lines, allocations, fulfillments } = life.read()
  const worked = new Map<string, number>()
  for (const { status, location_id, lines } of fulfillments) {
    if (over.includes(status)) continue
    const state = gone.includes(status) ? 'gone' : 'waits'
    for (const { line_id, sku, quantity } of lines) {
      const key = `${state} ${location_id} ${line_id.slice(4)} ${sku}`
      worked.set(key, (worked.get(key) ?? 0) + quantity)
    }
  }
  const promised = new Map<string, number>()
  const allocated = new Map<string, number>()
  for (const { position, sku, location_id, quantity, quantity_dispatched } of allocations) {
    const key = `${position} ${sku}`
    allocated.set(key, (allocated.get(key) ?? 0) + quantity)
    const add = (state: string, units: number) => {
      const at = `${state} ${location_id} ${key}`
      if (units > 0) promised.set(at, (promised.get(at) ?? 0) + units)
    }
    add('gone', quantity_dispatched)
    add('waits', quantity - quantity_dispatched)
  }
  expect(Object.fromEntries(worked)).toEqual(Object.fromEntries(promised))
  const surplus = Object.entries(perUnit).filter(([key, per_unit]) => {
    const line = lines[Number(key[0])]
    const wanted = ((line?.quantity ?? 0) - (line?.quantity_canceled ?? 0)) * per_unit
    return (allocated.get(key) ?? 0) > wanted
  })
  expect(surplus).toEqual([])
}

/** What the shelves say, once told: promised is what waits, and nothing was made or lost on the way. */
function checkShelves(life: Life) {
  life.sync()
  for (const sku of skus) {
    const rows = life.read().allocations.filter((row) => row.sku === sku)
    const { stock, tally } = life.shelf(sku)
    for (const place of places) {
      const here = rows.filter(({ location_id }) => location_id === place)
      const dispatched = here.reduce((sum, row) => sum + row.quantity_dispatched, 0)
      const balances = stock.levels.get(place)?.balances
      const flow = (side: 'from_account' | 'to_account', account: string) =>
        tally((each) => each.location_id === place && each[side] === account)
      expect(balances?.reserved ?? 0).toBe(0)
      expect(balances?.committed ?? 0).toBe(total(here) - dispatched)
      expect(flow('to_account', 'customer')).toBe(dispatched)
      const on_shelf = (balances?.available ?? 0) + (balances?.committed ?? 0)
      const came = flow('from_account', 'supplier')
      expect(on_shelf).toBe(came - dispatched - flow('to_account', 'shrinkage'))
      expect(balances?.available ?? 0).toBeGreaterThanOrEqual(0)
    }
  }
}

/** Every state follows from the one before, or from the gate of the order. */
function checkStates(before: readonly Fulfillment[], after: readonly Fulfillment[]) {
  const earlier = new Map(before.map((work) => [work.id, work]))
  for (const work of after) {
    const old = earlier.get(work.id)
    if (!old || old.status === work.status) continue
    const stood = { ...old, status: old.held_from ?? old.status }
    const legal = [...nextStates(old), ...nextStates(stood), 'on_hold', stood.status]
    expect(legal).toContain(work.status)
    expect(work.version).toBeGreaterThan(old.version)
  }
  expect(before.every(({ id }) => after.some((work) => work.id === id))).toBe(true)
}

it('keeps every unit in one place, whatever happens to an order', () => {
  fc.assert(
    fc.property(beginning, script, (begin, commands) => {
      const life = beginLife(begin)
      checkUnits(life)
      for (const [name, chance] of commands) {
        const before = life.read().fulfillments
        const live = before.filter(({ status }) => !over.includes(status))
        const work = live[chance.which % Math.max(1, live.length)]
        if (work) steps[name]?.(life, chance, work)
        checkUnits(life)
        checkStates(before, life.read().fulfillments)
        const { order, fulfillments } = life.read()
        if (order.holds.length > 0 || order.status === 'canceled') {
          const worked = fulfillments.filter(
            ({ status }) => status === 'open' || status === 'picking',
          )
          expect(worked).toEqual([])
        }
      }
      checkShelves(life)
    }),
    { numRuns: 300 },
  )
}, 60_000)
