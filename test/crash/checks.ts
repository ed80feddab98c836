// Compares what clients were told with what the server has.
import { expect } from 'vitest'
import { expectBalanced, listAll, readEvents } from '../races/books.ts'
import type { Shop } from '../races/shop.ts'
import type { Order, Reservation, Units } from '../races/wire.ts'
import type { Facts } from './facts.ts'
import { DELIVERY } from './shoppers.ts'

type BySku = Record<string, number>

/** Facts of an order that never change, and where its units come from unless it was canceled. */
const factsOf = ({ id, number, external_id, lines, total, customer }: Order, status: string) => ({
  ...{ id, number, external_id, total, customer },
  lines: lines.map(({ sku, quantity, allocations, components = [] }) => ({
    ...{ sku, quantity },
    units: status !== 'canceled' && [
      ...allocations,
      ...components.flatMap((each) => each.allocations),
    ],
  })),
})

/** What is there is what was told. */
const expectAsTold = (order: Order, placed: Order) =>
  expect(factsOf(order, order.status)).toEqual(factsOf(placed, order.status))

const statusOf = (is_canceled: boolean) => (is_canceled ? 'canceled' : 'open')

/** Of what was told since a size of the facts: right after a restart, before anybody writes. */
export async function expectRemembered(shop: Shop, { orders, kept }: Facts, since: number) {
  for (const { placed } of [...orders.values()].slice(since)) {
    const { body } = await shop.office.get<Order>(`/v1/orders/${placed.id}`)
    expectAsTold(body, placed)
  }
  await expectKept(shop, kept)
}

export async function expectKept(shop: Shop, kept: Facts['kept']): Promise<void> {
  for (const { id, lines } of kept.values()) {
    const { body } = await shop.find(id)
    expect(body).toMatchObject({ id, status: 'held', lines })
  }
}

/** Every acknowledged order, as it was told; nothing twice; nothing nobody asked for. */
export async function expectOrders(shop: Shop, facts: Facts): Promise<Order[]> {
  const listed = await listAll<Order>(shop, '/v1/orders')
  const found = new Map(listed.map((order) => [order.id, order]))
  expect(found.size).toBe(listed.length)
  expect(new Set(listed.map(({ external_id }) => external_id)).size).toBe(listed.length)
  for (const [id, { placed, is_canceled }] of facts.orders) {
    const order = found.get(id)
    if (!order) throw new Error(`${id} was acknowledged, and is gone.`)
    expectAsTold(order, placed)
    expect(order.status).toBe(statusOf(is_canceled))
  }
  const others = listed.filter(({ id }) => !facts.orders.has(id))
  for (const { external_id } of others) expect(facts.forsaken).toContain(external_id)
  return listed
}

/** One event per decision, in a log without a gap. */
export async function expectEvents(shop: Shop, orders: readonly Order[], facts: Facts) {
  const events = await readEvents(shop)
  const idsOf = (type: string) =>
    events.filter((event) => event.type === type).map(({ object_id }) => object_id)
  expect(idsOf('order.placed').sort()).toEqual(orders.map(({ id }) => id).sort())
  const canceled = orders.filter(({ status }) => status === 'canceled').map(({ id }) => id)
  expect(idsOf('order.canceled').sort()).toEqual(canceled.sort())
  const adjusted = events.filter(
    ({ type, data }) => type === 'inventory.adjusted' && data.reason === DELIVERY,
  )
  const told = adjusted.map(({ object_id, data }) => `${data.adjustment_id} ${object_id}`)
  expect(new Set(told).size).toBe(told.length)
  expect(new Set(adjusted.map(({ data }) => data.adjustment_id))).toEqual(facts.adjustments)
}

export async function expectEnded(shop: Shop, { ended }: Facts): Promise<void> {
  const found: Record<string, string> = {}
  for (const id of ended.keys()) found[id] = (await shop.find(id)).body.status
  expect(found).toEqual(Object.fromEntries(ended))
}

/** Units that live reservations hold, by SKU. */
export function reservedBy(kept: Iterable<Reservation>): BySku {
  return sum([...kept].flatMap(({ lines }) => lines.flatMap(unitsOf)))
}

/** Units that orders which are not canceled were promised, by SKU. */
export function committedBy(orders: readonly Order[]): BySku {
  const open = orders.filter(({ status }) => status !== 'canceled')
  return sum(open.flatMap(({ lines }) => lines.flatMap(unitsOf)))
}

/** A line's units by SKU: of a kit, those of its components. */
export function unitsOf({
  sku,
  allocations,
  components,
}: Order['lines'][number]): [string, Units][] {
  const parts = components ?? [{ sku, allocations }]
  return parts.flatMap((part) => part.allocations.map((unit): [string, Units] => [part.sku, unit]))
}

function sum(entries: readonly [string, Units][]): BySku {
  const result: BySku = {}
  for (const [sku, { quantity }] of entries) result[sku] = (result[sku] ?? 0) + quantity
  return result
}

/** What each SKU's counters have to be, by what was told and what is listed. */
export function expectedCounters(
  skus: readonly string[],
  facts: Facts,
  orders: readonly Order[],
  kept: Iterable<Reservation>,
) {
  const [reserved, committed] = [reservedBy(kept), committedBy(orders)]
  return Object.fromEntries(
    skus.map((sku) => {
      const own = {
        on_hand: facts.received.get(sku) ?? 0,
        reserved: reserved[sku] ?? 0,
        committed: committed[sku] ?? 0,
      }
      return [sku, { ...own, available: own.on_hand - own.reserved - own.committed }]
    }),
  )
}

export async function expectAllBalanced(shop: Shop, skus: readonly string[]): Promise<void> {
  for (const sku of skus) await expectBalanced(shop, sku)
}
