/** What holds of an order and its shelves at every moment. */
import { expect } from 'vitest'
import type { Fulfillment } from '../../../../api/domain/fulfillments/fulfillment'
import { nextStates } from '../../../../api/domain/fulfillments/status'
import { type Life, places, skus } from './life'

export const over = ['rejected', 'canceled']
const gone = ['shipped', 'delivered', 'picked_up']
const perUnit: Record<string, number> = { '0 SKU-0': 1, '1 SKU-1': 1, '2 SKU-0': 2, '2 SKU-1': 1 }
const total = (rows: readonly { quantity: number }[]) =>
  rows.reduce((sum, { quantity }) => sum + quantity, 0)

/** Every unit is in one fulfillment, at one location, allocated once; or it is missing. */
export function checkUnits(life: Life) {
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
export function checkShelves(life: Life) {
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
      const back = flow('from_account', 'customer')
      expect(on_shelf).toBe(came + back - dispatched - flow('to_account', 'shrinkage'))
      expect(balances?.available ?? 0).toBeGreaterThanOrEqual(0)
    }
  }
}

/** Every state follows from the one before, or from the gate of the order. */
export function checkStates(before: readonly Fulfillment[], after: readonly Fulfillment[]) {
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
