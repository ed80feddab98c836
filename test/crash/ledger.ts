// The ledger as the outside sees it: does it add up to the counters, and name every order once?
import { expect } from 'vitest'
import { listAll, readCounters } from '../races/books.ts'
import type { Shop } from '../races/shop.ts'
import type { Movement, Order } from '../races/wire.ts'
import { unitsOf } from './checks.ts'
import type { Facts } from './facts.ts'
import { unitsBack, unitsSent } from './travel.ts'

const shelf = ['available', 'reserved', 'committed', 'damaged', 'quality_control', 'safety_stock']

/** Units by what they are of. */
type Units = Record<string, number>

const add = (sums: Units, name: string, quantity: number) => {
  sums[name] = (sums[name] ?? 0) + quantity
}

/** What is canceled has no allocations any more: those of an acknowledged order are as it was told. */
export async function expectLedger(
  shop: Shop,
  skus: readonly string[],
  orders: readonly Order[],
  { orders: acknowledged }: Facts,
) {
  const asTold = (order: Order) => acknowledged.get(order.id)?.placed ?? order
  const moved: Record<string, Units> = { commit: {}, cancel: {}, dispatch: {} }
  const returned: Units = {}
  for (const sku of skus) {
    const movements = await listAll<Movement>(shop, `/v1/inventory/${sku}/movements`)
    const { length } = movements
    expect(movements.map(({ sequence }) => sequence)).toEqual(
      movements.map((_, index) => length - index),
    )
    expect(fold(movements)).toEqual(await readCounters(shop, sku))
    for (const { operation, subject_id, location_id, quantity } of movements) {
      const of_operation = moved[operation]
      if (of_operation) add(of_operation, `${subject_id} ${sku} ${location_id}`, quantity)
      if (operation === 'return') add(returned, `${subject_id} ${sku}`, quantity)
    }
  }
  expect(moved.commit).toEqual(allocationsOf(orders.map(asTold)))
  expect(moved.cancel).toEqual(allocationsOf(orders.filter(isCanceled).map(asTold)))
  const sent: Units = {}
  const back: Units = {}
  for (const order of orders) {
    for (const [sku, { location_id, quantity }] of unitsSent(order)) {
      add(sent, `${order.id} ${sku} ${location_id}`, quantity)
    }
    for (const [sku, { quantity }] of unitsBack(order, 'all')) {
      add(back, `${order.id} ${sku}`, quantity)
    }
  }
  expect(moved.dispatch).toEqual(sent)
  expect(returned).toEqual(back)
}

function fold(movements: readonly Movement[]) {
  const sums: Units = { available: 0, reserved: 0, committed: 0 }
  for (const { from_account, to_account, quantity } of movements) {
    if (shelf.includes(from_account)) add(sums, from_account, -quantity)
    if (shelf.includes(to_account)) add(sums, to_account, quantity)
  }
  const on_hand = Object.values(sums).reduce((total, each) => total + each, 0)
  const { available, reserved, committed } = sums
  return { on_hand, available, reserved, committed }
}

function allocationsOf(orders: readonly Order[]): Units {
  const sums: Units = {}
  for (const { id, lines } of orders) {
    for (const [sku, { location_id, quantity }] of lines.flatMap(unitsOf)) {
      add(sums, `${id} ${sku} ${location_id}`, quantity)
    }
  }
  return sums
}

const isCanceled = ({ status }: Order) => status === 'canceled'
