/** Stock objects in memory, over the real rules, whose calls arrive when a test says so. */

import { type Answer, type Command, decide } from '../../../api/domain/inventory/machine'
import type { Changes, Records } from '../../../api/domain/inventory/stock'
import {
  applyChanges,
  emptyStock,
  type Stock,
  unchanged,
} from '../../../api/domain/inventory/stock'
import type { StockClient, StockObject } from '../../../api/objects/stock-client'

/** What happens to a call on its way: it may wait, or be lost before or after it takes effect. */
export type Fate = 'arrives' | 'lost before' | 'lost after'
export type Road = (sku: string, command: Command) => Fate | Promise<Fate>

/** By SKU: the units in Berlin, or those of each location. */
type Shelves = Record<string, number | Record<string, number>>

export function createWarehouse(units: Shelves) {
  const objects = new Map(
    Object.entries(units).map(([sku, there]) => [
      sku,
      createObject(typeof there === 'number' ? { berlin: there } : there),
    ]),
  )
  const object = (sku: string) => {
    const found = objects.get(sku)
    if (!found) throw new Error(`No SKU ${sku}`)
    return found
  }
  /** The objects, reached over a road. */
  const client =
    (road: Road = () => 'arrives'): StockClient =>
    (_, sku) =>
      ({
        async execute(command: Command) {
          const fate = await road(sku, command)
          if (fate === 'lost before') throw new Error('Network connection lost')
          const answer = object(sku).execute(command)
          if (fate === 'lost after') throw new Error('Network connection lost')
          return answer
        },
      }) as unknown as StockObject
  const reserved = (sku: string, location_id = 'berlin') =>
    object(sku).stock.levels.get(location_id)?.balances.reserved
  return { client, reserved }
}

function createObject(units: Record<string, number>) {
  const stock: Stock = emptyStock()
  const kept: Changes = { ...unchanged, reservations: [], attempts: [], adjustments: [] }
  const records: Records = {
    reservation: (id) => kept.reservations.findLast((each) => each.id === id),
    attempt: (id) => kept.attempts.findLast((each) => each.id === id),
    adjustment: (id) => kept.adjustments.findLast((each) => each.id === id)?.result,
    count: () => undefined,
    entriesSince: () => [],
  }
  const apply = (changes: Changes) => {
    applyChanges(stock, changes, Date.now())
    for (const name of ['reservations', 'attempts', 'adjustments'] as const) {
      ;(kept[name] as unknown[]).push(...changes[name])
    }
  }
  const execute = <C extends Command>(command: C): Answer<C> => {
    const { result, changes } = decide(stock, records, command, Date.now())
    apply(changes)
    return result as Answer<C>
  }
  execute({
    type: 'adjust',
    adjustment_id: 'adj_first',
    reason: 'received',
    adjustments: Object.entries(units).map(([location_id, delta]) => {
      return { location_id, bucket: 'on_hand', delta } as const
    }),
  })
  return { stock, execute }
}
