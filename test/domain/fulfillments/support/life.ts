/** The life of one order beside the stock it lives on: every change as its shell would make it. */
import { fillBackorder, waitingFor } from '../../../../api/domain/backorders/fill'
import { planFulfillments } from '../../../../api/domain/fulfillments/plan-fulfillments'
import { wantedOf } from '../../../../api/domain/fulfillments/reroute'
import type { Allocation } from '../../../../api/domain/inventory/task'
import type { AcquiredUnits, WantedUnits } from '../../../../api/domain/orders/acquired'
import type { Aggregate, At, Change, EventDraft } from '../../../../api/domain/orders/aggregate'
import { derive } from '../../../../api/domain/orders/derive'
import { derivedEvents } from '../../../../api/domain/orders/events'
import type { OrderAllocation } from '../../../../api/domain/orders/order'
import { type AttemptId, type IdKind, idPrefixes } from '../../../../api/domain/shared/ids'
import type { Result } from '../../../../api/domain/shared/result'
import { NOW, orderOf } from '../../orders/support/aggregate'
import { createShelf } from './shelf'

export const places = ['berlin', 'paris', 'rome'] as const
const parts = [
  { sku: 'SKU-0', quantity: 2 },
  { sku: 'SKU-1', quantity: 1 },
]
export const skus = ['SKU-0', 'SKU-1'] as const

export interface Beginning {
  quantities: readonly [number, number, number]
  stock: Readonly<Record<string, Readonly<Record<string, number>>>>
  pickup: boolean
  ship_complete: boolean
  /** Minor units, of each line; nothing if absent: then there is nothing to pay. */
  unit_price?: number
}

type Decide = (
  aggregate: Aggregate,
  units: AcquiredUnits,
  at: At,
) => Result<Change, { code: string }>

/** An order of two SKUs and a kit of both; what is not there waits for it. */
export function beginLife({ quantities, stock, pickup, ship_complete, unit_price = 0 }: Beginning) {
  const drawn = new Map<IdKind, number>()
  let now = NOW
  const at = (): At => ({
    now,
    newId: (kind) => {
      const next = (drawn.get(kind) ?? 0) + 1
      drawn.set(kind, next)
      return `${idPrefixes[kind]}_${String(next).padStart(3, '0')}` as never
    },
  })
  const shelves = new Map(skus.map((sku) => [sku as string, createShelf(NOW)]))
  const shelf = (sku: string) => {
    const found = shelves.get(sku)
    if (!found) throw new Error(sku)
    return found
  }
  for (const [sku, levels] of Object.entries(stock)) {
    for (const [place, units] of Object.entries(levels))
      if (units > 0) shelf(sku).receive(place, units)
  }

  /** Pins what is wanted: all of it, or what there is. */
  const acquire = (wanted: readonly WantedUnits[], avoided: readonly string[], partly: boolean) => {
    const attempt_id = at().newId('attempt')
    const of_sku = new Map<string, readonly Allocation[]>()
    for (const { sku, quantity, location_id } of wanted) {
      const from =
        location_id === undefined ? places : places.filter((each) => each === location_id)
      const locations = from.filter((place) => !avoided.includes(place))
      const first = shelf(sku).pin(attempt_id, quantity, locations)
      const got =
        first.units || !partly || !first.available
          ? first
          : shelf(sku).pin(attempt_id, first.available, locations)
      if (got.units) of_sku.set(sku, got.units)
      else if (!partly) return { attempt_id, of_sku, short: true }
    }
    return { attempt_id, of_sku, short: false }
  }

  const order = orderOf(
    [
      { quantity: quantities[0], unit_price, at: {} },
      { quantity: quantities[1], unit_price, at: {} },
      { quantity: quantities[2], unit_price, at: {}, components: parts },
    ],
    {
      ship_complete,
      delivery: pickup ? { method: 'pickup', location_id: 'berlin' } : { method: 'ship' },
    },
  )
  const location_id = pickup ? 'berlin' : undefined
  const needs = [
    { position: 0, sku: 'SKU-0', quantity: quantities[0] },
    { position: 1, sku: 'SKU-1', quantity: quantities[1] },
    { position: 2, sku: 'SKU-0', quantity: 2 * quantities[2] },
    { position: 2, sku: 'SKU-1', quantity: quantities[2] },
  ]
  const lineOf = (position: number) => ({ line_id: `lin_${position}` as const })
  const wanted = wantedOf(
    needs.map((need) => ({ ...lineOf(need.position), ...need })),
    location_id,
  )
  const { attempt_id, of_sku } = acquire(wanted, [], true)
  const pool = new Map([...of_sku].map(([sku, units]) => [sku, units.map((unit) => ({ ...unit }))]))
  const allocations = needs.flatMap(({ position, sku, quantity }) => {
    let open = quantity
    return (pool.get(sku) ?? []).flatMap((unit): OrderAllocation[] => {
      const taken = Math.min(open, unit.quantity)
      open -= taken
      unit.quantity -= taken
      if (taken === 0) return []
      const place = { merchant_id: 'mer_1', order_id: 'ord_1', position, sku } as const
      const here = { location_id: unit.location_id, attempt_id: attempt_id as AttemptId }
      return [{ ...place, ...here, quantity: taken, quantity_dispatched: 0 }]
    })
  })
  const fulfillments = planFulfillments(order.order, order.lines, allocations, at())
  let aggregate = derive({ ...order, allocations, fulfillments }, now)
  for (const sku of of_sku.keys()) shelf(sku).tell({ outcome: attempt_id as AttemptId })
  const events: EventDraft[] = derivedEvents(null, aggregate, [])

  /** As the shell does it: acquire, decide, derive, save, tell the shelves. False: refused. */
  const change = (
    decide: Decide,
    want: readonly WantedUnits[] = [],
    avoided: readonly string[] = [],
    partly = false,
  ): boolean => {
    const { short, ...units } = acquire(want, avoided, partly)
    const decided = short ? undefined : decide(aggregate, { ...units, shares: [] }, at())
    if (!decided?.ok) {
      for (const { sku } of want) shelf(sku).abandon(units.attempt_id as AttemptId)
      return false
    }
    const before = aggregate
    aggregate = derive(decided.value.aggregate, now)
    const { status, payment_status, fulfillment_status } = aggregate.order
    const told = decided.value.events.map((event) => ({
      ...event,
      data: {
        ...event.data,
        ...(event.object_type === 'order' && { status, payment_status, fulfillment_status }),
      },
    }))
    events.push(...told, ...derivedEvents(before, aggregate, told))
    for (const sku of units.of_sku.keys()) shelf(sku).tell({ outcome: units.attempt_id })
    for (const { sku, task } of decided.value.tasks) shelf(sku).tell({ task })
    return true
  }
  return {
    read: () => aggregate,
    /** Everything that was told of it, in order. */
    events: events as readonly EventDraft[],
    shelf,
    change,
    receive: (sku: string, place: string, units: number) => shelf(sku).receive(place, units),
    fill: (sku: string) =>
      change(
        (before, units, then) => fillBackorder(before, sku, units, then),
        wantedOf(waitingFor(aggregate, sku), location_id),
        [],
        true,
      ),
    sync: () => {
      for (const each of shelves.values()) each.sync()
    },
    later: (ms: number) => {
      now += ms
    },
  }
}
export type Life = ReturnType<typeof beginLife>
